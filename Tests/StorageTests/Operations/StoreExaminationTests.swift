import Casework
import Foundation
import GRDB
import Station
import Testing

@testable import Storage

@Suite("Examining a store")
struct StoreExaminationTests {
    private static func deep(_ engine: any SQLEngine) async throws -> [StoreFinding] {
        let policy = try Fixtures.policy
        return try await engine.transaction(.reading) {
            try DeepFindings.all($0, policy: policy, { _ in })
        }
    }

    /// Changes what the engine would refuse to change.
    private static func plant(_ sql: String, _ folder: TemporaryFolder) throws {
        try DatabaseQueue(path: folder.file).inDatabase { database in
            for table in ["ticket_events", "audit"] {
                for verb in ["update", "delete"] { try database.execute(sql: "DROP TRIGGER \(table)_no_\(verb)") }
            }
            try database.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; \(sql)")
        }
    }

    @Test("a store in which everything fits has no complaint, whatever its engine", arguments: Engine.allCases)
    func sound(engine: Engine) async throws {
        let station = try engine.open()
        try await WholeStation.fill(try await station.engine, tickets: 250)
        let findings = try await Self.deep(try await station.engine)
        #expect(findings.filter { $0.level != .ok } == [])
        #expect(findings.contains { $0.text.hasPrefix("250 tickets were recomputed from ") })
        let now = Fixtures.after(86_400)
        let quick = try await station.engine.transaction(.reading) { try StateFindings.all($0, now: now) }
        #expect(quick.filter { $0.level == .fail } == [])
        #expect(quick.contains { $0.subject == "outbox" && $0.level == .warn && $0.text.contains("messages wait") })
        #expect(quick.contains { $0.text.contains("clock: node-1") })
    }

    /// What is planted in the store, and the subject under which it must be found.
    struct Damage: Sendable, CustomTestStringConvertible {
        let sql: String
        let subject: String

        var testDescription: String { sql }
    }

    @Test(
        "planted damage is found and the ticket named",
        arguments: [
            Damage(sql: "DELETE FROM ticket_events WHERE number = 2026000003 AND sequence = 3", subject: "history"),
            Damage(sql: "DELETE FROM ticket_events WHERE number = 2026000003 AND sequence = 2", subject: "history"),
            Damage(sql: "DELETE FROM ticket_events WHERE number = 2026000003", subject: "history"),
            Damage(
                sql: "UPDATE ticket_events SET body = replace(body, 'economic-crime', 'traffic') "
                    + "WHERE number = 2026000003", subject: "history"),
            Damage(
                sql: "UPDATE tickets SET body = replace(body, '\"lead\":\"entry-exit\"', '\"lead\":\"traffic\"') "
                    + "WHERE number = 2026000003", subject: "columns"),
            Damage(sql: "UPDATE tickets SET lead = 'traffic' WHERE number = 2026000003", subject: "columns"),
            Damage(sql: "UPDATE tickets SET due_at = due_at + 1 WHERE number = 2026000003", subject: "columns"),
            Damage(sql: "UPDATE tickets SET sort_due = sort_due + 1 WHERE number = 2026000003", subject: "columns"),
            Damage(sql: "DELETE FROM ticket_legs WHERE number = 2026000003", subject: "columns"),
            Damage(
                sql:
                    "UPDATE tickets SET body = json_remove(body, '$.deadline'), due_at = NULL WHERE number = 2026000003",
                subject: "promise 事事有着落"),
            Damage(
                sql: "UPDATE tickets SET body = json_set(body, '$.lead', ''), lead = '' WHERE number = 2026000003",
                subject: "promise 事事有着落"),
            Damage(
                sql: "DELETE FROM outbox WHERE ticket = 2026000005 AND kind = 'ticket-answered.company'",
                subject: "promise 件件有回音"),
            Damage(
                sql: "DELETE FROM outbox WHERE ticket = 2026000006 AND kind = 'ticket-closed.company'",
                subject: "promise 件件有回音"),
            Damage(
                sql: "DELETE FROM outbox WHERE ticket = 2026000007 AND kind = 'ticket-refused.company'",
                subject: "promise 件件有回音"),
            Damage(
                sql: "DELETE FROM audit WHERE id = (SELECT MIN(id) FROM audit WHERE action = 'ticket.take')",
                subject: "audit"),
            Damage(
                sql: "UPDATE audit SET action = 'ticket.note' WHERE id = "
                    + "(SELECT MIN(id) FROM audit WHERE action = 'ticket.take')", subject: "audit"),
            Damage(sql: "UPDATE tickets SET body = '{' WHERE number = 2026000003", subject: "tickets"),
            Damage(sql: "UPDATE outbox SET attempts = 1.5 WHERE ticket = 2026000005", subject: "rows"),
            Damage(sql: "UPDATE accounts SET company = 'gone' WHERE id = 'c1'", subject: "integrity"),
            Damage(sql: "INSERT INTO officer_loads VALUES ('desk', 'c1', 1)", subject: "load"),
            Damage(sql: "INSERT INTO ticket_search (ticket_search) VALUES ('delete-all')", subject: "search"),
        ])
    func planted(damage: Damage) async throws {
        let folder = try TemporaryFolder()
        try await WholeStation.make(folder, tickets: 9)
        try Self.plant(damage.sql, folder)
        let findings = await StoreExamination(.sqlite(path: folder.file)).deepFindings(policy: try Fixtures.policy)
        #expect(findings.contains { $0.level == .fail && $0.subject == damage.subject }, "\(findings)")
        for finding in findings where finding.level == .fail && finding.subject.hasPrefix("promise") {
            #expect(finding.text.hasPrefix("2026-00000"))
        }
    }

