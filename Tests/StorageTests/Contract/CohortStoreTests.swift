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

    /// A refresh from beginning to end.
    private static func refresh(_ cells: [CohortCell], at seconds: Double = 0, _ station: TestStation) async throws {
        try await station.write { tx in
            let number = try tx.cohorts.beginRefresh(at: Fixtures.after(seconds))
            for cell in cells { try tx.cohorts.add(cell, to: number) }
            try tx.cohorts.finishRefresh(number)
        }
    }

    private static func member(_ company: Int, _ score: Double) throws -> Cohort.Member {
        Cohort.Member(score: score, group: "“甲” 集团\n", company: try Fixtures.code(company).description)
    }

    @Test("cells are replaced as a whole, and read by test, industry and size", arguments: Engine.allCases)
    func cells(engine: Engine) async throws {
        let station = try engine.open()
        let old = Self.cell("trade", "large")
        let cells = [
            Self.cell("trade", "small"), Self.cell("technology", "small"), Self.cell("trade", "small", "staff"),
        ]
        #expect(try await station.read { try $0.cohorts.refreshedAt() } == nil)
        try await Self.refresh([old], at: -1, station)
        try await Self.refresh(cells, station)
        #expect(
            try await station.read { try $0.cohorts.cells("tax", industry: nil, size: nil) } == [cells[1], cells[0]])
        #expect(try await station.read { try $0.cohorts.cells("tax", industry: "trade", size: "small") } == [cells[0]])
        #expect(try await station.read { try $0.cohorts.cells("tax", industry: "trade", size: "large") }.isEmpty)
        #expect(try await station.read { try $0.cohorts.refreshedAt() } == Fixtures.monday)
    }

    @Test("pieces of a cell are read as one, in their order, exact to the last digit", arguments: Engine.allCases)
    func pieces(engine: Engine) async throws {
        let station = try engine.open()
        let members = try (1...7).map { try Self.member($0, Double($0) / 7 + 1e-13) }
        func piece(_ members: ArraySlice<Cohort.Member>) -> CohortCell {
            CohortCell(
                selfTest: "tax", industry: "trade", size: "small", members: Array(members),
                refreshedAt: Fixtures.monday)
        }
        try await Self.refresh([piece(members[..<3]), piece(members[3..<5]), piece(members[5...])], station)
        let read = try await station.read { try $0.cohorts.cells("tax", industry: "trade", size: nil) }
        #expect(read == [piece(members[...])])
    }

    @Test(
        "until a refresh is finished the one before is read; one that is given up never is", arguments: Engine.allCases)
    func running(engine: Engine) async throws {
        let station = try engine.open()
        let (old, new) = (Self.cell("trade", "small"), Self.cell("trade", "large"))
        func read() async throws -> [CohortCell] {
            try await station.read { try $0.cohorts.cells("tax", industry: nil, size: nil) }
        }
        try await Self.refresh([old], station)
        let first = try await station.write { try $0.cohorts.beginRefresh(at: Fixtures.after(1)) }
        try await station.write { try $0.cohorts.add(new, to: first) }
        #expect(try await read() == [old])
        #expect(try await station.read { try $0.cohorts.refreshedAt() } == Fixtures.monday)
        let second = try await station.write { try $0.cohorts.beginRefresh(at: Fixtures.after(2)) }
        #expect(second > first)
        await #expect(throws: StoreError.staleVersion) {
            try await station.write { try $0.cohorts.add(new, to: first) }
        }
        await #expect(throws: StoreError.staleVersion) {
            try await station.write { try $0.cohorts.finishRefresh(first) }
        }
        #expect(try await read() == [old])
        try await station.write { try $0.cohorts.finishRefresh(second) }
        #expect(try await read() == [])
        #expect(try await station.read { try $0.cohorts.refreshedAt() } == Fixtures.after(2))
    }

    @Test("what nobody reads is swept in small steps; what is read stays", arguments: Engine.allCases)
    func sweeping(engine: Engine) async throws {
        let station = try engine.open()
        let cells = ["small", "medium", "large"].map { Self.cell("trade", $0) }
        try await Self.refresh(cells, station)
        try await Self.refresh(cells, at: 1, station)
        let running = try await station.write { tx in
            let number = try tx.cohorts.beginRefresh(at: Fixtures.after(2))
            try tx.cohorts.add(cells[0], to: number)
            return number
        }
        func sweep() async throws -> Bool { try await station.write { try $0.cohorts.sweepRefreshes(limit: 2) } }
        var swept: [Bool] = []
        for _ in 0..<3 { swept.append(try await sweep()) }
        #expect(swept == [true, true, false])
        #expect(try await station.read { try $0.cohorts.cells("tax", industry: nil, size: nil) }.count == 3)
        // The running one was not touched.
        try await station.write { try $0.cohorts.finishRefresh(running) }
        #expect(try await station.read { try $0.cohorts.cells("tax", industry: nil, size: nil) }.count == 1)
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
        #expect(first.map(\.submission.id) == ["s-b", "s-c"])
        #expect(first.map(\.industry) == ["trade", "trade"] && first.map(\.size) == ["small", "small"])
        let last = try #require(first.last).submission.company.description
        #expect(
            try await station.read { try $0.cohorts.newestSubmissions("tax", after: last, limit: 2) }
                .map(\.submission.id) == ["s-d"])
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
        try await station.write { try $0.cohorts.putOff(first, until: Fixtures.after(25)) }
        #expect(try await due(24) == [other])
        #expect(try await due(25).map(\.profile) == [other.profile, first.profile])
        try await station.write { try $0.cohorts.putOff(first, until: first.dueAt) }
        try await station.write { try $0.cohorts.markSent(first, at: Fixtures.after(11)) }
        #expect(try await due(20) == [other])
        try await station.write { try $0.cohorts.plan(second) }
        #expect(try await due(99) == [other, second])
        try await station.write { try $0.cohorts.putOff(first, until: Fixtures.after(500)) }
        #expect(try await due(99) == [other, second], "of another profile by now")
        // What was sent of a profile that is no longer the newest changes nothing.
        try await station.write { try $0.cohorts.markSent(first, at: Fixtures.after(12)) }
        #expect(try await station.read { try $0.cohorts.reminder(first.company, "tax") } == second)
        #expect(try await station.read { try $0.cohorts.reminder(first.company, "staff") } == nil)
    }
}
