import Foundation
import Testing

@testable import Casework

/// A call that was promised and missed is told to somebody: once, and never once it was made.
@Suite("Late calls")
struct TicketCallTests {
    private let lead = Party.unit("u1")

    /// Filed on a Monday at 9:00 by somebody who asked for a call, which is due at 11:00.
    private func calling() throws -> History { try History(.sample(wantsCall: true)) }

    @Test("who works on the ticket is reminded when the call is late, once, and the clock goes on to the next rung")
    func once() throws {
        var story = try calling()
        let due = at("2026-03-02 11:00")
        #expect(story.ticket.owedCall?.due == due)
        try story.does(.desk, .accept(lead: "u1", assisting: [], rule: nil))
        #expect(story.ticket.nextReminder == due)
        #expect(story.ticket.duty(at: due, policy: .preset) == nil, "at the very moment it is not late yet")
        #expect(throws: TicketError.deadlineStillRuns(due)) { try story.does(.clock, .missCall, at: due) }
        #expect(story.ticket.duty(at: due + 1, policy: .preset) == .missCall)
        try story.does(.clock, .missCall, at: due + 1)
        #expect(story.notices == [Notice(.callMissed, to: .lead("u1"))])
        #expect(story.ticket.owedCall?.missedAt == due + 1, "it is still owed")
        #expect(story.ticket.nextReminder == story.ticket.deadline?.nextRung?.at)
        #expect(throws: TicketError.deadlineMissedAlready) { try story.does(.clock, .missCall) }
        let replayed = try Ticket.replaying(story.events, number: .sample, policy: .preset)
        #expect(replayed == story.ticket)
    }

    @Test("before anybody else leads it is the desk that is reminded")
    func desk() throws {
        var story = try calling()
        try story.does(.clock, .missCall, at: at("2026-03-02 11:01"))
        #expect(story.notices == [Notice(.callMissed, to: .desk)])
    }

    @Test("nobody is told of a call that was made, and a promise broken later is a new one")
    func made() throws {
        var story = try calling()
        try story.does(.desk, .callBack(text: "谈过了"), at: at("2026-03-02 10:59"))
        #expect(story.ticket.duty(at: at("2026-03-02 11:00"), policy: .preset) == .remind(percent: 80))
        #expect(story.ticket.duty(at: at("2026-03-02 11:01"), policy: .preset) == .missDeadline)
        #expect(throws: TicketError.nobodyToCall) { try story.does(.clock, .missCall, at: at("2026-03-02 11:01")) }
        try story.does(.desk, .refuse(reason: "不属于本站"))
        try story.does(.company, .rate(stars: 1, comment: "慢"))
        let due = try #require(story.ticket.owedCall?.due)
        #expect(story.ticket.state == .refused && story.ticket.nextReminder == due, "an ended ticket is looked at too")
        try story.does(.clock, .missCall, at: due + 1)
        #expect(
            story.notices == [Notice(.callMissed, to: .desk), Notice(.callMissed, to: .managers)],
            "managers heard of the poor rating")
        #expect(story.ticket.nextReminder == nil)
    }

    @Test("in quiet hours nobody is told; in the morning somebody is")
    func quiet() throws {
        let story = try calling()
        #expect(story.ticket.duty(at: at("2026-03-02 20:00"), policy: .preset) == .missDeadline)
        var night = story
        try night.does(.clock, .missDeadline, at: at("2026-03-02 20:00"))
        #expect(night.ticket.duty(at: at("2026-03-03 07:59"), policy: .preset) == nil)
        #expect(night.ticket.duty(at: at("2026-03-03 08:00"), policy: .preset) == .missCall)
    }

    @Test("whoever notes the call on a page from before the reminder meets no conflict")
    func merging() throws {
        var story = try calling()
        try story.does(.clock, .missCall, at: at("2026-03-02 11:01"))
        let meanwhile = try Meanwhile(since: 1, story.events, number: .sample, policy: .preset)
        let conflicts = meanwhile.conflicts(
            with: .callBack(text: "谈过了"), by: .desk, at: at("2026-03-02 11:05"), policy: .preset)
        #expect(conflicts.isEmpty)
    }

    @Test("over every ticket within five steps of a promised call, late calls are told once and only while owed")
    func walks() throws {
        let report = try Explorer(followsCalls: true, filing: .sample(wantsCall: true)).explore(depth: 5)
        for complaint in report.complaints { Issue.record("\(complaint)") }
        let told = Set(report.arrows.filter { $0.action == .missCall }.map(\.from))
        #expect(told == Set(TicketState.allCases), "in every state")
    }

    @Test("the second count sees a call told of twice, early, at night, though it was made, and never")
    func ledger() throws {
        let filing = TicketAction.file(.sample(wantsCall: true))
        func wrong(until now: String? = nil, _ later: [(String, TicketAction)] = []) -> String? {
            let acts = [("2026-03-02 09:00", filing)] + later
            let events = acts.enumerated().map { place, act in
                TicketEvent(sequence: place + 1, at: at(act.0), by: .clock, action: act.1)
            }
            return CallLedger.wrong(events, until: now.map { at($0) }, policy: .preset)
        }
        let late = "2026-03-02 11:01"
        #expect(wrong(until: late, [(late, .missCall)]) == nil)
        #expect(wrong(until: "2026-03-02 11:00") == nil)
        #expect(wrong(until: "2026-03-02 21:00") == nil)
        #expect(wrong(until: late) == "a late call was never told")
        #expect(wrong([(late, .missCall), (late, .missCall)]) == "told twice of one call")
        #expect(wrong([("2026-03-02 11:00", .missCall)]) == "told of a call that is not late")
        #expect(wrong([("2026-03-02 21:00", .missCall)]) == "told at night")
        #expect(
            wrong([("2026-03-02 10:00", .callBack(text: "谈过了")), (late, .missCall)])
                == "told of a call that nobody waits for")
    }

    /// Ways in which the telling could go wrong: again and again, after the call was made, never.
    private static let faults: [Year.Fault] = [
        { if case .missCall = $1 { $0.callBack?.missedAt = nil } },
        { if case .callBack = $1 { $0.callBack?.doneAt = nil } },
        {
            guard case .note = $1, let owed = $0.owedCall else { return }
            $0.callBack?.missedAt = owed.due
        },
    ]

    @Test("a planted fault is found by the walk and by the random years", arguments: 0..<3)
    func planted(index: Int) throws {
        let fault = Self.faults[index]
        let complaint = "the ticket and its events disagree on the call"
        let walk = try Explorer(followsCalls: true, filing: .sample(wantsCall: true), fault: fault).explore(depth: 2)
        #expect(walk.complaints.contains { $0.hasSuffix(complaint) }, "\(walk.complaints)")
        let found = try (UInt64(1)...200).contains { seed in
            try Year.live(seed, fault: fault).1?.hasSuffix(complaint) == true
        }
        #expect(found)
    }
}
