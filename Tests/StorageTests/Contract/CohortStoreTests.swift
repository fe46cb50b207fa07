import Casework
import Foundation
import HealthCheck
import Station
import Testing

@Suite("Cohorts and reminders")
struct CohortStoreTests {
    private static func cell(_ industry: String, _ size: String, _ test: String = "tax") -> CohortCell {
        CohortCell(selfTest: test, industry: industry, size: size, members: [], refreshedAt: Fixtures.monday)
    }

    @Test("cells are replaced as a whole, and read by test, industry and size", arguments: Engine.allCases)
    func cells(engine: Engine) async throws {
        let station = try engine.open()
        let old = Self.cell("trade", "large")
        let cells = [
            Self.cell("trade", "small"), Self.cell("technology", "small"), Self.cell("trade", "small", "staff"),
        ]
        #expect(try await station.read { try $0.cohorts.refreshedAt() } == nil)
        try await station.write { try $0.cohorts.replace([old]) }
        try await station.write { try $0.cohorts.replace(cells) }
        #expect(
            try await station.read { try $0.cohorts.cells("tax", industry: nil, size: nil) } == [cells[1], cells[0]])
        #expect(try await station.read { try $0.cohorts.cells("tax", industry: "trade", size: "small") } == [cells[0]])
        #expect(try await station.read { try $0.cohorts.cells("tax", industry: "trade", size: "large") }.isEmpty)
        #expect(try await station.read { try $0.cohorts.refreshedAt() } == Fixtures.monday)
    }

    @Test("the newest submission of each company, page by page", arguments: Engine.allCases)
    func newest(engine: Engine) async throws {
        let station = try engine.open()
        try await station.write { tx in
            for (id, company, seconds) in [("a", 1, 0.0), ("b", 1, 10), ("c", 2, 5), ("d", 3, 1)] {
                try IssuedProfile.store(id, company: company, at: seconds, in: tx)
            }
            try IssuedProfile.store("other", company: 1, selfTest: "staff", at: 99, in: tx)
        }
        let first = try await station.read { try $0.cohorts.newestSubmissions("tax", after: nil, limit: 2) }
        #expect(first.map(\.id) == ["s-b", "s-c"])
        let last = try #require(first.last).company.description
        #expect(
            try await station.read { try $0.cohorts.newestSubmissions("tax", after: last, limit: 2) }.map(\.id) == [
                "s-d"
            ])
    }

    @Test("a reminder is due until it is sent, and a newer profile's takes its place", arguments: Engine.allCases)
    func reminders(engine: Engine) async throws {
        let station = try engine.open()
        let records = try await station.write { tx in
            [
                try IssuedProfile.store("a", company: 1, in: tx),
                try IssuedProfile.store("b", company: 1, at: 5, in: tx),
                try IssuedProfile.store("c", company: 2, in: tx),
            ]
        }
        func reminder(_ place: Int, _ seconds: Double) -> RetestReminder {
            RetestReminder(
                profile: records[place].id, company: records[place].company, selfTest: "tax",
                dueAt: Fixtures.after(seconds), sentAt: nil)
        }
        let (first, second, other) = (reminder(0, 10), reminder(1, 30), reminder(2, 20))
        try await station.write { tx in
            try tx.cohorts.plan(first)
            try tx.cohorts.plan(other)
        }
        func due(_ seconds: Double) async throws -> [RetestReminder] {
            try await station.read { try $0.cohorts.due(at: Fixtures.after(seconds), limit: 10) }
        }
        #expect(try await due(9).isEmpty)
        #expect(try await due(20) == [first, other])
        try await station.write { try $0.cohorts.markSent(first, at: Fixtures.after(11)) }
        #expect(try await due(20) == [other])
        try await station.write { try $0.cohorts.plan(second) }
        #expect(try await due(99) == [other, second])
        // What was sent of a profile that is no longer the newest changes nothing.
        try await station.write { try $0.cohorts.markSent(first, at: Fixtures.after(12)) }
        #expect(try await station.read { try $0.cohorts.reminder(first.company, "tax") } == second)
        #expect(try await station.read { try $0.cohorts.reminder(first.company, "staff") } == nil)
    }
}
