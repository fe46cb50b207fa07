import Casework
import Foundation
import HealthCheck
import Station
import Testing

@Suite("Plans")
struct PlanStoreTests {
    private static func item(
        _ id: String, company: Int = 1, due: String? = nil, doneAt seconds: Double? = nil
    ) throws -> PlanItem {
        PlanItem(
            id: id, company: try Fixtures.code(company), selfTest: "tax", profile: "p\(company)", question: "q",
            title: IssuedProfile.text("问"),
            advice: Advice(meaning: nil, text: IssuedProfile.text("去备案"), matter: "TX01"), owner: "小李",
            due: due.flatMap(CivilDay.init), note: "第一行\n“第二行”", doneAt: seconds.map(Fixtures.after), version: 1,
            createdAt: Fixtures.monday)
    }

    private static func opened(_ engine: Engine) async throws -> TestStation {
        let station = try engine.open()
        try await station.write { tx in
            for company in 1...2 { try IssuedProfile.store("p\(company)", company: company, in: tx) }
        }
        return station
    }

    @Test(
        "open things come by day, undated last, then done ones, newest first; only the company's",
        arguments: Engine.allCases)
    func order(engine: Engine) async throws {
        let station = try await Self.opened(engine)
        let items = [
            try Self.item("undated"), try Self.item("late", due: "2027-01-31"),
            try Self.item("soon", due: "2026-12-01"),
            try Self.item("done-first", doneAt: 10), try Self.item("done-last", due: "2026-01-01", doneAt: 20),
            try Self.item("foreign", company: 2),
        ]
        try await station.write { tx in for item in items { try tx.plans.add(item) } }
        let read = try await station.read { try $0.plans.items(of: try Fixtures.code(1)) }
        #expect(read.map(\.id) == ["soon", "late", "undated", "done-last", "done-first"])
        #expect(Set(read + [items[5]]) == Set(items), "read back as stored")
    }

    @Test("a change needs the version that stands, and raises it", arguments: Engine.allCases)
    func versions(engine: Engine) async throws {
        let station = try await Self.opened(engine)
        let item = try Self.item("a")
        try await station.write { try $0.plans.add(item) }
        var changed = item
        changed.owner = ""
        changed.due = CivilDay("2026-12-31")
        changed.note = ""
        changed.doneAt = Fixtures.after(5)
        let wanted = changed
        try await station.write { try $0.plans.update(wanted, from: 1) }
        await #expect(throws: StoreError.staleVersion) {
            try await station.write { try $0.plans.update(wanted, from: 1) }
        }
        changed.version = 2
        #expect(try await station.read { try $0.plans.item("a") } == changed)
    }

    @Test("what is deleted is gone, and an unknown one is no error", arguments: Engine.allCases)
    func deleting(engine: Engine) async throws {
        let station = try await Self.opened(engine)
        let item = try Self.item("a")
        try await station.write { tx in
            try tx.plans.add(item)
            try tx.plans.delete("a")
            try tx.plans.delete("b")
        }
        #expect(try await station.read { try $0.plans.item("a") } == nil)
    }

    @Test("a thing of a profile that does not exist is refused", arguments: Engine.allCases)
    func orphan(engine: Engine) async throws {
        let station = try engine.open()
        let item = try Self.item("a")
        await #expect(throws: StoreError.self) { try await station.write { try $0.plans.add(item) } }
    }
}
