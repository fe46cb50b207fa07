import Casework
import Foundation
import HealthCheck
import Station
import Testing

/// Acting on a ticket: nobody overwrites what they did not see, and nothing is half-written.
struct ActingTests {
    @Test("an action on a version that has passed is refused with the version that stands, and changes nothing")
    func stale() async throws {
        let world = try await World()
        let number = try await world.file()
        try await world.act(.note(text: "先看"), on: number, as: .liaison, version: 1)
        let messages = try await world.messages().count
        await #expect(throws: StationError.stale(version: 2)) {
            try await world.act(.refuse(reason: "不属于本站"), on: number, as: .liaison, version: 1)
        }
        #expect(try await world.kinds(of: number) == [.file, .note])
        #expect(try await world.messages().count == messages)
    }

    @Test("of two people who act on the same version at once, exactly one succeeds")
    func race() async throws {
        let world = try await World()
        let number = try await world.file()
        let done = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<8 {
                group.addTask {
                    (try? await world.act(.note(text: "第\(index)人"), on: number, as: .liaison, version: 1)) != nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(done == 1)
        #expect(try await world.ticket(number).version == 2)
    }

    @Test("what the state machine refuses leaves neither event nor audit entry nor message")
    func refused() async throws {
        let world = try await World()
        let number = try await world.file()
        let before = (try await world.audit().count, try await world.messages().count)
        await #expect(throws: StationError.ticket(.notAllowed(.answer, in: .submitted))) {
            try await world.act(.answer(text: "好了"), on: number, as: .liaison)
        }
        #expect(try await world.kinds(of: number) == [.file])
        #expect((try await world.audit().count, try await world.messages().count) == before)
    }

    @Test(
        "an action that names what does not exist is refused at its field",
        arguments: [
            (TicketAction.accept(lead: "nobody", assisting: [], rule: nil), "/lead"),
            (.accept(lead: "tax", assisting: ["nobody"], rule: nil), "/assisting"),
            (.link(TicketNumber(year: 2026, sequence: 999_999)!), "/ticket"),
            (.refuse(reason: String(repeating: "长", count: 5001)), "/reason"),
        ])
    func fields(action: TicketAction, pointer: String) async throws {
        let world = try await World()
        let number = try await world.file()
        let error = await #expect(throws: StationError.self) { try await world.act(action, on: number, as: .liaison) }
        guard case .invalid(let problems) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(problems.map(\.pointer) == [pointer])
    }

    @Test("a ticket merges only into a ticket of the same company")
    func merging() async throws {
        let world = try await World()
        let number = try await world.file()
        let foreign = try await world.file(as: .stranger)
        let own = try await world.file("同一件事")
        await #expect(throws: StationError.invalid([FieldProblem("/ticket", .unknownTicket)])) {
            try await world.act(.merge(into: foreign), on: number, as: .liaison)
        }
        #expect(try await world.act(.merge(into: own), on: number, as: .liaison).mergedInto == own)
    }

    @Test("the stored ticket is the fold of its events")
    func fold() async throws {
        let world = try await World()
        let number = try await world.started()
        try await world.act(.requestMaterials(text: "请补发票"), on: number, as: .tax)
        world.clock.move(3601.5)
        try await world.act(.supplyMaterials(text: "已补"), on: number, as: .owner)
        try await world.act(.answer(text: "可以退"), on: number, as: .tax)
        let events = try await world.station.database.read { tx in try tx.tickets.events(of: number).map(\.event) }
        let folded = try Ticket.replaying(events, number: number, policy: world.station.catalogue.policy)
        #expect(folded == (try await world.ticket(number)))
    }

    @Test("a company sees neither notes nor opinions, nor what units write each other, nor officers' names")
    func companyView() async throws {
        let world = try await World()
        let number = try await world.started()
        try await world.act(.note(text: "内部"), on: number, as: .tax)
        try await world.act(.openLeg(unit: "entry-exit", question: "内部问题"), on: number, as: .tax)
        try await world.act(.giveOpinion(leg: 1, stance: .agree, text: "内部意见"), on: number, as: .entryExit)
        try await world.act(.transfer(to: "entry-exit", reason: "内部理由"), on: number, as: .tax)
        let view = try await world.station.ticket(number, by: try await world.principal(.owner))
        #expect(view.events.map(\.event.action.kind) == [.file, .accept, .take, .openLeg, .transfer])
        #expect(!String(describing: view.events).contains("内部"))
        #expect(view.events.map(\.actor) == ["测试owner", "", "", "", ""], "officers stay without a name")
        let inside = try await world.station.ticket(number, by: try await world.principal(.entryExit))
        #expect(inside.events.count == 7)
    }
}
