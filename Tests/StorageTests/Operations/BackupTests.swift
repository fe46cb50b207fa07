import Foundation
import GRDB
import Station
import Synchronization
import Testing

@testable import Storage

/// Told by one task to others.
private final class Flag: Sendable {
    private let state = Mutex(false)

    var isUp: Bool { state.withLock { $0 } }
    func raise() { state.withLock { $0 = true } }
}

@Suite("Backups")
struct BackupTests {
    private static func digests(_ path: String) async throws -> [TableDigest] {
        try await SQLiteStation.openReadOnly(path: path).transaction(.reading) { try StoredTable.digests($0) }
    }

    @Test("a backup restores to the same rows, and leaves nothing beside itself")
    func roundTrip() async throws {
        let (from, to) = (try TemporaryFolder(), try TemporaryFolder())
        try await WholeStation.make(from, tickets: 30)
        let file = from.url.appending(path: "station.backup").path
        let manifest = try await StoreBackup(of: .sqlite(path: from.file), to: file).write { _ in }
        #expect(manifest.engine == "SQLite")
        #expect(manifest.tables == (try await Self.digests(from.file)))
        #expect(manifest.migrations.map(\.number) == Migration.all.map(\.number))
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        let names = try FileManager.default.contentsOfDirectory(atPath: from.url.path)
        #expect(!names.contains { $0.contains("partial") || $0.contains("snapshot") })
        let outcome = try await StoreRestoration(from: file, to: .sqlite(path: to.file)).run { _ in }
        #expect(outcome.manifest == manifest && outcome.kept == nil)
        #expect(try await Self.digests(to.file) == manifest.tables)
        let left = try FileManager.default.contentsOfDirectory(atPath: to.url.path)
        #expect(!left.contains { $0.contains("restoring") })
        let restored = try SQLiteStation(path: to.file)
        #expect(restored.plan.pending == [])
        #expect(try await restored.read { try $0.tickets.list(TicketQuery(text: "签证")) }.items.count > 0)
    }

    @Test("a backup beside four writers is one moment of the station")
    func online() async throws {
        let (from, to) = (try TemporaryFolder(), try TemporaryFolder())
        let station = try SQLiteStation(path: from.file)
        try await WholeStation.fill(station, tickets: 50)
        let isOver = Flag()
        let counts = try await withThrowingTaskGroup(of: Void.self, returning: [Int].self) { group in
            for writer in 1...4 {
                group.addTask {
                    var index = writer * 1000
                    while !isOver.isUp {
                        try await WholeStation.work(station, index..<index + 1)
                        index += 1
                    }
                }
            }
            var counts: [Int] = []
            for round in 0..<5 {
                let file = from.url.appending(path: "\(round).backup").path
                _ = try await StoreBackup(of: .sqlite(path: from.file), to: file).write { _ in }
                let target = StoreLocation.sqlite(path: to.url.appending(path: "\(round).sqlite").path)
                _ = try await StoreRestoration(from: file, to: target).run { _ in }
                let deep = await StoreExamination(target).deepFindings(policy: try Fixtures.policy)
                #expect(deep.filter { $0.level != .ok }.isEmpty, "\(deep)")
                counts.append(
                    try await target.engine(readOnly: true).transaction(.reading) { connection in
                        let tickets = try StoredTable.tickets.count(connection)
                        let told = try connection.first("SELECT COUNT(DISTINCT number) AS total FROM ticket_events", [])
                        #expect(try told?.int("total") == tickets)
                        return tickets
                    })
            }
            isOver.raise()
            try await group.waitForAll()
            return counts
        }
        // The writers did write meanwhile, or this test would show nothing.
        #expect(counts == counts.sorted() && (counts.last ?? 0) > (counts.first ?? 0))
    }

    @Test("any flipped bit anywhere keeps the whole backup out, with a sentence")
    func flips() async throws {
        let folder = try TemporaryFolder()
        try await WholeStation.make(folder, tickets: 5)
        let file = folder.url.appending(path: "station.backup")
        _ = try await StoreBackup(of: .sqlite(path: folder.file), to: file.path).write { _ in }
        let whole = try Data(contentsOf: file)
        var numbers = SeededNumbers(20_260_302)
        // Every byte of the first line, and 200 of the rest.
        let places = Array(0..<87) + (0..<200).map { _ in Int.random(in: 87..<whole.count, using: &numbers) }
        for place in places {
            var damaged = whole
            damaged[place] ^= UInt8(1) << UInt8.random(in: 0..<8, using: &numbers)
            try damaged.write(to: file)
            try await Self.expectRefused(file.path, "byte \(place)")
        }
        for length in [0, 1, 50, 87, 88, 400, whole.count - 1] {
            try whole.prefix(length).write(to: file)
            try await Self.expectRefused(file.path, "cut at \(length)")
        }
        try (whole + [0]).write(to: file)
        try await Self.expectRefused(file.path, "longer")
        try whole.write(to: file)
        let target = folder.url.appending(path: "restored.sqlite").path
        _ = try await StoreRestoration(from: file.path, to: .sqlite(path: target)).run { _ in }
    }

