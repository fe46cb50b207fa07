import Casework
import Foundation
import Testing

/// Tickets and events as stores wrote them before the loop had rulings, parts and the rest.
@Suite("Older stores")
struct OlderStoreTests {
    private static let new = [
        "level", "ruling", "handovers", "pauses", "papers", "supervisions", "parent", "parts", "setAside",
    ]

    @Test("a ticket without any of the new facts reads as if none had happened")
    func ticket() throws {
        let work = try History([(.desk, .accept(lead: "u1", assisting: ["u2"], rule: nil)), (.unit("u1"), .take)])
        var stored = try #require(
            try JSONSerialization.jsonObject(with: JSONEncoder().encode(work.ticket)) as? [String: Any])
        for key in Self.new { stored.removeValue(forKey: key) }
        let read = try JSONDecoder().decode(Ticket.self, from: JSONSerialization.data(withJSONObject: stored))
        #expect(read == work.ticket)
        stored.removeValue(forKey: "lead")
        #expect(throws: DecodingError.self, "what was always there must still be there") {
            try JSONDecoder().decode(Ticket.self, from: JSONSerialization.data(withJSONObject: stored))
        }
    }

    @Test("events without the new particulars mean what they meant")
    func events() throws {
        let old = #"""
            [{"transfer":{"to":"u2","reason":"归口"}},{"sendBack":{"reason":"退"}},{"refuse":{"reason":"否"}},
            {"openLeg":{"unit":"u2","question":"？"}},{"escalate":{"reason":"难"}},{"rate":{"stars":4,"comment":""}},
            {"reopen":{"reason":"再"}}]
            """#
        let read = try JSONDecoder().decode([TicketAction].self, from: Data(old.utf8))
        #expect(
            read == [
                .transfer(to: "u2", reason: "归口"), .sendBack(reason: "退"), .refuse(reason: "否"),
                .openLeg(unit: "u2", question: "？"), .escalate(reason: "难"), .rate(stars: 4, comment: ""),
                .reopen(reason: "再"),
            ])
    }
}
