import Casework
import Foundation
import GRDB
import Station
import Synchronization
import Testing

@testable import Storage

@Suite("Migrating a store")
struct StoreMigrationTests {
    private static func step(_ number: Int, _ name: String, _ statements: String...) -> Migration {
        Migration(number: number, name: name, statements: statements, appendOnlyTables: [])
    }

    private static var next: Int { Migration.all.count + 1 }

    private static func run(
        _ folder: TemporaryFolder, _ added: [Migration], rehearsesOnly: Bool = false
    ) async throws -> (steps: [MigrationPlan.Step], events: [StoreMigration.Event]) {
        let events = Mutex<[StoreMigration.Event]>([])
        let migration = StoreMigration(.sqlite(path: folder.file), migrations: Migration.all + added)
        let steps = try await migration.run(rehearsesOnly: rehearsesOnly) { event in
            events.withLock { $0.append(event) }
        }
        return (steps, events.withLock { $0 })
    }

    private static func tables(_ folder: TemporaryFolder) throws -> Set<String> {
        try DatabaseQueue(path: folder.file).read {
            try Set(String.fetchAll($0, sql: "SELECT name FROM sqlite_master WHERE type = 'table'"))
        }
    }

    @Test("a new store is made, an old one rehearsed and then migrated, one up to date left alone")
    func steps() async throws {
        let folder = try TemporaryFolder()
        let made = try await Self.run(folder, [])
        #expect(made.steps == Migration.all.map(\.step))
        #expect(made.events == Migration.all.flatMap { [.applying($0.step), .applied($0.step)] })
        #expect(try await Self.run(folder, []).events == [])
        let added = [
            Self.step(Self.next, "shelves", "CREATE TABLE shelves (x TEXT)"),
            Self.step(Self.next + 1, "books", "CREATE TABLE books (x TEXT)"),
        ]
        let rehearsed = try await Self.run(folder, added, rehearsesOnly: true)
        #expect(rehearsed.events.last == .rehearsed(added.map(\.step)) && rehearsed.steps == added.map(\.step))
        #expect(try !Self.tables(folder).contains("shelves"))
        let applied = try await Self.run(folder, added)
        #expect(applied.events.last == .applied(added[1].step))
        #expect(try Self.tables(folder).isSuperset(of: ["shelves", "books"]))
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        #expect(!left.contains { $0.contains("rehearsal") })
    }

    @Test("tickets and open work of a store from before the fair queue are carried over")
    func fairQueue() async throws {
        let folder = try TemporaryFolder()
        try await WholeStation.make(folder, tickets: 9)
        try folder.tamper(
            """
            UPDATE tickets SET sort_due = 9000000000000000 WHERE ended_at IS NOT NULL;
            DROP TABLE officer_loads;
            DROP INDEX warnings_with_ticket;
            ALTER TABLE outbox DROP COLUMN told;
            DROP INDEX webhook_endpoints_rated;
            ALTER TABLE webhook_endpoints DROP COLUMN per_minute_cap;
            CREATE INDEX webhook_endpoints_rated ON webhook_endpoints (id) WHERE per_minute IS NOT NULL;
            CREATE INDEX holders_of_unit ON holders (unit, officer, ticket);
            INSERT INTO holders SELECT number, 'tax', 'c1' FROM tickets WHERE ended_at IS NULL;
            DELETE FROM schema_migrations WHERE number >= \(Migration.fairQueue.number);
            """)
        #expect(try await Self.run(folder, []).steps.first == Migration.fairQueue.step)
        let findings = await StoreExamination(.sqlite(path: folder.file)).deepFindings(policy: try Fixtures.policy)
        #expect(findings.filter { $0.level == .fail } == [])
        let open = try await SQLiteStation(path: folder.file).read { try $0.team.load(of: "tax")["c1"] }
        #expect(open ?? 0 > 0)
    }

