import Casework
import Foundation
import Testing

/// Acts made on a ticket that others changed meanwhile: what goes on, and what is held up by which field.
@Suite("Acts at the same time")
struct MeanwhileTests {
    private static let lead = Party.unit("u1")

    /// A ticket under way with two opinions asked for; seen so, then `others` happen.
    private func conflicts(
        _ action: TicketAction, by party: Party, after others: [(Party, TicketAction)]
    ) throws -> Set<TicketField> {
        var history = try History([
            (.desk, .accept(lead: "u1", assisting: ["u2", "u3"], rule: nil)), (Self.lead, .take),
        ])
        let version = history.ticket.version
        for (party, action) in others { try history.does(party, action) }
        let meanwhile = try Meanwhile(
            since: version, history.events, number: history.ticket.number, policy: history.policy)
        #expect(meanwhile.newest == history.ticket && meanwhile.seen.version == version)
        let now = history.events[history.events.count - 1].at.addingTimeInterval(60)
        return Set(meanwhile.conflicts(with: action, by: party, at: now, policy: history.policy).map(\.field))
    }

    @Test("a note and a call's note meet nobody, whatever happened")
    func notes() throws {
        let others: [(Party, TicketAction)] = [
            (.unit("u2"), .giveOpinion(leg: 1, stance: .agree, text: "可")), (.desk, .transfer(to: "u9", reason: "转")),
            (.company, .message(text: "急")),
        ]
        #expect(try conflicts(.note(text: "记"), by: .desk, after: others).isEmpty)
        #expect(try conflicts(.link(.other), by: .desk, after: others).isEmpty)
    }

    @Test("opinions of two units, questions to two units, a matter and a paper do not meet")
    func apart() throws {
        let opinion: (Party, TicketAction) = (.unit("u2"), .giveOpinion(leg: 1, stance: .agree, text: "可"))
        #expect(
            try conflicts(.giveOpinion(leg: 2, stance: .agree, text: "可"), by: .unit("u3"), after: [opinion]).isEmpty)
        #expect(
            try conflicts(
                .openLeg(unit: "u5", question: "问"), by: Self.lead,
                after: [(Self.lead, .openLeg(unit: "u4", question: "问"))]
            ).isEmpty)
        let matter = TicketAction.reclassify(
            matter: "TX01",
            suggestion: RoutingDecision(rule: "R1", lead: "u9", assisting: [], urgency: .normal, matched: []),
            reason: "错类")
        #expect(try conflicts(matter, by: .desk, after: [opinion]).isEmpty)
        #expect(try conflicts(.transfer(to: "u9", reason: "转"), by: .desk, after: [opinion]).isEmpty)
        #expect(try conflicts(.transfer(to: "u9", reason: "转"), by: .desk, after: [(.desk, matter)]) == [.matter])
    }

    @Test("two transfers meet in lead and state; an answer meets an opinion, a paper and the company's message")
    func together() throws {
        #expect(
            try conflicts(
                .transfer(to: "u8", reason: "转"), by: .desk, after: [(.desk, .transfer(to: "u9", reason: "转"))])
                == [.lead, .state])
        #expect(
            try conflicts(
                .answer(text: "好"), by: Self.lead,
                after: [
                    (.unit("u2"), .giveOpinion(leg: 1, stance: .disagree, text: "不可")),
                    (.company, .message(text: "情况变了")),
                ]) == [.leg("u2"), .conversation])
        #expect(
            try conflicts(
                .giveOpinion(leg: 1, stance: .agree, text: "可"), by: .unit("u2"),
                after: [(Self.lead, .releaseLeg(leg: 1, reason: "免"))]) == [.leg("u2")])
    }

    @Test("a clock that ticks and the other side of one's own conversation are nobody's change")
    func ticks() throws {
        var history = try History([(.desk, .accept(lead: "u1", assisting: [], rule: nil)), (Self.lead, .take)])
        let version = history.ticket.version
        let late = try #require(history.ticket.deadline?.due).addingTimeInterval(60)
        try history.does(.clock, .missDeadline, at: late)
        let meanwhile = try Meanwhile(
            since: version, history.events, number: history.ticket.number, policy: history.policy)
        let found = meanwhile.conflicts(
            with: .transfer(to: "u9", reason: "转"), by: .desk, at: late + 60, policy: history.policy)
        #expect(found.isEmpty)
        #expect(try conflicts(.message(text: "乙"), by: .desk, after: [(.desk, .message(text: "甲"))]).isEmpty)
    }

    @Test("what passes the comparison leaves the same ticket in either order, over all pairs of 14 acts at one moment")
    func orders() throws {
        let acts: [(Party, TicketAction)] = [
            (.desk, .note(text: "记")), (.unit("u2"), .giveOpinion(leg: 1, stance: .agree, text: "可")),
            (.unit("u3"), .giveOpinion(leg: 2, stance: .disagree, text: "否")), (.desk, .link(.other)),
            (.desk, .transfer(to: "u9", reason: "转")), (Self.lead, .openLeg(unit: "u4", question: "问")),
            (Self.lead, .openLeg(unit: "u5", question: "问")), (.desk, .escalate(reason: "难")),
            (.manager, .supervise(reason: "催")), (Self.lead, .requestMaterials(text: "照片")),
            (Self.lead, .sendBack(reason: "退")), (.company, .withdraw(reason: "")),
            (.desk, .retime(promise: .days(9), reason: "新规定")), (Self.lead, .releaseLeg(leg: 1, reason: "免")),
        ]
        var passed = 0
        for (theirs, mine) in acts.flatMap({ theirs in acts.map { (theirs, $0) } }) {
            func run(_ steps: [(Party, TicketAction)]) -> Ticket? {
                guard
                    var history = try? History([
                        (.desk, .accept(lead: "u1", assisting: ["u2", "u3"], rule: nil)), (Self.lead, .take),
                    ])
                else { return nil }
                let now = at("2026-03-02 10:00")
                for (party, action) in steps where (try? history.does(party, action, at: now)) == nil { return nil }
                return history.ticket
            }
            guard run([theirs]) != nil, try conflicts(mine.1, by: mine.0, after: [theirs]).isEmpty else { continue }
            guard let after = run([theirs, mine]), let before = run([mine, theirs]) else { continue }
            #expect(after.differences(from: before).isEmpty, "\(theirs.1) then \(mine.1)")
            passed += 1
        }
        #expect(passed > 60, "\(passed)")
    }
}
