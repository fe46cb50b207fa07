import Foundation
import Testing

@testable import Casework

/// The two promises at every ticket that can be reached, not at examples.
@Suite("Exhaustive exploration")
struct TicketExplorationTests {
    /// `make walks` goes 12 steps, further than every day's run.
    private static let steps = ProcessInfo.processInfo.environment["STEPS"].flatMap(Int.init) ?? 8

    @Test("both promises hold at every ticket within eight steps of any parties, and replaying gives it again")
    func promises() throws {
        let report = try Explorer().explore(depth: Self.steps)
        for complaint in report.complaints { Issue.record("\(complaint)") }
        if Self.steps > 8 {
            print(
                "\(report.depth) steps: \(report.nodes) tickets, \(report.transitions) acts, \(report.refusals) refusals"
            )
        }
        #expect(report.depth == Self.steps)
        #expect(report.states == Set(TicketState.allCases), "every state is reached")
        #expect(
            report.nodes > 5000 && report.transitions > 50_000 && report.refusals > 500_000,
            "\(report.nodes) \(report.transitions) \(report.refusals)")
    }

    @Test("the checks see each kind of broken ticket")
    func control() throws {
        let story = try History([
            (.desk, .accept(lead: "u1", assisting: ["u2"], rule: nil)), (.unit("u1"), .take),
        ])
        func complaint(_ damage: (inout Ticket) -> Void) -> String? {
            var ticket = story.ticket
            damage(&ticket)
            return Promises.broken(by: ticket)
        }
        #expect(complaint { _ in } == nil)
        #expect(complaint { $0.deadline = nil } == "deadline and ending disagree")
        #expect(complaint { $0.state = .closed } == "deadline and ending disagree")
        #expect(complaint { $0.lead = "u3" } != nil, "the deadline is still the old lead's")
        #expect(complaint { $0.lead = "u2" } == "the lead assists itself")
        #expect(complaint { $0.state = .transferred } != nil)
        #expect(complaint { $0.pausedMinutes = 5 } == "clock pauses wrongly")
        #expect(complaint { $0.legs += [$0.legs[0]] } == "two open legs of one unit")
        #expect(
            complaint {
                $0.end(.closed, at: $0.filedAt); $0.endedAt = nil
            } == "ending without its time")
    }

    @Test("the checks see an ending without feedback, a silent handover and a silent leg")
    func controlOfSteps() throws {
        let policy = CaseworkPolicy.preset
        let answered = try History(Story.all.first { $0.state == .answered }!.steps.map { ($0.party, $0.action) })
        let now = answered.ticket.filedAt.addingTimeInterval(3600)
        func complaint(_ action: TicketAction, _ party: Party, on history: History, without audience: Notice.Audience)
            throws -> String?
        {
            let step = try history.ticket.applying(action, by: party, at: now, policy: policy)
            let muted = Transition(
                ticket: step.ticket, event: step.event, notices: step.notices.filter { $0.audience != audience })
            let answered = history.events.contains { $0.action.kind == .answer }
            #expect(Promises.broken(by: step, from: history.ticket, wasAnswered: answered, desk: policy.desk) == nil)
            return Promises.broken(by: muted, from: history.ticket, wasAnswered: answered, desk: policy.desk)
        }
        #expect(try complaint(.confirm(.solved), .company, on: answered, without: .company) == "ended without feedback")
        let filed = try History()
        #expect(
            try complaint(.accept(lead: "u1", assisting: [], rule: nil), .desk, on: filed, without: .lead("u1"))
                == "new lead u1 not told")
        #expect(
            try complaint(
                .accept(lead: "u1", assisting: ["u2"], rule: nil), .desk, on: filed, without: .assisting("u2"))
                == "leg of u2 opened silently")
    }
}
