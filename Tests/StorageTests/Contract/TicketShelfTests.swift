import Casework
import Foundation
import Station
import Testing

@testable import Storage

@Suite("Tickets kept for those who read them again")
struct TicketShelfTests {
    private struct Undone: Error {}

    @Test(
        "a version that was undone and comes again with another content is read as it was stored",
        arguments: Engine.allCases)
    func undone(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        let filed = try await station.write { tx in
            try tx.companies.save(company)
            return try tx.file(Fixtures.filing(company.code))
        }
        let number = filed.number
        #expect(try await station.read { try $0.tickets.ticket(number) } == filed)
        await #expect(throws: Undone.self) {
            try await station.write { tx in
                try tx.act(.note(text: "撤回了"), on: filed, by: .desk, at: Fixtures.after(60))
                // Whoever reads what is not committed yet must not keep it for others.
                _ = try tx.tickets.ticket(number)
                _ = try tx.tickets.list(TicketQuery())
                throw Undone()
            }
        }
        let stored = try await station.write { tx in
            try tx.act(.accept(lead: "cyber", assisting: [], rule: nil), on: filed, by: .desk, at: Fixtures.after(90))
        }
        let read = try await station.read { (try $0.tickets.ticket(number), try $0.tickets.list(TicketQuery()).items) }
        #expect(read.0 == stored && read.1 == [stored])
        #expect(stored.version == 2)
    }

    @Test("each version is read as itself, and what was asked for lately stays when there is no room for all")
    func room() throws {
        let shelf = TicketShelf(capacity: 10)
        let tickets = try (1...25).map { sequence in
            try Ticket.opening(
                Fixtures.filing(try Fixtures.code(1)),
                number: try #require(TicketNumber(year: 2026, sequence: sequence)),
                by: .company, at: Fixtures.monday, policy: try Fixtures.policy
            ).ticket
        }
        let first = try #require(tickets.first)
        for ticket in tickets {
            shelf.put(ticket)
            #expect(shelf.ticket(first.number.key, version: 1) == first, "after \(ticket.number)")
        }
        #expect(shelf.ticket(first.number.key, version: 2) == nil)
        #expect(tickets.count { shelf.ticket($0.number.key, version: 1) != nil } <= 20)
    }
}
