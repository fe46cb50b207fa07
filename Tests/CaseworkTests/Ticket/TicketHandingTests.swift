import Casework
import Foundation
import Testing

/// Handing over: what was seen to go round elsewhere for weeks.
@Suite("Handing over and ruling")
struct TicketHandingTests {
    private let lead = Party.unit("u1")
    private let taken: [(Party, TicketAction)] = [
        (.desk, .accept(lead: "u1", assisting: [], rule: nil)), (.unit("u1"), .take),
    ]

    private func refused(_ history: History, _ party: Party, _ action: TicketAction, _ error: TicketError) {
        var history = history
        #expect(throws: error) { try history.does(party, action) }
    }

    @Test("12345 ping-pong: after two returns the desk's word binds, and the promise never moved")
    func returnLimit() throws {
        var work = try History()
        let promised = work.ticket.promisedBy
        for unit: UnitID in ["u1", "u2"] {
            try work.does(.desk, .accept(lead: unit, assisting: [], rule: nil))
            try work.does(.unit(unit), .sendBack(reason: "不归我", code: .competence))
        }
        try work.does(.desk, .rule(lead: "u1", reason: "首接负责"))
        #expect(work.ticket.ruling?.unit == "u1" && work.ticket.state == .transferred)
        #expect(work.notices == [Notice(.ticketAccepted, to: .company), Notice(.ticketTransferred, to: .lead("u1"))])
        refused(work, lead, .sendBack(reason: "还是不归我"), .returnLimitReached(2))
        try work.does(lead, .take)
        refused(work, lead, .transfer(to: "u2", reason: "推"), .ruled("u1"))
        refused(work, lead, .transfer(to: "desk", reason: "推"), .ruled("u1"))
        #expect(work.ticket.promisedBy == promised && work.ticket.deadline?.due == promised)
    }

    @Test("a ruling before the limit binds as well, until the desk hands the ticket elsewhere itself")
    func earlyRuling() throws {
        var work = try History(taken)
        try work.does(.desk, .rule(lead: "u2", reason: "归口"))
        refused(work, .unit("u2"), .sendBack(reason: "否"), .ruled("u2"))
        try work.does(.desk, .transfer(to: "u1", reason: "另议"))
        #expect(work.ticket.ruling == nil)
        try work.does(lead, .sendBack(reason: "否"))
        #expect(work.ticket.returns == 1)
    }

    @Test("units hand on to each other twice; then only the desk may, or the ticket goes back to it")
    func handovers() throws {
        var work = try History(taken)
        try work.does(lead, .transfer(to: "u2", reason: "归口", code: .area))
        try work.does(.unit("u2"), .take)
        try work.does(.unit("u2"), .transfer(to: "u1", reason: "归口"))
        try work.does(lead, .take)
        refused(work, lead, .transfer(to: "u2", reason: "归口"), .handoverLimitReached(2))
        try work.does(lead, .transfer(to: "desk", reason: "定不了"))
        try work.does(.desk, .transfer(to: "u3", reason: "归口"))
        #expect(work.ticket.lead == "u3")
    }

    @Test("the desk takes back what it handed over until the receiver takes it; that is no return")
    func recall() throws {
        var work = try History([(.desk, .accept(lead: "u1", assisting: ["u2"], rule: nil))])
        try work.does(.desk, .recall(reason: ""))
        #expect(work.ticket.state == .submitted && work.ticket.lead == "desk" && work.ticket.returns == 0)
        #expect(work.ticket.openLegs.isEmpty && work.notices == [Notice(.ticketRecalled, to: .lead("u1"))])
        let busy = try History(taken)
        refused(busy, .desk, .recall(reason: ""), .notAllowed(.recall, in: .inProgress))
    }

    @Test(
        "zammad #1216: merged in opposite directions both vanish; here the second finds the first merged, and a merge can be undone"
    )
    func unmerging() throws {
        var work = try History([(.desk, .accept(lead: "u1", assisting: ["u2"], rule: nil)), (lead, .take)])
        let before = work.ticket
        try work.does(.desk, .merge(into: .other))
        #expect(work.ticket.state == .merged && work.ticket.openLegs.isEmpty)
        try work.does(.desk, .unmerge(reason: "并错了"))
        #expect(work.ticket.state == .inProgress && work.ticket.openLegs.map(\.unit) == ["u2"])
        #expect(work.ticket.deadline == before.deadline && work.ticket.promisedBy == before.promisedBy)
        #expect(work.ticket.mergedInto == nil && work.ticket.endedAt == nil)
        #expect(work.notices.map(\.audience) == [.company, .lead("u1"), .assisting("u2")])
    }

    @Test("a ticket merges neither into itself nor into its part, and not while parts are open")
    func mergingParts() throws {
        var work = try History(taken)
        refused(work, .desk, .merge(into: .sample), .mergesWithItself)
        try work.does(.desk, .addPart(.other))
        refused(work, .desk, .merge(into: .other), .mergesWithPart(.other))
        refused(work, .desk, .merge(into: TicketNumber(year: 2026, sequence: 9)!), .partsOpen([.other]))
        refused(work, .desk, .addPart(.sample), .partOfItself)
        refused(work, .desk, .join(.other), .partAlready(.sample))
    }

    @Test(
        "glpi #5206: a case of several parts is answered when all of them have ended, and waits again when one reopens")
    func closeGuard() throws {
        var work = try History(taken)
        try work.does(.desk, .addPart(.other))
        refused(work, lead, .answer(text: "已办"), .partsOpen([.other]))
        try work.does(.clock, .notePart(.other, .closed))
        #expect(work.notices == [Notice(.partsEnded, to: .lead("u1"))])
        try work.does(.clock, .notePart(.other, .inProgress))
        refused(work, lead, .answer(text: "已办"), .partsOpen([.other]))
        try work.does(.clock, .notePart(.other, .withdrawn))
        try work.does(lead, .answer(text: "都办好了"))
        #expect(work.ticket.state == .answered)
    }
}
