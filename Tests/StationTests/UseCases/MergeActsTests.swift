import Casework
import Foundation
import HealthCheck
import Station
import Testing

/// People act on what they saw: what does not conflict goes on, what does is shown, programs are told at once.
struct MergeActsTests {
    private func act(
        _ action: TicketAction, on number: TicketNumber, as person: Person, version: Int, in world: World
    ) async throws -> Ticket {
        try await world.station.act(
            on: number, version: version, merging: true, by: try await world.principal(person)
        ) { _ in action }.ticket
    }

    @Test("of eight people who write a note on the same version at once, all are heard")
    func race() async throws {
        let world = try await World()
        let number = try await world.started()
        let version = try await world.ticket(number).version
        let done = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<8 {
                group.addTask {
                    (try? await act(
                        .note(text: "第\(index)人"), on: number, as: .liaison, version: version, in: world)) != nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(done == 8)
        #expect(try await world.ticket(number).version == version + 8)
    }

    @Test("of two transfers of the same version one happens; the other is told the fields, who, and both tickets")
    func conflict() async throws {
        let world = try await World()
        let number = try await world.started()
        let version = try await world.ticket(number).version
        _ = try await act(.transfer(to: "cyber", reason: "转网安"), on: number, as: .liaison, version: version, in: world)
        do {
            _ = try await act(
                .transfer(to: "entry-exit", reason: "转出入境"), on: number, as: .liaison, version: version, in: world)
            Issue.record("it went on")
        } catch StationError.conflict(let conflict) {
            #expect(conflict.fields.map(\.field) == [.lead, .state])
            #expect(conflict.fields.allSatisfy { $0.change?.actor == "测试liaison" })
            #expect(
                conflict.seen.lead == "tax" && conflict.newest.lead == "cyber" && conflict.yours?.lead == "entry-exit")
            #expect(conflict.version == version + 1)
        }
        #expect(try await world.ticket(number).lead == "cyber", "nothing half-done")
    }

    @Test("a company that acts on an old page reads of it what its history shows: no return between units, no officer")
    func company() async throws {
        let world = try await World()
        let number = try await world.file()
        try await world.act(.accept(lead: "tax", assisting: [], rule: nil), on: number, as: .liaison)
        let version = try await world.ticket(number).version
        _ = try await act(
            .sendBack(reason: "不归我们管", code: nil), on: number, as: .tax, version: version, in: world)
        do {
            _ = try await act(.withdraw(reason: "不办了"), on: number, as: .owner, version: version, in: world)
            Issue.record("it went on")
        } catch StationError.conflict(let conflict) {
            let shown = try await world.station.ticket(number, by: try await world.principal(.owner)).events
            #expect(conflict.fields.contains { $0.field == .state })
            #expect(conflict.fields.allSatisfy { $0.field != .ruling && $0.field != .level })
            for change in conflict.fields.compactMap(\.change) { #expect(shown.contains(change), "\(change)") }
            #expect(conflict.fields.allSatisfy { $0.change?.event.action.kind != .sendBack })
        }
    }

    @Test("what passes the comparison is still checked by the machine: a ticket that has ended takes no message")
    func rechecked() async throws {
        let world = try await World()
        let number = try await world.started()
        let version = try await world.ticket(number).version
        try await world.act(.withdraw(reason: ""), on: number, as: .owner)
        await #expect(throws: StationError.ticket(.notAllowed(.message, in: .withdrawn))) {
            _ = try await act(.message(text: "您好"), on: number, as: .tax, version: version, in: world)
        }
    }

    @Test("a version that never was is stale, not a merge")
    func neverWas() async throws {
        let world = try await World()
        let number = try await world.file()
        await #expect(throws: StationError.stale(version: 1)) {
            _ = try await act(.note(text: "记"), on: number, as: .liaison, version: 7, in: world)
        }
    }
}
