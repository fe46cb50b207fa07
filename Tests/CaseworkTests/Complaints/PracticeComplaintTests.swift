import Casework
import Foundation
import Testing

/// What people complain of in the practice of 12345 lines, and where cases hang together; PEERS.md §2 lists the sources.
@Suite("Complaints about hotlines and about cases that hang together")
struct PracticeComplaintTests {
    private static let lead = Party.unit("u1")

    @Test("a ticket does not go round: two returns and two handovers, then the desk's word binds (Banyuetan 2024-08)")
    func bounced() throws {
        var random = SplitMix64(seed: 7)
        for _ in 0..<300 {
            var history = try History()
            var moves = 0
            let units: [UnitID] = ["u1", "u2", "u3"]
            for _ in 0..<40 {
                let ticket = history.ticket
                let party: Party = ticket.lead == "desk" ? .desk : .unit(ticket.lead)
                let unit = units.randomElement(using: &random) ?? "u1"
                let actions: [TicketAction] = [
                    .take, .sendBack(reason: "不归我"), .transfer(to: unit, reason: "归他"),
                    .accept(lead: unit, assisting: [], rule: nil),
                ]
                guard let action = actions.randomElement(using: &random), (try? history.does(party, action)) != nil
                else { continue }
                if party != .desk, [.sendBack, .transfer].contains(action.kind) { moves += 1 }
            }
            #expect(history.ticket.returns <= 2 && history.ticket.handovers <= 2)
            #expect(moves <= 2 + 2 + 2 * 2, "each way back may start again, none without end: \(moves)")
        }
    }

    @Test("the clock starts with the filing, not with sign-off, and runs through every dispute (163.com)")
    func signOff() throws {
        var history = try History()
        let promised = history.ticket.promisedBy
        for round in 1...2 {
            try history.does(
                .desk, .accept(lead: "u1", assisting: [], rule: nil), at: at("2026-03-0\(round + 1) 10:00"))
            #expect(history.ticket.promisedBy == promised)
            try history.does(Self.lead, .sendBack(reason: "不归我"), at: at("2026-03-0\(round + 1) 11:00"))
            #expect(history.ticket.promisedBy == promised)
        }
        // Whoever never signs is found out while the promise runs.
        try history.does(.desk, .rule(lead: "u1", reason: "裁定"), at: at("2026-03-04 10:00"))
        #expect(history.ticket.duty(at: at("2026-03-05 18:00"), policy: .preset) == .missDeadline)
    }

    @Test("what is out of scope ends early, with a reason, and the company can insist (Xinhua Daily 2025-10)")
    func outOfScope() throws {
        var history = try History([(.desk, .refuse(reason: "属于法院管辖", ground: "court"))])
        #expect(history.ticket.state == .refused && history.notices.map(\.audience) == [.company])
        #expect(throws: TicketError.textMissing) {
            var silent = try History()
            try silent.does(.desk, .refuse(reason: " "))
        }
        try history.does(.company, .reopen(reason: "不同意", cause: .mistake))
        #expect(history.ticket.state == .inProgress && history.ticket.lead == "desk")
    }

    @Test(
        "a case is not answered over an open part, and hears when the last has ended (glpi #5206, metademands #66, frappe/helpdesk #2370, freescout #1897)"
    )
    func parts() throws {
        var history = try History([
            (.desk, .accept(lead: "u1", assisting: [], rule: nil)), (Self.lead, .take), (.desk, .addPart(.other)),
        ])
        #expect(throws: TicketError.partsOpen([.other])) { try history.does(Self.lead, .answer(text: "办了")) }
        try history.does(.clock, .notePart(.other, .closed))
        #expect(history.notices.map(\.kind) == [.partsEnded])
        try history.does(Self.lead, .answer(text: "办了"))
    }

    @Test(
        "the company is asked what it thinks, in three rates, and can reopen to those who answered (zammad #303, #834, fixmystreet #897)"
    )
    func heard() throws {
        var history = try History([
            (.desk, .accept(lead: "u1", assisting: [], rule: nil)), (Self.lead, .take),
            (Self.lead, .answer(text: "办了")),
        ])
        try history.does(.company, .rate(stars: 2, comment: "没解决", responded: true))
        try history.does(.company, .confirm(.notSolved))
        #expect(history.ticket.state == .inProgress && history.ticket.lead == "u1")
        #expect(history.ticket.rating?.responded == true && history.ticket.resolution == .notSolved)
        #expect(history.notices.map(\.audience) == [.lead("u1")])
    }

    @Test("who acts on a state that has passed moves nothing back (glpi #3578)")
    func regress() throws {
        for story in Story.all where story.state.isEnded {
            let history = try story.history()
            for actor in story.actors where actor.party != .company && actor.party != .clock {
                for kind in [TicketActionKind.accept, .take, .transfer, .answer, .requestMaterials] {
                    guard case .failure(.notAllowed) = story.attempt(kind, by: actor.party, on: history) else {
                        Issue.record("\(kind) by \(actor.party) in \(story.name)")
                        continue
                    }
                }
            }
        }
    }

    @Test("two units that take the same ticket at once: one has it, the other is told (zammad #3156)")
    func takenOnce() throws {
        var history = try History([(.desk, .accept(lead: "u1", assisting: [], rule: nil))])
        try history.does(Self.lead, .take)
        #expect(throws: TicketError.notAllowed(.take, in: .inProgress)) { try history.does(Self.lead, .take) }
        #expect(throws: TicketError.notAllowed(.take, in: .inProgress)) { try history.does(.unit("u2"), .take) }
    }
}
