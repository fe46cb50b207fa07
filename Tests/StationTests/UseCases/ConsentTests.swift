import Casework
import Foundation
import HealthCheck
import Station
import Testing

/// Which warnings become tickets, and with whose leave.
struct ConsentTests {
    @Test("without consent no warning becomes a ticket")
    func noConsent() async throws {
        let world = try await World()
        let outcome = try await world.submit(World.noLicence)
        #expect(outcome.warnings.map(\.warning.id).contains("red-line:no-labour-licence"))
        #expect(outcome.tickets.isEmpty)
        #expect(try await world.tickets(of: .owner).isEmpty)
    }

    @Test("danger to persons opens an expedited ticket without consent, and nothing else does")
    func danger() async throws {
        let world = try await World()
        let outcome = try await world.submit(World.danger.merging(World.noLicence) { $1 })
        let opened = outcome.warnings.filter { $0.ticket != nil }
        #expect(opened.map(\.warning.id) == ["red-line:person-in-danger"])
        #expect(outcome.warnings.count > opened.count)
        let ticket = try await world.ticket(try #require(outcome.tickets.first))
        #expect(ticket.urgency == .expedited)
        #expect(ticket.filing.origin == .warning)
        #expect(ticket.filing.warning == "staff/red-line:person-in-danger")
    }

    @Test("with consent every warning becomes a ticket")
    func consent() async throws {
        let world = try await World()
        let outcome = try await world.submit(World.noLicence, openTickets: true)
        #expect(!outcome.warnings.isEmpty)
        #expect(outcome.warnings.allSatisfy { $0.ticket != nil })
    }

    @Test("consent not given at all refuses the submission, and nothing is stored")
    func missing() async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        let answers = try world.answers(World.danger)
        await #expect(throws: StationError.invalid([FieldProblem("/consent", .consentMissing)])) {
            try await world.station.submitSelfTest("staff", answers: answers, consent: nil, by: owner)
        }
        #expect(try await world.tickets(of: .owner).isEmpty)
        #expect(try await world.messages().isEmpty)
    }

    @Test("a finding that already has an open ticket gets no second one, however many tickets stand before it")
    func noDuplicate() async throws {
        let world = try await World()
        let first = try await world.submit(World.danger)
        for index in 0..<101 { _ = try await world.file("别的诉求\(index)") }
        let again = try await world.submit(World.danger)
        #expect(first.tickets.count == 1)
        #expect(again.tickets == first.tickets)
        let other = try await world.submit(World.danger, as: .stranger)
        #expect(other.tickets != first.tickets, "another company's finding is another ticket")
    }

    @Test("when the ticket of a finding has ended, the same finding opens a new one")
    func afterTheEnd() async throws {
        let world = try await World()
        let first = try #require(try await world.submit(World.danger).tickets.first)
        try await world.act(.withdraw(reason: "已脱险"), on: first, as: .owner)
        #expect(try await world.submit(World.danger).tickets != [first])
    }

    @Test("a warning becomes a ticket later once, whoever presses how often")
    func later() async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        let warning = try #require(try await world.submit(World.noLicence).warnings.first)
        let first = try await world.station.openTicket(forWarning: warning.id, by: owner)
        #expect(try await world.station.openTicket(forWarning: warning.id, by: owner) == first)
        #expect(try await world.tickets(of: .owner).count == 1)
    }
}
