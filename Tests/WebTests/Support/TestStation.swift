import Casework
import Catalogue
import Foundation
import HealthCheck
import Hummingbird
import HummingbirdTesting
import Logging
import Station
import Storage
import Testing
import Web

/// The people of the tests, one of each kind.
enum Person: String, CaseIterable, Sendable {
    case company, company2, liaison, tax, manager, auditor, admin
    case entryExit = "entry-exit"

    static let password = "a-password-of-tests"

    var roles: Set<Role> {
        switch self {
        case .company, .company2: [.company]
        case .liaison: [.liaison]
        case .tax, .entryExit: [.unit]
        case .manager: [.manager]
        case .auditor: [.auditor]
        case .admin: [.administrator]
        }
    }

    var unit: UnitID? {
        switch self {
        case .tax: "tax"
        case .entryExit: "entry-exit"
        default: nil
        }
    }
}

/// A whole station over a store of its own, asked without a socket.
struct TestStation: Sendable {
    let station: Station
    let clock: MovableClock
    let client: any TestClientProtocol
    let tokens: [Person: String]
    let codes: [Person: CreditCode]

    static let origin = "http://localhost"

    /// The package's own folder.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static let reportTemplates = root.appending(path: "Reports/templates")

    private static let loaded: StationCatalogue? = CivilDay("2026-11-23").flatMap { today in
        CatalogueLoader(folder: root.appending(path: "Questionnaires"), today: today, runExamples: false)
            .load().catalogue
    }

    /// The real content of the station.
    static var catalogue: StationCatalogue { get throws { try #require(loaded) } }

    /// Builds a station in a temporary folder, runs `test` and removes it. `setup` tells whether there is a socket;
    /// `through` may put something in front of the store; `content` is the real one unless it is given.
    static func run(
        _ setup: TestingSetup = .router, heartbeat: Duration = .seconds(15), content: StationCatalogue? = nil,
        scanner: (any VirusScanner)? = nil, through: (any StationDatabase) -> any StationDatabase = { $0 },
        _ test: @escaping @Sendable (TestStation) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "web-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let clock = MovableClock()
        let counter = Counter()
        let station = Station(
            catalogue: try content ?? catalogue,
            database: through(try SQLiteStation(path: folder.appending(path: "s.sqlite").path)),
            settings: StationSettings(baseURL: origin),
            ambient: Ambient(
                now: { clock.now }, newID: { UUIDv7.make(at: clock.now, random: counter.bytes(10)) },
                randomBytes: { counter.bytes($0) }), scanner: scanner)
        let codes = try await people(station)
        var tokens: [Person: String] = [:]
        for person in Person.allCases {
            tokens[person] = try await station.signIn(
                login: person.rawValue, password: Person.password, address: "tests", hashing: PlainHashing()
            ).token
        }
        var logger = Logger(label: "tests")
        logger.logLevel = .critical
        let router = try WebFace.router(
            station: station,
            configuration: WebConfiguration(
                baseURL: origin, reportTemplates: reportTemplates, heartbeat: heartbeat),
            hashing: PlainHashing(), logger: logger)
        try await Application(router: router, logger: logger).test(setup) { [tokens] client in
            try await test(
                TestStation(station: station, clock: clock, client: client, tokens: tokens, codes: codes))
        }
    }

    private static func people(_ station: Station) async throws -> [Person: CreditCode] {
        let codes = [Person.company: try code(1), .company2: try code(2)]
        let companies = codes.map { person, code in
            Company(
                code: code, name: "虚构\(person.rawValue)进出口有限公司", industry: "trade", size: "small",
                contactName: "张三", contactPhone: "021-00000000", contactEmail: "\(person.rawValue)@example.com",
                language: .zhHans)
        }
        try await station.database.write { tx in
            for company in companies { try tx.companies.save(company) }
        }
        for person in Person.allCases {
            try await station.addAccount(
                NewAccount(
                    login: person.rawValue, displayName: "测试\(person.rawValue)", roles: person.roles,
                    unit: person.unit, company: codes[person], email: "\(person.rawValue)@example.com",
                    password: Person.password), hashing: PlainHashing())
        }
        return codes
    }

    /// The `index`th valid credit code of companies that do not exist.
    static func code(_ index: Int) throws -> CreditCode {
        let digits = String(index)
        let prefix = "91310115MA" + String(repeating: "0", count: 7 - digits.count) + digits
        return try #require(
            "0123456789ABCDEFGHJKLMNPQRTUWXY".lazy.compactMap { try? CreditCode(prefix + String($0)) }.first)
    }
}
