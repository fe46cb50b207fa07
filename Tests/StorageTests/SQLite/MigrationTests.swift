import Casework
import Foundation
import GRDB
import HealthCheck
import Station
import Testing

@testable import Storage

@Suite("Migrations")
struct MigrationTests {
    private static let one = Migration(
        number: 1, name: "one", statements: ["CREATE TABLE a (x TEXT)"], appendOnlyTables: [])
    private static let two = Migration(
        number: 2, name: "two", statements: ["CREATE TABLE b (x TEXT)"], appendOnlyTables: ["a"])

    private static func apply(_ migrations: [Migration], _ queue: DatabaseQueue) throws -> MigrationPlan {
        try queue.write { try Migrator(migrations).apply(SQLiteConnection($0), at: Fixtures.monday) }
    }

    private static func plan(_ migrations: [Migration], _ queue: DatabaseQueue) throws -> MigrationPlan {
        try queue.read { try Migrator(migrations).plan(SQLiteConnection($0)) }
    }

    @Test("pending steps are listed without changing anything, then applied once, in order")
    func applying() throws {
        let queue = try DatabaseQueue()
        #expect(try Self.plan([Self.one, Self.two], queue).pending == [Self.one.step, Self.two.step])
        #expect(try Self.plan([Self.one, Self.two], queue).applied == [])
        _ = try Self.apply([Self.one], queue)
        #expect(try Self.apply([Self.one, Self.two], queue).pending == [Self.two.step])
        #expect(try Self.apply([Self.one, Self.two], queue).pending == [])
    }

