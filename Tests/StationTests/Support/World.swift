import Casework
import Catalogue
import Foundation
import HealthCheck
import Station
import Storage
import Synchronization
import Testing

/// The people of the tests, one of each kind.
enum Person: String, CaseIterable, Sendable, Comparable {
    case owner, stranger, liaison, tax, manager, auditor, administrator, expert
    case entryExit = "entry-exit"

    static let password = "a-password-of-tests"

    var roles: Set<Role> {
        switch self {
        case .owner, .stranger: [.company]
        case .liaison: [.liaison]
        case .tax, .entryExit: [.unit]
        case .manager: [.manager]
        case .auditor: [.auditor]
        case .administrator: [.administrator]
        case .expert: [.expert]
        }
    }

    var unit: UnitID? { [.tax, .entryExit].contains(self) ? UnitID(rawValue: rawValue) : nil }

    static func < (lhs: Person, rhs: Person) -> Bool { lhs.rawValue < rhs.rawValue }
}

/// A station with the real content over a store of its own, which vanishes with its last user.
final class World: Sendable {
    let station: Station
    let clock = MovableClock()
    let hashing = PlainHashing()
    private let folder: URL

    static let baseURL = "https://station.example"

    private static let loaded: StationCatalogue? = CivilDay("2026-11-23").flatMap { today in
        let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        return CatalogueLoader(folder: root.appending(path: "Questionnaires"), today: today, runExamples: false)
            .load().catalogue
    }

    static var catalogue: StationCatalogue { get throws { try #require(loaded) } }

    init() async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "use-cases-\(UUID().uuidString)")
        let counter = Counter()
        station = Station(
            catalogue: try Self.catalogue, database: try SQLiteStation(path: folder.appending(path: "s.sqlite").path),
            settings: StationSettings(baseURL: Self.baseURL, sessionLength: 3600),
            ambient: Ambient(
                now: { [clock] in clock.now },
                newID: { [clock] in UUIDv7.make(at: clock.now, random: counter.bytes(10)) },
                randomBytes: { counter.bytes($0) }))
        try await save(company(.owner, "虚构甲进出口有限公司", .zhHans), company(.stranger, "Fictional B Ltd", .en))
        for person in Person.allCases {
            try await station.addAccount(
                NewAccount(
                    login: person.rawValue, displayName: "测试\(person)", roles: person.roles, unit: person.unit,
                    company: person.roles == [.company] ? try code(person) : nil, email: "\(person)@example.com",
                    password: Person.password), hashing: hashing)
        }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The same store under other content or another store in front of it.
    func station(
        catalogue: StationCatalogue? = nil, database: (any StationDatabase)? = nil,
        scanner: (any VirusScanner)? = nil
    ) -> Station {
        Station(
            catalogue: catalogue ?? station.catalogue, database: database ?? station.database,
            settings: station.settings, ambient: station.ambient, scanner: scanner)
    }

    func save(_ companies: Company...) async throws {
        try await station.database.write { tx in
            for company in companies { try tx.companies.save(company) }
        }
    }

    func company(_ person: Person, _ name: String, _ language: Language) throws -> Company {
        Company(
            code: try code(person), name: name, industry: "trade", size: "small", contactName: "张三",
            contactPhone: "021-55500000", contactEmail: "\(person)@company.example", language: language)
    }

    /// A valid credit code that stands for nobody.
    func code(_ person: Person) throws -> CreditCode {
        try Self.code(1 + (try #require(Person.allCases.firstIndex(of: person))))
    }

    static func code(_ index: Int) throws -> CreditCode {
        let prefix = "91310115MA000000\(index % 10)"
        return try #require(
            "0123456789ABCDEFGHJKLMNPQRTUWXY".lazy.compactMap { try? CreditCode(prefix + String($0)) }.first)
    }

    func principal(_ person: Person) async throws -> Principal {
        try await station.database.read { tx in
            Principal(try #require(try tx.accounts.account(login: person.rawValue)))
        }
    }

    @discardableResult
    func signIn(_ person: Person, password: String = Person.password, from address: String = "a") async throws
        -> SignedIn
    {
        try await station.signIn(login: person.rawValue, password: password, address: address, hashing: hashing)
    }
}

/// A clock that stands still until a test moves it.
final class MovableClock: Sendable {
    private let moment = Mutex(MovableClock.monday)

    /// Monday 2026-11-23, 09:30 in Beijing: working hours of an announced year.
    static let monday = Date(timeIntervalSince1970: 1_795_397_400)

    var now: Date { moment.withLock { $0 } }

    func move(_ seconds: TimeInterval) { moment.withLock { $0 += seconds } }

    func set(_ date: Date) { moment.withLock { $0 = date } }
}

/// Ids and tokens that count up, so that nothing in a test is left to chance.
final class Counter: Sendable {
    private let value = Mutex(UInt64(0))

    func bytes(_ count: Int) -> [UInt8] {
        let number = value.withLock { value -> UInt64 in
            value += 1
            return value
        }
        return (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * (UInt64($0) % 8))) }
    }
}

/// Passwords kept as they are; notes every verification, and can do something while one runs.
final class PlainHashing: PasswordHashing {
    private let verified = Mutex([String]())
    private let meanwhile: @Sendable () async throws -> Void

    init(meanwhile: @escaping @Sendable () async throws -> Void = {}) { self.meanwhile = meanwhile }

    /// Against which stored hashes a password was verified.
    var verifications: [String] { verified.withLock { $0 } }

    func hash(_ password: String) async throws -> String { "plain$" + password }

    func verify(_ password: String, against stored: String) async -> Bool {
        verified.withLock { $0.append(stored) }
        try? await meanwhile()
        return stored == "plain$" + password
    }
}
