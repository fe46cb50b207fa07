import Casework
import Foundation
import Testing

/// The rules that depend on more than the state.
@Suite("A ticket's life")
struct TicketLifecycleTests {
    private let lead = Party.unit("u1")
    private let taken: [(Party, TicketAction)] = [
        (.desk, .accept(lead: "u1", assisting: [], rule: nil)), (.unit("u1"), .take),
    ]

    private func refused(
        _ history: History, _ party: Party, _ action: TicketAction, _ error: TicketError, at time: Date? = nil,
        _ location: SourceLocation = #_sourceLocation
    ) {
        var history = history
        #expect(throws: error, sourceLocation: location) { try history.does(party, action, at: time) }
    }

    @Test("a filing starts the desk's clock and tells company and desk")
    func filing() throws {
        let history = try History(at: at("2026-03-02 16:30"))
        #expect(history.ticket.deadline?.due == at("2026-03-03 10:00"))
        #expect(history.ticket.promisedBy == at("2026-03-09 16:30"))
        #expect(history.notices == [Notice(.ticketSubmitted, to: .company), Notice(.ticketSubmitted, to: .desk)])
    }

    @Test("an expedited ticket runs on its own clock, unless the matter promises less")
    func expedited() throws {
        let fast = try History(.sample(urgency: .expedited), at: at("2026-02-13 16:00")).ticket
        #expect(fast.deadline?.due == at("2026-02-13 17:00") && fast.promisedBy == at("2026-02-14 11:30"))
        let faster = try History(.sample(urgency: .expedited, promise: .hours(2)), at: at("2026-02-13 09:00")).ticket
        #expect(faster.promisedBy == at("2026-02-13 11:00"))
    }

    @Test("a filing without a title is refused, and so is every empty text")
    func emptyTexts() throws {
        #expect(throws: TicketError.textMissing) { try History(.sample(title: " \n")) }
        let work = try History(taken)
        let blank = "  \n\t　"
        refused(try History(), .desk, .refuse(reason: blank), .textMissing)
        for action: TicketAction in [
            .transfer(to: "u2", reason: blank), .sendBack(reason: blank), .openLeg(unit: "u2", question: blank),
            .requestMaterials(text: blank), .escalate(reason: blank), .answer(text: blank), .note(text: blank),
            .message(text: blank),
        ] {
            refused(work, lead, action, .textMissing)
        }
    }

    @Test("the answer waits for every opinion, given or released")
    func opinions() throws {
        var work = try History([(.desk, .accept(lead: "u1", assisting: ["u2", "u3"], rule: nil)), (lead, .take)])
        #expect(work.ticket.openLegs.map(\.unit) == ["u2", "u3"])
        refused(work, lead, .answer(text: "已办"), .opinionsMissing(["u2", "u3"]))
        refused(
            work, .unit("u3"), .giveOpinion(leg: 1, stance: .agree, text: "可"),
            .notAllowed(.giveOpinion, in: .inProgress))
        try work.does(.unit("u2"), .giveOpinion(leg: 1, stance: .conditional, text: "可"))
        #expect(work.notices == [Notice(.opinionGiven, to: .lead("u1"))])
        refused(work, lead, .releaseLeg(leg: 1, reason: "免"), .noSuchLeg(1))
        try work.does(lead, .releaseLeg(leg: 2, reason: "免"))
        try work.does(lead, .answer(text: "已办"))
        #expect(work.ticket.reply?.unit == "u1" && work.ticket.state == .answered)
    }

    @Test("a unit assists once at a time, and the lead not at all")
    func legs() throws {
        var work = try History(taken)
        refused(work, lead, .openLeg(unit: "u1", question: "？"), .alreadyLead("u1"))
        try work.does(lead, .openLeg(unit: "u2", question: "？"))
        refused(work, lead, .openLeg(unit: "u2", question: "？"), .alreadyAssisting("u2"))
        try work.does(.desk, .transfer(to: "u2", reason: "归口"))
        #expect(work.ticket.openLegs.isEmpty, "who becomes lead no longer assists")
    }