    @Test("a history this program does not know is refused")
    func refusals() throws {
        let queue = try DatabaseQueue()
        _ = try Self.apply([Self.one, Self.two], queue)
        #expect(throws: MigrationError.unknown(number: 2, name: "two")) { try Self.plan([Self.one], queue) }
        let altered = Migration(
            number: 1, name: "one", statements: ["CREATE TABLE a (x TEXT, y TEXT)"], appendOnlyTables: [])
        #expect(throws: MigrationError.altered(number: 1, name: "one")) { try Self.apply([altered, Self.two], queue) }
        let renamed = Migration(number: 1, name: "uno", statements: Self.one.statements, appendOnlyTables: [])
        #expect(throws: MigrationError.reordered(expected: renamed.step, found: Self.one.step)) {
            try Self.plan([renamed, Self.two], queue)
        }
    }

    @Test("a failing step leaves the schema as it was (zammad #3786, #3633, zammad-docker-compose #127, #560)")
    func failing() throws {
        let queue = try DatabaseQueue()
        let broken = Migration(
            number: 2, name: "broken", statements: ["CREATE TABLE c (x TEXT)", "CREATE NONSENSE"], appendOnlyTables: [])
        _ = try Self.apply([Self.one], queue)
        #expect(throws: MigrationError.self) { try Self.apply([Self.one, broken], queue) }
        #expect(try queue.read { try $0.tableExists("c") } == false)
        #expect(try Self.plan([Self.one], queue).applied == [Self.one.step])
    }

    @Test("an altered checksum in the file keeps the station from starting")
    func alteredFile() throws {
        let folder = try TemporaryFolder()
        #expect(try SQLiteStation.inspect(path: folder.file).pending.count == Migration.all.count)
        #expect(FileManager.default.fileExists(atPath: folder.file) == false)
        #expect(try SQLiteStation(path: folder.file).plan.pending.count == Migration.all.count)
        #expect(try SQLiteStation.inspect(path: folder.file).pending == [])
        #expect(try SQLiteStation(path: folder.file).plan.pending == [])
        try folder.tamper("UPDATE schema_migrations SET checksum = 'x' WHERE number = 1")
        let refusal = OpeningError.migration(.altered(number: 1, name: "first schema"))
        #expect(throws: refusal) { try SQLiteStation(path: folder.file) }
        #expect(throws: refusal) { try SQLiteStation.inspect(path: folder.file) }
    }

    @Test("the released schema is the one that was released")
    func frozen() {
        #expect(Migration.first.checksum == "c70759b7d17380c16ba9571edcb3cbf42ce09cde8450bff44bf83a7f4ef844ea")
        #expect(Migration.manyNodes.checksum == "a44e95d7014d73b5e8f5387b3ac5782bc61f0085996ec8705851f791abb96b7e")
        #expect(Migration.selfTestDepth.checksum == "8cf6c818eb2e8a11e3cf777d239991be0e6418d4a757c5ba97266ecaa9be737a")
        #expect(Migration.draftVersions.checksum == "a4574b007afabf07469502bd11737b35af917ed3b0f567e469a29065dad4e5b3")
        #expect(
            Migration.cohortRefreshes.checksum == "4da77935696215ece50e64eb8963f73e5ea7068e2c148dfc35f0e95e3215598f")
        #expect(Migration.filesLookedAt.checksum == "5f7c79db53f997a1a5c0db2c2ebd4d7c2aa85f1186b269515bf34215380fc551")
        #expect(Migration.notifications.checksum == "2dae8572186a427f0a821e4821a444b3fdd8897481538f432a3c2411051ed295")
        #expect(Migration.ticketLoop.checksum == "6a6cbc9a76239e10e5afccc581451cf62cb5446eea48993ba4a503b24729aeb0")
        #expect(Migration.atTheTicket.checksum == "177a2367bc7f66d645e003509e383a0c31f626f9cd3d65336840e8dd3e766da2")
        #expect(Migration.deliveryCare.checksum == "b9738658ee36c00c71e932588e478b94e3a94da88f4dd586cb60ce9ef2d300ce")
        #expect(Migration.rulesAndTeams.checksum == "d9829040d76a4461c9d274f5aadfa3acc9400efef29d173892fad733ba702fad")
        #expect(Migration.visits.checksum == "4271a0f9af943697d0e317205b4051ec6a8d91cb37be18dd9b1dd343b65521bf")
        #expect(Migration.callBacks.checksum == "68b04dddf2f6d1d90e4f60f4102374eacdef71272dd67accf5977489ef5b2cd8")
        #expect(Migration.fairQueue.checksum == "3be1f37b7a0897f486d4fa42ea09a4f4594c3eec86241922fcfa9ce1104fb22a")
        #expect(Migration.endpointCaps.checksum == "5d38250f6a7bc64969cbde26dbf086d5ab3b7c388fdf3a27294e2ff423630e2a")
        #expect(Migration.lateCalls.checksum == "a5bbd3b84ce9e42c84302a39a8dd811646cac5244b0f2c6d12bc97b895d7a6d8")
        #expect(Migration.all.map(\.number) == Array(1...Migration.all.count))
    }

    @Test("a rate that an administrator set before there were caps is their cap, any other stays its owner's")
    func caps() throws {
        let queue = try DatabaseQueue()
        let isOld = { (step: Migration) in step.number < Migration.endpointCaps.number }
        _ = try Self.apply(Migration.all.filter(isOld), queue)
        try queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO companies (
                        code, name, folded, industry, size, contact_name, contact_phone, contact_email, language)
                    VALUES ('CCCCCCCCCCCCCCCCCC', 'c', 'c', 'manufacturing', 'small', '', '', '', 'en');
                    INSERT INTO webhook_endpoints (id, company, url, secret, is_enabled, per_minute)
                    VALUES ('theirs', 'CCCCCCCCCCCCCCCCCC', 'u', 's', 1, 6),
                        ('own', 'CCCCCCCCCCCCCCCCCC', 'u', 's', 1, 30),
                        ('free', 'CCCCCCCCCCCCCCCCCC', 'u', 's', 1, NULL),
                        ('since', 'CCCCCCCCCCCCCCCCCC', 'u', 's', 1, 60);
                    INSERT INTO audit (id, at, who, action, subject, result)
                    VALUES ('1', 1, 'admin', 'endpoint.limit', 'theirs', '6 a minute'),
                        ('2', 1, 'owner', 'endpoint.change', 'own', 'ok'),
                        ('3', 1, 'admin', 'endpoint.limit', 'since', '6 a minute');
                    """)
        }
        _ = try Self.apply(Migration.all, queue)
        let found = try queue.read { db in
            try Row.fetchAll(db, sql: "SELECT id, per_minute, per_minute_cap FROM webhook_endpoints ORDER BY id").map {
                [
                    $0["id"] as String, ($0["per_minute"] as Int?)?.description,
                    ($0["per_minute_cap"] as Int?)?.description,
                ]
            }
        }
        #expect(found == [["free", nil, nil], ["own", "30", nil], ["since", "60", nil], ["theirs", nil, "6"]])
    }

    @Test("calls that are owed in an older store are found when they are due, rungs that come first stay first")
    func lateCalls() throws {
        let queue = try DatabaseQueue()
        let isOld = { (step: Migration) in step.number < Migration.lateCalls.number }
        _ = try Self.apply(Migration.all.filter(isOld), queue)
        try queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO companies (
                        code, name, folded, industry, size, contact_name, contact_phone, contact_email, language)
                    VALUES ('CCCCCCCCCCCCCCCCCC', 'c', 'c', 'manufacturing', 'small', '', '', '', 'en');
                    """)
            for (number, remind, call) in [(1, "NULL", "50"), (2, "90", "50"), (3, "40", "50"), (4, "40", "NULL")] {
                try db.execute(
                    sql: """
                        INSERT INTO tickets (
                            number, company, filed_at, filed_day, matter, lead, state, urgency, sort_due, version,
                            promised_by, body, due_at, remind_at, call_at)
                        VALUES (202600000\(number), 'CCCCCCCCCCCCCCCCCC', 1, 1, 'm', 'u', 'inProgress', 'normal', 1, 1, 1, '{}', 1,
                            \(remind), \(call))
                        """)
            }
        }
        _ = try Self.apply(Migration.all, queue)
        let found = try queue.read { try Int.fetchAll($0, sql: "SELECT remind_at FROM tickets ORDER BY number") }
        #expect(found == [50, 50, 40, 40])
    }

    @Test("every word of every closed list is in the schema")
    func words() {
        let schema = Migration.all.flatMap(\.statements).joined()
        let words =
            TicketState.allCases.map(\.rawValue) + Urgency.allCases.map(\.rawValue) + Role.allCases.map(\.rawValue)
            + DeliveryState.allCases.map(\.rawValue) + Language.allCases.map(\.rawValue) + Company.industries
        for word in words { #expect(schema.contains("'\(word)'"), "\(word)") }
    }

    @Test(
        "no index of the outbox by state holds what is on its way: each message would leave a backlog's pages to write")
    func outboxIndexes() throws {
        let folder = try TemporaryFolder()
        _ = try SQLiteStation(path: folder.file)
        let indexes = try DatabaseQueue(path: folder.file).read {
            try String.fetchAll(
                $0,
                sql: "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'outbox' AND sql IS NOT NULL")
        }
        #expect(indexes.count == 10)
        for index in indexes where index.contains("state") { #expect(index.contains("WHERE"), "\(index)") }
    }

    @Test(
        "the engine itself refuses to change or delete what only grows",
        arguments: [
            "questionnaires", "submissions", "profiles", "ticket_events", "audit", "consultation_entries",
            "consultation_looks", "delivery_attempts", "inbound_mails", "mentions", "mail_rulings",
        ])
    func appendOnly(table: String) throws {
        let folder = try TemporaryFolder()
        _ = try SQLiteStation(path: folder.file)
        let triggers = try DatabaseQueue(path: folder.file).read {
            try String.fetchAll(
                $0, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", arguments: [table])
        }
        #expect(Set(triggers) == ["\(table)_no_update", "\(table)_no_delete"])
    }
}