    private static func expectRefused(_ file: String, _ what: String) async throws {
        let folder = try TemporaryFolder()
        do {
            _ = try await StoreRestoration(from: file, to: .sqlite(path: folder.file)).run { _ in }
            Issue.record("restored in spite of \(what)")
        } catch {
            switch error {
            case .notABackup, .damagedBackup, .newerFormat: break
            default: Issue.record("\(what): \(error)")
            }
            #expect(error.isAboutContent && error.description.contains(file) && error.description.hasSuffix("."))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == [], "\(what)")
    }

    @Test("a file of another kind, a newer format and a newer schema are told apart")
    func strangers() async throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "x")
        let target = StoreLocation.sqlite(path: folder.file)
        try Data("SQLite format 3\0".utf8).write(to: file)
        await #expect(throws: OperationError.notABackup(path: file.path)) {
            try await StoreRestoration(from: file.path, to: target).run { _ in }
        }
        try Data("CLOUDSTATION-BACKUP-2 0000\n".utf8).write(to: file)
        await #expect(throws: OperationError.newerFormat(path: file.path, version: "2")) {
            try await StoreRestoration(from: file.path, to: target).run { _ in }
        }
        let manifest = BackupManifest(
            madeAt: Fixtures.monday, engine: "SQLite",
            migrations: Migration.all.map { .init(number: $0.number, name: $0.name) } + [
                .init(number: 99, name: "new")
            ],
            tables: [], databaseBytes: 0)
        let empty = folder.url.appending(path: "empty").path
        try BackupEnvelope.write(
            manifest, database: try OpenFile(writing: empty), to: try OpenFile(writing: file.path), report: { _ in })
        await #expect(throws: OperationError.history(path: file.path, .unknown(number: 99, name: "new"))) {
            try await StoreRestoration(from: file.path, to: target).run { _ in }
        }
        await #expect(throws: OperationError.self) {
            try await StoreRestoration(from: "/nowhere/x", to: target).run { _ in }
        }
        #expect(!FileManager.default.fileExists(atPath: folder.file))
    }

    @Test("a backup whose seal is right but whose rows are not those it names is refused")
    func forgedManifest() async throws {
        let folder = try TemporaryFolder()
        try await WholeStation.make(folder, tickets: 2)
        let file = folder.url.appending(path: "x").path
        let manifest = try await StoreBackup(of: .sqlite(path: folder.file), to: file).write { _ in }
        let wrong = manifest.tables.map { table in
            table.name == "audit" ? TableDigest(name: "audit", rows: table.rows - 1, digest: table.digest) : table
        }
        let database = folder.url.appending(path: "database").path
        try BackupEnvelope(verifying: file, report: { _ in }).extract(to: database, report: { _ in })
        try BackupEnvelope.write(
            BackupManifest(
                madeAt: manifest.madeAt, engine: manifest.engine, migrations: manifest.migrations, tables: wrong,
                databaseBytes: manifest.databaseBytes),
            database: try OpenFile(reading: database), to: try OpenFile(writing: file), report: { _ in })
        let target = folder.url.appending(path: "target.sqlite").path
        let error = await #expect(throws: OperationError.self) {
            try await StoreRestoration(from: file, to: .sqlite(path: target)).run { _ in }
        }
        #expect(error?.description.contains("audit") == true)
        #expect(!FileManager.default.fileExists(atPath: target))
    }

    @Test("an existing file is replaced only on demand, and a failed backup leaves it as it was")
    func overwriting() async throws {
        let folder = try TemporaryFolder()
        try await WholeStation.make(folder, tickets: 1)
        let file = folder.url.appending(path: "x")
        try Data("mine".utf8).write(to: file)
        let store = StoreLocation.sqlite(path: folder.file)
        await #expect(throws: OperationError.fileExists(path: file.path)) {
            try await StoreBackup(of: store, to: file.path).write { _ in }
        }
        struct Killed: Error {}
        await #expect(throws: OperationError.self) {
            try await StoreBackup(of: store, to: file.path, overwrites: true).write { _ in throw Killed() }
        }
        #expect(try Data(contentsOf: file) == Data("mine".utf8))
        _ = try await StoreBackup(of: store, to: file.path, overwrites: true).write { _ in }
        #expect(try Data(contentsOf: file).starts(with: Data("CLOUDSTATION-BACKUP-1 ".utf8)))
        await #expect(throws: OperationError.self) {
            try await StoreBackup(of: store, to: "/proc/cloudstation/x").write { _ in }
        }
    }

    @Test("a store that is not sound gives no backup")
    func unsound() async throws {
        let folder = try TemporaryFolder()
        try await WholeStation.make(folder, tickets: 1)
        try DatabaseQueue(path: folder.file).inDatabase { database in
            try database.execute(sql: "PRAGMA foreign_keys = OFF; UPDATE warnings SET profile = 'x'")
            try database.execute(sql: "UPDATE accounts SET company = 'gone' WHERE id = 'c1'")
        }
        let file = folder.url.appending(path: "x").path
        let error = await #expect(throws: OperationError.self) {
            try await StoreBackup(of: .sqlite(path: folder.file), to: file).write { _ in }
        }
        #expect(error?.description.contains("accounts") == true)
        #expect(!FileManager.default.fileExists(atPath: file))
    }
}
