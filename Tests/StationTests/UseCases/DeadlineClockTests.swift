import Casework
import Foundation
import HealthCheck
import Station
import Testing

/// What happens when nobody acts: every deadline that passes has a consequence, once.
struct DeadlineClockTests {
    private func pass(_ world: World, _ number: TicketNumber) async throws {
        let due = try #require(try await world.ticket(number).deadline?.due)
        world.clock.set(due.addingTimeInterval(1))
    }

    /// One look at the deadlines: how many it recorded, and what it sent.
    private func look(_ world: World) async throws -> (recorded: Int, sent: [OutboxMessage]) {
        var recorded = 0
        let sent = try await world.messages { recorded = try await world.station.runDeadlineClock() }
        return (recorded, sent)
    }

    @Test("at the very moment a deadline is due it is not missed yet")
    func exactly() async throws {
        let world = try await World()
        let number = try await world.file()
        world.clock.set(try #require(try await world.ticket(number).deadline?.due))
        _ = try await world.station.runDeadlineClock()
        #expect(try await world.kinds(of: number) == [.file, .remind], "reminded, and not late")
    }

    @Test("a missed acceptance is recorded once, tells desk and managers, and leaves the ticket where it is")
    func acceptance() async throws {
        let world = try await World()
        let number = try await world.file()
        try await pass(world, number)
        let (recorded, sent) = try await look(world)
        #expect(recorded == 1)
        #expect(try await look(world).recorded == 0)
        #expect(try await world.kinds(of: number) == [.file, .missDeadline])
        #expect(sent.map(\.kind).sorted() == ["deadline-missed.desk", "deadline-missed.managers"])
        let ticket = try await world.ticket(number)
        #expect(ticket.state == .submitted)
        #expect(ticket.deadline?.missedAt == world.clock.now)
        world.clock.move(30 * 86_400)
        #expect(try await world.station.runDeadlineClock() == 0)
    }

    @Test("when the company brings no papers, work goes on without them")
    func materials() async throws {
        let world = try await World()
        let number = try await world.started()
        try await world.act(.requestMaterials(text: "请补发票"), on: number, as: .tax)
        try await pass(world, number)
        let (recorded, sent) = try await look(world)
        #expect(recorded == 1)
        let ticket = try await world.ticket(number)
        #expect(ticket.state == .inProgress)
        #expect(ticket.deadline?.kind == .handling)
        #expect(ticket.deadline?.owner == .unit("tax"))
        #expect(sent.map(\.kind) == ["deadline-missed.lead"])
    }

    @Test("an answer nobody confirms closes the ticket, and the company is told")
    func confirmation() async throws {
        let world = try await World()
        let number = try await world.started()
        try await world.act(.answer(text: "可以退"), on: number, as: .tax)
        try await pass(world, number)
        let (recorded, sent) = try await look(world)
        #expect(recorded == 1)
        #expect(try await world.ticket(number).state == .closed)
        #expect(sent.map(\.kind).sorted() == ["ticket-closed.company", "ticket-closed.lead"])
        try await world.act(.reopen(reason: "没有解决"), on: number, as: .owner)
        #expect(try await world.ticket(number).state == .inProgress)
    }

    @Test("a ticket that cannot be recorded holds up no other, and is tried again")
    func isolation() async throws {
        let world = try await World()
        let numbers = [try await world.file("一"), try await world.file("二"), try await world.file("三")]
        try await pass(world, numbers[2])
        let shaky = world.station(
            database: WatchedDatabase(world.station.database, failingFirstWriteWith: .unavailable("test")))
        await #expect(throws: StoreError.unavailable("test")) { try await shaky.runDeadlineClock() }
        var missed: [Bool] = []
        for number in numbers { missed.append(try await world.ticket(number).deadline?.missedAt != nil) }
        #expect(missed.count { $0 } == 2)
        #expect(try await world.station.runDeadlineClock() == 1)
    }

    @Test("somebody who acts at the same moment is no error: the next round sees what it came to")
    func lostRace() async throws {
        let world = try await World()
        let number = try await world.file()
        try await pass(world, number)
        let racing = world.station(
            database: WatchedDatabase(world.station.database, failingFirstWriteWith: .staleVersion))
        #expect(try await racing.runDeadlineClock() == 0)
        #expect(try await racing.runDeadlineClock() == 1)
    }
}
