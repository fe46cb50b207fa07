import Casework
import Foundation
import Testing

/// Reminders and climbing: once per rung, never at night.
@Suite("Rungs of warning")
struct TicketWarningTests {
    private let lead = Party.unit("u1")

    /// At work since Monday 10:00, five days promised from 9:00.
    private func working() throws -> History {
        var work = try History()
        try work.does(.desk, .accept(lead: "u1", assisting: [], rule: nil), at: at("2026-03-02 09:30"))
        try work.does(lead, .take, at: at("2026-03-02 10:00"))
        return work
    }

    @Test("half the time, four fifths, the deadline, twice the time: each once, to whose turn it is")
    func rungs() throws {
        var work = try working()
        #expect(work.ticket.deadline?.nextRung?.percent == 50)
        #expect(work.ticket.deadline?.nextRung?.at == at("2026-03-04 14:30"))
        #expect(throws: TicketError.nothingToRemind) {
            try work.ticket.applying(.remind(percent: 50), by: .clock, at: at("2026-03-04 14:29"), policy: .preset)
        }
        try work.does(.clock, .remind(percent: 50), at: at("2026-03-04 14:30"))
        #expect(work.notices == [Notice(.deadlineNear, to: .lead("u1"))])
        #expect(throws: TicketError.nothingToRemind) { try work.does(.clock, .remind(percent: 50)) }
        #expect(work.ticket.deadline?.nextRung?.percent == 80)
        try work.does(.clock, .remind(percent: 80), at: at("2026-03-06 09:12"))
        try work.does(.clock, .missDeadline, at: at("2026-03-09 09:01"))
        #expect(work.ticket.level == .bureau && work.notices.contains(Notice(.ticketEscalated, to: .managers)))
        try work.does(.clock, .remind(percent: 200), at: at("2026-03-16 09:00"))
        #expect(work.ticket.level == .government && work.ticket.deadline?.nextRung == nil)
        #expect(work.notices == [Notice(.ticketEscalated, to: .managers)])
    }

    @Test("a clock that stood still tells the highest rung only")
    func skipped() throws {
        var work = try working()
        let late = at("2026-03-06 16:00")
        #expect(work.ticket.dueRung(at: late, policy: .preset) == 80)
        #expect(throws: TicketError.nothingToRemind) {
            try work.ticket.applying(.remind(percent: 50), by: .clock, at: late, policy: .preset)
        }
        try work.does(.clock, .remind(percent: 80), at: late)
        #expect(work.ticket.dueRung(at: late, policy: .preset) == nil)
    }

    @Test("the company is reminded once of papers it owes, and of an answer it has not confirmed")
    func company() throws {
        var work = try working()
        try work.does(lead, .requestMaterials(text: "照片"), at: at("2026-03-03 09:00"))
        #expect(work.ticket.deadline?.nextRung?.percent == 80)
        try work.does(.clock, .remind(percent: 80), at: at("2026-03-16 09:00"))
        #expect(work.notices == [Notice(.deadlineNear, to: .company)])
    }

    @Test("chatwoot #10178: no clock runs after the end")
    func ended() throws {
        var work = try working()
        try work.does(lead, .answer(text: "办了"))
        try work.does(.company, .confirm(.solved))
        #expect(work.ticket.dueRung(at: at("2026-12-01 09:00"), policy: .preset) == nil)
        #expect(work.ticket.deadline == nil)
    }

    @Test("zammad #4432, mail at midnight: the quiet hours span it, and their ends are exact")
    func quiet() throws {
        for (moment, isQuiet) in [
            ("2026-03-02 19:59", false), ("2026-03-02 20:00", true), ("2026-03-03 00:00", true),
            ("2026-03-03 07:59", true), ("2026-03-03 08:00", false),
        ] {
            #expect(CaseworkPolicy.preset.isQuiet(at(moment)) == isQuiet, "\(moment)")
        }
        #expect(WarningLadder(reminders: [80, 50], climbs: [], quiet: (0, 0)) == nil)
        #expect(WarningLadder(reminders: [50], climbs: [90], quiet: (0, 0)) == nil)
        #expect(try #require(WarningLadder(reminders: [], climbs: [], quiet: (0, 0))).isQuiet(0) == false)
    }
}
