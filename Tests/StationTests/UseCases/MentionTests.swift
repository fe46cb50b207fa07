import Casework
import Foundation
import Station
import Testing

@Suite("Officers called by name")
struct MentionTests {
    @Test("one who may see the ticket is told in the inbox, once, and finds it in the list; oneself is not told")
    func told() async throws {
        let world = try await World()
        let number = try await world.started()
        try await world.act(.note(text: "@liaison 请看，@测试liaison 谢谢，@tax"), on: number, as: .tax)
        let inbox = try await world.station.inbox(limit: 10, cursor: nil, by: world.principal(.liaison)).items
            .filter { $0.kind == "mentioned.person" }
        #expect(inbox.count == 1)
        #expect(inbox.first?.subject.contains("测试tax") == true, "who called is said")
        #expect(inbox.first?.path.hasSuffix("/tickets/\(number)#event-4") == true)
        let lines = try await world.station.mentions(by: world.principal(.liaison))
        #expect(lines.map(\.mention.ticket) == [number] && lines.first?.actor == "测试tax")
        #expect(try await world.station.mentions(by: world.principal(.tax)).isEmpty)
        let seen = try await world.station.ticket(number, by: world.principal(.owner))
        #expect(seen.calls.isEmpty, "the company learns of none")
    }

    @Test("one who may not see the ticket is told nothing, and the unit to ask is named")
    func stranger() async throws {
        let world = try await World()
        let number = try await world.started()
        let before = try await world.ticket(number).version
        let problem = FieldProblem.Code.mentionUnseen(name: "测试entryExit", unit: "entry-exit")
        await #expect(throws: StationError.invalid([FieldProblem("/text", problem)])) {
            try await world.act(.note(text: "@entry-exit 请看"), on: number, as: .tax)
        }
        #expect(try await world.ticket(number).version == before)
        #expect(try await world.station.inbox(limit: 10, cursor: nil, by: world.principal(.entryExit)).items.isEmpty)
        try await world.act(.openLeg(unit: "entry-exit", question: "请出意见"), on: number, as: .tax)
        try await world.act(.note(text: "@entry-exit 请看"), on: number, as: .tax)
        #expect(try await world.station.mentions(by: world.principal(.entryExit)).count == 1)
    }

    @Test("what the company reads calls nobody, and a company cannot ask who the officers are")
    func company() async throws {
        let world = try await World()
        let number = try await world.started()
        try await world.act(.message(text: "@liaison 请回电"), on: number, as: .owner)
        #expect(try await world.station.mentions(by: world.principal(.liaison)).isEmpty)
        let owner = try await world.principal(.owner)
        #expect(try await world.station.callable(on: number, by: owner).isEmpty)
        await #expect(throws: StationError.notFound) {
            try await world.station.officer(named: "tax", on: number, by: owner)
        }
        await #expect(throws: StationError.notForRole) { try await world.station.mentions(by: owner) }
        await #expect(throws: StationError.notForRole) { try await world.station.officer(login: "tax", by: owner) }
    }

    @Test("a mention on a ticket that one may no longer see is left out of the list")
    func lost() async throws {
        let world = try await World()
        let number = try await world.started()
        try await world.act(.note(text: "@tax 请看"), on: number, as: .liaison)
        #expect(try await world.station.mentions(by: world.principal(.tax)).count == 1)
        try await world.act(.transfer(to: "entry-exit", reason: "不归税务"), on: number, as: .liaison)
        #expect(try await world.station.mentions(by: world.principal(.tax)).isEmpty)
    }
}
