import Casework
import Foundation
import Testing

/// Deadlines: missed, paused, resumed, run out.
@Suite("A ticket's clock")
struct TicketClockTests {
    private let lead = Party.unit("u1")
    private let calendar = WorkingCalendar.china

    /// Filed 2026-03-02 09:00 with five days promised, at work since 10:01.
    private func working() throws -> History {
        var work = try History()
        try work.does(.desk, .accept(lead: "u1", assisting: [], rule: nil), at: at("2026-03-02 10:00"))
        try work.does(lead, .take, at: at("2026-03-02 10:01"))
        return work
    }

    @Test("while papers are owed the unit's clock stands, and goes on where it stood")
    func pause() throws {
        var work = try working()
        #expect(work.ticket.promisedBy == at("2026-03-06 17:30"))
        try work.does(lead, .requestMaterials(text: "照片"), at: at("2026-03-03 11:00"))
        #expect(work.ticket.pausedMinutes == 1560.0, "60 before lunch, 240 after, three days")
        #expect(work.ticket.deadline?.owner == .company && work.ticket.deadline?.due == at("2026-03-17 11:00"))
        try work.does(.company, .supplyMaterials(text: "在此"), at: at("2026-03-05 15:00"))
        #expect(work.ticket.promisedBy == at("2026-03-11 11:30"), "990 working minutes later")
        #expect(work.ticket.deadline?.due == work.ticket.promisedBy && work.ticket.pausedMinutes == nil)
    }

    @Test("pausing and resuming never changes the working time left, on 500 seeded draws")
    func pauseArithmetic() throws {
        for seed in UInt64(1)...500 {
            var random = SplitMix64(seed: seed)
            var work = try working()
            let asked = at("2026-03-02 10:02").addingTimeInterval(
                Double(Int.random(in: 0..<4 * 86_400, using: &random)))
            let supplied = asked.addingTimeInterval(Double(Int.random(in: 0..<9 * 86_400, using: &random)))
            let left = calendar.workingMinutes(from: asked, to: work.ticket.promisedBy)
            try work.does(lead, .requestMaterials(text: "照片"), at: asked)
            try work.does(.company, .supplyMaterials(text: "在此"), at: supplied)
            let leftAfter = calendar.workingMinutes(from: supplied, to: work.ticket.promisedBy)
            guard abs(left - leftAfter) < 1e-6 else {
                Issue.record("seed \(seed): \(left) minutes became \(leftAfter)")
                return
            }
        }
    }

    @Test("an overdue ticket stays overdue through a pause")
    func pauseOverdue() throws {
        var work = try working()
        try work.does(lead, .requestMaterials(text: "照片"), at: at("2026-03-09 09:30"))
        #expect(work.ticket.pausedMinutes == 0)
        try work.does(.company, .supplyMaterials(text: "在此"), at: at("2026-03-10 09:30"))
        #expect(work.ticket.promisedBy == at("2026-03-06 17:30"))
    }

    @Test("papers that do not come let the unit go on")
    func materialsRunOut() throws {
        var work = try working()
        try work.does(lead, .requestMaterials(text: "照片"), at: at("2026-03-03 11:00"))
        try work.does(.clock, .missDeadline, at: at("2026-03-17 11:01"))
        #expect(work.ticket.state == .inProgress && work.notices == [Notice(.deadlineMissed, to: .lead("u1"))])
        #expect(work.ticket.promisedBy == at("2026-03-23 09:01"))
    }