    @Test("another calendar is no damage, only said")
    func otherCalendar() async throws {
        let folder = try TemporaryFolder()
        try await WholeStation.make(folder, tickets: 9)
        let policy = try Fixtures.policy
        let calendar = try #require(WorkingCalendar(hours: [540..<600], years: [:], utcOffset: 28_800))
        let other = CaseworkPolicy(
            calendar: calendar, desk: policy.desk, acceptance: policy.acceptance,
            acceptanceExpedited: policy.acceptanceExpedited, receipt: policy.receipt, opinion: policy.opinion,
            materials: policy.materials, confirmation: policy.confirmation,
            expeditedHandling: policy.expeditedHandling, reopenWithin: policy.reopenWithin,
            returnLimit: policy.returnLimit)
        let findings = await StoreExamination(.sqlite(path: folder.file)).deepFindings(policy: other)
        #expect(findings.filter { $0.level == .fail } == [])
        #expect(findings.contains { $0.level == .warn && $0.subject == "policy" })
    }

    @Test("settings, owner, size, schema, clock, backlog and leases are each said in a sentence")
    func quick() async throws {
        let folder = try TemporaryFolder()
        let location = StoreLocation.sqlite(path: folder.file)
        #expect(await StoreExamination(location).findings().map(\.level) == [.warn])
        let station = try SQLiteStation(path: folder.file)
        try await WholeStation.fill(station, tickets: 9)
        let findings = await StoreExamination(location, now: Fixtures.after(7200)).findings()
        #expect(findings.filter { $0.level == .fail } == [])
        for subject in ["size", "owner", "migrations", "store", "engine", "settings", "clock", "outbox", "leases"] {
            #expect(findings.contains { $0.subject == subject }, "\(subject)")
        }
        #expect(findings.contains { $0.subject == "owner" && $0.text.contains("Process \(getpid())") }, "\(findings)")
        #expect(findings.contains { $0.subject == "settings" && $0.text.contains("wal") })
        let early = await StoreExamination(location, now: Fixtures.after(-60)).findings()
        #expect(early.contains { $0.subject == "clock" && $0.level == .fail && $0.text.contains("behind") })
        let ancient = await StoreExamination(location, now: Date(timeIntervalSince1970: 0)).findings()
        #expect(ancient.contains { $0.subject == "clock" && $0.text.contains("1970") })
    }

    @Test("a store without an owner, with an unknown history or that is no database is said so")
    func unusable() async throws {
        let folder = try TemporaryFolder()
        try await WholeStation.make(folder, tickets: 1)
        let location = StoreLocation.sqlite(path: folder.file)
        let free = await StoreExamination(location, now: Fixtures.after(7200)).findings()
        #expect(free.contains { $0.subject == "owner" && $0.text.hasPrefix("No process") })
        try folder.tamper(
            "UPDATE schema_migrations SET number = 77 WHERE number = (SELECT MAX(number) FROM schema_migrations)")
        let unknown = await StoreExamination(location).findings()
        #expect(unknown.contains { $0.level == .fail && $0.text.contains("77") })
        try Data(String(repeating: "rubbish ", count: 1000).utf8).write(to: URL(filePath: folder.file))
        let rubbish = await StoreExamination(location).findings()
        #expect(rubbish.contains { $0.level == .fail && $0.text.contains("not a database") })
    }

    #if PostgreSQL
        @Test("a server says its version, settings, size and clock", .enabled(if: Engine.allCases.count > 1))
        func server() async throws {
            let schema = try TemporarySchema()
            let station = try await schema.open()
            try await WholeStation.fill(station, tickets: 9)
            let examination = StoreExamination(.postgres(url: try schema.url()))
            let findings = await examination.findings()
            #expect(findings.filter { $0.level == .fail } == [])
            for subject in ["migrations", "store", "engine", "settings", "size", "server clock", "clock", "outbox"] {
                #expect(findings.contains { $0.subject == subject }, "\(subject)")
            }
            let deep = await examination.deepFindings(policy: try Fixtures.policy)
            #expect(deep.filter { $0.level != .ok } == [])
            let late = await StoreExamination(.postgres(url: try schema.url()), now: Date().addingTimeInterval(90))
                .findings()
            #expect(late.contains { $0.subject == "server clock" && $0.level == .fail })
        }
    #endif
}
