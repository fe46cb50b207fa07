import Casework
import Foundation
import HealthCheck
import Station
import Testing

/// What a warning's card tells before anybody presses, and after.
struct WarningStandingTests {
    private static func standing(_ world: World, _ profile: String, _ warning: String) async throws -> WarningStanding {
        let owner = try await world.principal(.owner)
        let view = try await world.station.profile(profile, by: owner)
        return try #require(
            try await world.station.warningStandings(of: view, by: owner)
                .first { $0.record.warning.id == warning })
    }

    private static let licence = "red-line:no-labour-licence"

    @Test("the proposal says what filing then does: same unit, rule and days, and changes nothing itself")
    func dryRun() async throws {
        let world = try await World()
        let outcome = try await world.submit(World.noLicence)
        let before = try await Self.standing(world, outcome.record.id, Self.licence)
        let proposal = try #require(before.proposal)
        #expect(before.ticket == nil)
        #expect(try await world.tickets(of: .owner).isEmpty)
        let owner = try await world.principal(.owner)
        let number = try await world.station.openTicket(forWarning: before.record.id, by: owner)
        let ticket = try await world.ticket(number)
        #expect(ticket.filing.suggestion == proposal.decision)
        #expect(ticket.deadline?.due == proposal.acceptedBy)
        #expect(ticket.promisedBy == proposal.answeredBy)
        let after = try await Self.standing(world, outcome.record.id, Self.licence)
        #expect(after.proposal == nil)
        #expect(after.ticket?.number == number)
    }

    @Test("an open ticket for the same finding stands on the newer profile's card too, and pressing gives that one")
    func sameFinding() async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        let first = try await world.submit(World.noLicence)
        let old = try await Self.standing(world, first.record.id, Self.licence)
        let number = try await world.station.openTicket(forWarning: old.record.id, by: owner)
        world.clock.move(60)
        let second = try await world.submit(World.noLicence)
        let new = try await Self.standing(world, second.record.id, Self.licence)
        #expect(new.record.ticket == nil)
        #expect(new.ticket?.number == number)
        #expect(new.proposal == nil)
        #expect(try await world.station.openTicket(forWarning: new.record.id, by: owner) == number)
        #expect(try await world.tickets(of: .owner).count == 1)
    }

    @Test("a closed ticket stays linked to its warning, with its result")
    func closed() async throws {
        let world = try await World()
        let outcome = try await world.submit(World.danger)
        let number = try #require(outcome.tickets.first)
        try await world.act(.accept(lead: "tax", assisting: [], rule: nil), on: number, as: .liaison)
        try await world.act(.take, on: number, as: .tax)
        try await world.act(.answer(text: "已安全"), on: number, as: .tax)
        try await world.act(.confirm(.solved), on: number, as: .owner)
        let card = try await Self.standing(world, outcome.record.id, "red-line:person-in-danger")
        #expect(card.ticket?.state == .closed)
        #expect(card.ticket?.reply?.text == "已安全")
        #expect(card.proposal == nil)
    }

    @Test("pressed by two people at the same time there is one ticket")
    func twoPresses() async throws {
        let world = try await World()
        let outcome = try await world.submit(World.noLicence)
        let id = try #require(outcome.warnings.first { $0.warning.id == Self.licence }).id
        let owner = try await world.principal(.owner)
        let numbers = try await withThrowingTaskGroup(of: TicketNumber.self) { group in
            for _ in 0..<8 { group.addTask { try await world.station.openTicket(forWarning: id, by: owner) } }
            return try await group.reduce(into: Set<TicketNumber>()) { $0.insert($1) }
        }
        #expect(numbers.count == 1)
        #expect(try await world.tickets(of: .owner).count == 1)
    }

    @Test("the cards are the company's own business")
    func access() async throws {
        let world = try await World()
        let outcome = try await world.submit(World.noLicence, share: true)
        let view = try await world.station.profile(outcome.record.id, by: try await world.principal(.liaison))
        for person in [Person.liaison, .stranger, .expert] {
            let who = try await world.principal(person)
            await #expect(throws: StationError.self) { try await world.station.warningStandings(of: view, by: who) }
        }
    }
}