    @Test(
        "a step that fails in the rehearsal is named, and no byte of the store has changed",
        arguments: [
            "CREATE NONSENSE", "DELETE FROM leases", "UPDATE tickets SET state = 'lost'",
            "INSERT INTO ticket_legs (number, leg, unit, due_at) VALUES (2026999999, 1, 'x', 0)",
        ])
    func failing(statement: String) async throws {
        let folder = try TemporaryFolder()
        try await WholeStation.make(folder, tickets: 3)
        let good = Self.step(Self.next, "good", "CREATE TABLE shelves (x TEXT)")
        let bad = Self.step(Self.next + 1, "bad", statement)
        let before = try Data(contentsOf: URL(filePath: folder.file))
        let error = await #expect(throws: OperationError.self) { try await Self.run(folder, [good, bad]) }
        guard case .rehearsal(bad.step, let reason) = error, !reason.isEmpty else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.isAboutContent == false)
        #expect(try Data(contentsOf: URL(filePath: folder.file)) == before)
    }

    @Test("broken references that a step leaves behind are found in the rehearsal")
    func references() async throws {
        let folder = try TemporaryFolder()
        try await WholeStation.make(folder, tickets: 3)
        try DatabaseQueue(path: folder.file).inDatabase { database in
            try database.execute(sql: "PRAGMA foreign_keys = OFF; UPDATE accounts SET company = 'x' WHERE id = 'c1'")
        }
        let good = Self.step(Self.next, "good", "CREATE TABLE shelves (x TEXT)")
        let error = await #expect(throws: OperationError.self) { try await Self.run(folder, [good]) }
        #expect(error?.description.contains("accounts") == true)
    }

    @Test("stopped between two steps it goes on with the second")
    func resumed() async throws {
        let folder = try TemporaryFolder()
        let first = Self.step(Self.next, "first", "CREATE TABLE shelves (x TEXT)")
        let second = Self.step(Self.next + 1, "second", "CREATE TABLE books (x TEXT)")
        _ = try await Self.run(folder, [first])
        #expect(try await Self.run(folder, [first, second]).steps == [second.step])
    }

    @Test("an unknown, a reordered and an altered history are named, and so is the process that owns the file")
    func refusals() async throws {
        let folder = try TemporaryFolder()
        _ = try await Self.run(folder, [Self.step(Self.next, "shelves", "CREATE TABLE shelves (x TEXT)")])
        await #expect(
            throws: OperationError.opening(.migration(.unknown(number: Self.next, name: "shelves")))
        ) { try await Self.run(folder, []) }
        let other = Self.step(Self.next, "books", "CREATE TABLE books (x TEXT)")
        await #expect(
            throws: OperationError.opening(
                .migration(.reordered(expected: other.step, found: .init(number: Self.next, name: "shelves"))))
        ) { try await Self.run(folder, [other]) }
        await #expect(
            throws: OperationError.opening(.migration(.altered(number: Self.next, name: "shelves")))
        ) { try await Self.run(folder, [Self.step(Self.next, "shelves", "CREATE TABLE shelves (y TEXT)")]) }
        let owned = try TemporaryFolder()
        let station = try SQLiteStation(path: owned.file)
        await #expect(throws: OperationError.opening(.inUse(path: station.path, pid: getpid()))) {
            try await Self.run(owned, [other])
        }
        let absent = try TemporaryFolder()
        await #expect(throws: OperationError.opening(.noSuchFile(path: absent.file))) {
            try await Self.run(absent, [], rehearsesOnly: true)
        }
    }

    #if PostgreSQL
        @Test(
            "on a server the rehearsal is undone, a failing one changes nothing",
            .enabled(if: Engine.allCases.count > 1))
        func onServer() async throws {
            let schema = try TemporarySchema()
            try await schema.make()
            let server = StoreLocation.postgres(url: try schema.url())
            #expect(try await StoreMigration(server).run { _ in } == Migration.all.map(\.step))
            let good = Self.step(Self.next, "good", "CREATE TABLE shelves (x TEXT)")
            let bad = Self.step(Self.next + 1, "bad", "CREATE NONSENSE")
            let error = await #expect(throws: OperationError.self) {
                try await StoreMigration(server, migrations: Migration.all + [good, bad]).run { _ in }
            }
            guard case .rehearsal(bad.step, _) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            let only = StoreMigration(server, migrations: Migration.all + [good])
            #expect(try await only.run(rehearsesOnly: true) { _ in } == [good.step])
            #expect(try await server.inspect().pending == [])
            // Two at once: one waits for the other, and neither fails.
            async let first = only.run { _ in }
            async let second = only.run { _ in }
            _ = try await (first, second)
            await #expect(throws: OpeningError.migration(.unknown(number: Self.next, name: "good"))) {
                try await server.inspect()
            }
        }
    #endif
}