    @Test("a unit that assisted before is asked again when the desk names it again")
    func assistingAgain() throws {
        var work = try History([
            (.desk, .accept(lead: "u1", assisting: ["u2"], rule: nil)), (.desk, .transfer(to: "u2", reason: "归口")),
            (.unit("u2"), .sendBack(reason: "否")),
        ])
        try work.does(.desk, .accept(lead: "u1", assisting: ["u2", "u2"], rule: nil))
        #expect(work.ticket.openLegs.map(\.unit) == ["u2"])
        #expect(work.notices.contains(Notice(.legOpened, to: .assisting("u2"))))
    }

    @Test("the desk asked for an opinion can give it")
    func deskAssists() throws {
        var work = try History(taken)
        try work.does(lead, .openLeg(unit: "desk", question: "？"))
        #expect(
            work.ticket.allowedActions(for: .desk, at: at("2026-03-02 10:00"), policy: .preset).contains(.giveOpinion))
        try work.does(.desk, .giveOpinion(leg: 1, stance: .agree, text: "可"))
        #expect(work.ticket.openLegs.isEmpty)
    }

    @Test("returned as often as allowed the ticket stays; the desk cannot return to itself")
    func returns() throws {
        var work = try History()
        for _ in 1...2 {
            try work.does(.desk, .accept(lead: "u1", assisting: [], rule: nil))
            try work.does(lead, .sendBack(reason: "否"))
            #expect(work.ticket.lead == "desk" && work.ticket.deadline?.kind == .acceptance)
            #expect(work.notices == [Notice(.ticketReturned, to: .desk)])
        }
        try work.does(.desk, .accept(lead: "u1", assisting: [], rule: nil))
        refused(work, lead, .sendBack(reason: "否"), .returnLimitReached(2))
        let own = try History([(.desk, .accept(lead: "desk", assisting: [], rule: nil))])
        refused(own, .desk, .sendBack(reason: "否"), .alreadyLead("desk"))
    }

    @Test("a unit that hands its ticket to the desk tells the desk; the desk need not tell itself")
    func transferToDesk() throws {
        var work = try History(taken)
        refused(work, lead, .transfer(to: "u1", reason: "？"), .alreadyLead("u1"))
        try work.does(lead, .transfer(to: "desk", reason: "归口"))
        #expect(work.notices.contains(Notice(.ticketTransferred, to: .lead("desk"))))
        #expect(work.ticket.state == .inProgress && work.ticket.deadline?.owner == .unit("desk"))
        var other = try History(taken)
        try other.does(.desk, .transfer(to: "desk", reason: "归口"))
        #expect(other.notices == [Notice(.ticketTransferred, to: .company)])
    }

    @Test("an escalation climbs window, seat, expert and stays there")
    func tiers() throws {
        var work = try History(taken)
        var tiers: [Tier] = []
        for _ in 1...3 {
            try work.does(.manager, .escalate(reason: "难"))
            tiers.append(work.ticket.tier)
        }
        #expect(tiers == [.seat, .expert, .expert])
    }

    @Test("merging and linking go to another ticket, a link once")
    func otherTickets() throws {
        var work = try History(taken)
        refused(work, .desk, .merge(into: .sample), .mergesWithItself)
        refused(work, .desk, .link(.sample), .linksToItself)
        try work.does(.desk, .link(.other))
        try work.does(.desk, .link(.other))
        #expect(work.ticket.links == [.other])
    }

    @Test("a message to the company goes to the company, one from it to the lead")
    func messages() throws {
        var work = try History(taken)
        try work.does(.company, .message(text: "？"))
        #expect(work.notices == [Notice(.messageFromCompany, to: .lead("u1"))])
        try work.does(lead, .message(text: "！"))
        #expect(work.notices == [Notice(.messageToCompany, to: .company)])
    }

    @Test("a history with a gap, without a filing or out of order cannot be replayed")
    func brokenHistory() throws {
        let events = try History(taken).events
        func replay(_ events: [TicketEvent]) throws(TicketError) -> Ticket {
            try Ticket.replaying(events, number: .sample, policy: .preset)
        }
        #expect(throws: TicketError.brokenHistory(1)) { try replay([]) }
        #expect(throws: TicketError.brokenHistory(1)) { try replay(Array(events.dropFirst())) }
        #expect(throws: TicketError.brokenHistory(3)) { try replay([events[0], events[2]]) }
        #expect(try replay(events).version == 3)
    }
}