    @Test("a deadline is missed after it, not at it, and once")
    func missing() throws {
        var work = try working()
        let due = try #require(work.ticket.deadline?.due)
        #expect(throws: TicketError.deadlineStillRuns(due)) {
            try work.ticket.applying(.missDeadline, by: .clock, at: due, policy: .preset)
        }
        try work.does(.clock, .missDeadline, at: due.addingTimeInterval(1))
        #expect(work.ticket.state == .inProgress && work.ticket.deadline?.missedAt == due.addingTimeInterval(1))
        #expect(
            work.notices == [
                Notice(.deadlineMissed, to: .lead("u1")), Notice(.deadlineMissed, to: .managers),
                Notice(.ticketEscalated, to: .managers),
            ])
        #expect(throws: TicketError.deadlineMissedAlready) {
            try work.ticket.applying(.missDeadline, by: .clock, at: due.addingTimeInterval(60), policy: .preset)
        }
    }

    @Test("the desk hears of its own missed acceptance")
    func missingAcceptance() throws {
        var filed = try History()
        try filed.does(.clock, .missDeadline, at: at("2026-03-02 11:01"))
        #expect(filed.notices.map(\.audience) == [.desk, .managers])
    }

    @Test("silence after an answer closes the ticket, with feedback, and claims no word of the company")
    func silence() throws {
        var work = try working()
        try work.does(lead, .answer(text: "已办"))
        try work.does(.company, .confirm(.notSolved))
        #expect(work.ticket.state == .inProgress && work.ticket.resolution == .notSolved)
        try work.does(lead, .answer(text: "真办了"))
        #expect(work.ticket.resolution == nil, "what was said of the first answer is not said of the second")
        let due = try #require(work.ticket.deadline?.due)
        try work.does(.clock, .missDeadline, at: due.addingTimeInterval(1))
        #expect(work.ticket.state == .closed && work.ticket.resolution == nil)
        #expect(work.notices.contains(Notice(.ticketClosed, to: .company)))
    }

    @Test("work that starts again has a new promise")
    func newPromise() throws {
        var work = try working()
        try work.does(lead, .answer(text: "已办"), at: at("2026-03-03 10:00"))
        try work.does(.company, .confirm(.notSolved), at: at("2026-03-04 10:00"))
        #expect(work.ticket.promisedBy == at("2026-03-11 10:00") && work.ticket.reopenings == 1)
        #expect(work.notices == [Notice(.ticketReopened, to: .lead("u1"))])
    }

    @Test("a closed ticket leaves only by reopening, within thirty working days")
    func reopening() throws {
        var work = try working()
        try work.does(lead, .answer(text: "已办"), at: at("2026-03-03 10:00"))
        try work.does(.company, .confirm(.solved), at: at("2026-03-03 11:00"))
        let ends = try #require(work.ticket.reopeningEnds(.preset))
        #expect(ends == at("2026-04-15 11:00"), "over Qingming, whose Monday is off")
        #expect(throws: TicketError.reopeningWindowPassed(ends)) {
            try work.ticket.applying(
                .reopen(reason: "再"), by: .company, at: ends.addingTimeInterval(1), policy: .preset)
        }
        try work.does(.company, .reopen(reason: "再"), at: ends)
        #expect(work.ticket.state == .inProgress && work.ticket.lead == "u1" && work.ticket.endedAt == nil)
    }

    @Test("a refused ticket goes back to the desk when the company insists")
    func insisting() throws {
        var work = try History([(.desk, .refuse(reason: "不属于本站")), (.company, .reopen(reason: "属于"))])
        #expect(work.ticket.lead == "desk" && work.ticket.state == .inProgress)
        try work.does(.desk, .transfer(to: "u1", reason: "归口"))
        #expect(work.ticket.state == .transferred)
    }

    @Test("each round of feedback takes one rating of one to five stars; a poor one reaches the managers")
    func ratings() throws {
        var work = try working()
        try work.does(lead, .answer(text: "已办"))
        for stars in [0, 6, -1] {
            #expect(throws: TicketError.starsOutOfRange(stars)) {
                try work.ticket.applying(
                    .rate(stars: stars, comment: ""), by: .company, at: at("2026-03-03 10:00"), policy: .preset)
            }
        }
        try work.does(.company, .rate(stars: 2, comment: "慢"))
        #expect(work.notices == [Notice(.ticketRated, to: .lead("u1")), Notice(.ticketRatedPoorly, to: .managers)])
        #expect(throws: TicketError.ratedAlready) { try work.does(.company, .rate(stars: 5, comment: "")) }
        try work.does(.company, .reopen(reason: "再"))
        try work.does(lead, .answer(text: "真办了"))
        #expect(work.ticket.rating?.stars == 2, "the earlier rating stands until the next")
        try work.does(.company, .rate(stars: 3, comment: "好些"))
        #expect(work.ticket.rating?.stars == 3 && work.notices == [Notice(.ticketRated, to: .lead("u1"))])
    }
}
