import Casework
import Foundation
import Station
import Testing

@Suite("Tickets")
struct TicketStoreTests {
    @Test("numbers rise within a year and are never given twice", arguments: Engine.allCases)
    func numbers(engine: Engine) async throws {
        let station = try engine.open()
        let numbers = try await station.write { tx in
            try [2026, 2026, 2027, 2026].map { try tx.tickets.nextNumber(year: $0).description.prefix(11) }
        }
        #expect(numbers == ["2026-000001", "2026-000002", "2027-000001", "2026-000003"])
    }

    @Test("a stored ticket equals its replayed events, deadlines included", arguments: Engine.allCases)
    func foldOfEvents(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        // A time no millisecond can hold: what is stored must still equal what is recomputed.
        let odd = Fixtures.after(1.000_123_456)
        let ticket = try await station.write { tx in
            try tx.companies.save(company)
            let filed = try tx.file(Fixtures.filing(company.code), at: odd)
            let working = try tx.start(filed, unit: "entry-exit", assisting: ["economic-crime"], at: odd)
            let opined = try tx.act(
                .giveOpinion(leg: 1, stance: .agree, text: "同意"), on: working, by: .unit("economic-crime"), at: odd)
            let answered = try tx.act(.answer(text: "已办"), on: opined, by: .unit("entry-exit"), at: odd)
            return try tx.act(.rate(stars: 5, comment: "好"), on: answered, by: .company, at: odd)
        }
        let (stored, events) = try await station.read { tx in
            (try tx.tickets.ticket(ticket.number), try tx.tickets.events(of: ticket.number))
        }
        #expect(stored == ticket)
        #expect(events.map(\.event.sequence) == Array(1...6))
        #expect(events.allSatisfy { $0.actor == "王五" })
        #expect(
            try Ticket.replaying(events.map(\.event), number: ticket.number, policy: try Fixtures.policy) == stored)
    }

    @Test("of two changes to the same version the second is stale and leaves no event", arguments: Engine.allCases)
    func staleVersion(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        let filed = try await station.write { tx in
            try tx.companies.save(company)
            let filed = try tx.file(Fixtures.filing(company.code))
            try tx.act(.note(text: "first"), on: filed, by: .desk, at: Fixtures.after(1))
            return filed
        }
        await #expect(throws: StoreError.staleVersion) {
            try await station.write { try $0.act(.note(text: "second"), on: filed, by: .desk, at: Fixtures.after(2)) }
        }
        #expect(try await station.read { try $0.tickets.events(of: filed.number).count } == 2)
        #expect(try await station.read { try $0.tickets.ticket(filed.number)?.version } == 2)
    }

    @Test("an event whose number does not fit the ticket is refused", arguments: Engine.allCases)
    func numberedEvents(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        let filed = try await station.write { tx in
            try tx.companies.save(company)
            return try tx.file(Fixtures.filing(company.code))
        }
        let next = try filed.applying(
            .note(text: "x"), by: .desk, at: Fixtures.after(1), policy: try Fixtures.policy)
        let skipped = TicketEvent(sequence: 3, at: Fixtures.after(1), by: .desk, action: .note(text: "x"))
        await #expect(throws: StoreError.damaged("event 3 does not lead to version 2")) {
            try await station.write { try $0.tickets.save(next.ticket, RecordedEvent(event: skipped, actor: "")) }
        }
        #expect(try await station.read { try $0.tickets.ticket(filed.number) } == filed)
        await #expect(throws: StoreError.self) {
            try await station.write { tx in
                try tx.tickets.add(filed, try tx.tickets.events(of: filed.number)[0])
            }
        }
    }

    @Test("a missed deadline is listed until it is recorded, oldest first", arguments: Engine.allCases)
    func missed(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        let (first, second) = try await station.write { tx in
            try tx.companies.save(company)
            let later = try tx.file(Fixtures.filing(company.code), at: Fixtures.after(3600))
            return (try tx.file(Fixtures.filing(company.code)), later)
        }
        let due = try #require(first.deadline?.due)
        func missed(_ now: Date) async throws -> [TicketNumber] {
            try await station.read { try $0.tickets.missed(at: now, limit: 10) }
        }
        #expect(try await missed(due) == [])
        #expect(try await missed(due.addingTimeInterval(86_400)) == [first.number, second.number])
        #expect(try await station.read { try $0.tickets.countOverdue(at: due + 0.001, lead: "desk") } == 1)
        #expect(try await station.read { try $0.tickets.countOverdue(at: due + 0.001, lead: "other") } == 0)
        _ = try await station.write { try $0.act(.missDeadline, on: first, by: .clock, at: due + 1) }
        #expect(try await missed(due.addingTimeInterval(86_400)) == [second.number])
        #expect(try await station.read { try $0.tickets.countOverdue(at: due + 2, lead: nil) } == 1)
    }

    @Test("open tickets are counted by state, ended ones are not", arguments: Engine.allCases)
    func countOpen(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        try await station.write { tx in
            try tx.companies.save(company)
            let tickets = try (0..<3).map { _ in try tx.file(Fixtures.filing(company.code)) }
            try tx.start(tickets[0], unit: "entry-exit", at: Fixtures.after(1))
            try tx.act(.refuse(reason: "不予受理"), on: tickets[1], by: .desk, at: Fixtures.after(1))
        }
        #expect(try await station.read { try $0.tickets.countOpen(lead: nil) } == [.submitted: 1, .inProgress: 1])
        #expect(try await station.read { try $0.tickets.countOpen(lead: "entry-exit") } == [.inProgress: 1])
    }
}
