import Casework
import Foundation
import HealthCheck
import Station
import Testing

/// The same request, sent twice, happens once.
struct IdempotencyTests {
    private let key = IdempotencyKey("k", request: Data("one".utf8))
    private let other = IdempotencyKey("k", request: Data("two".utf8))

    @Test("a filing sent twice under one key is one ticket with one set of notices")
    func filing() async throws {
        let world = try await World()
        let first = try await world.file(key: key)
        let sent = try await world.messages().count
        #expect(try await world.file(key: key) == first)
        #expect(try await world.tickets(of: .owner).count == 1)
        #expect(try await world.messages().count == sent)
        #expect(try await world.audit().count { $0.action == "ticket.file" } == 1)
    }

    @Test("another request under a used key is refused and does nothing")
    func reused() async throws {
        let world = try await World()
        _ = try await world.file(key: key)
        await #expect(throws: StationError.keyReused) { try await world.file("另一件事", key: other) }
        #expect(try await world.tickets(of: .owner).count == 1)
    }

    @Test("keys of different people are different keys")
    func people() async throws {
        let world = try await World()
        let first = try await world.file(key: key)
        #expect(try await world.file("另一件事", as: .stranger, key: other) != first)
    }

    @Test("a request that fails leaves its key free for another try")
    func failure() async throws {
        let world = try await World()
        let liaison = try await world.principal(.liaison)
        let code = try World.code(9)
        let filing = TicketFiling(matter: "TX05", title: "代为提交", body: "电话", origin: .hotline, company: code)
        await #expect(throws: StationError.invalid([FieldProblem("/company", .unknownCompany)])) {
            try await world.station.fileTicket(filing, by: liaison, key: key)
        }
        let base = try world.company(.owner, "后来登记的公司", .zhHans)
        try await world.save(
            Company(
                code: code, name: base.name, industry: "trade", size: "small", contactName: "李四", contactPhone: "1",
                contactEmail: "late@company.example", language: .zhHans))
        let view = try await world.station.fileTicket(filing, by: liaison, key: other)
        #expect(view.ticket.filing.company == code)
    }

    @Test("an action repeated under its key happens once, although its version has passed")
    func action() async throws {
        let world = try await World()
        let number = try await world.file()
        let liaison = TicketAction.note(text: "已联系公司")
        let first = try await world.act(liaison, on: number, as: .liaison, version: 1, key: key)
        let second = try await world.act(liaison, on: number, as: .liaison, version: 1, key: key)
        #expect(first.version == 2)
        #expect(second == first)
        #expect(try await world.kinds(of: number) == [.file, .note])
    }

    @Test("a submission repeated under its key gives the first profile, and can be found by it")
    func submission() async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        #expect(try await world.station.submittedSelfTest(under: key, by: owner)?.record.id == nil)
        let first = try await world.submit(key: key)
        #expect(try await world.submit(key: key).record.id == first.record.id)
        #expect(try await world.station.submittedSelfTest(under: key, by: owner)?.record.id == first.record.id)
        #expect(try await world.station.submittedSelfTest(under: other, by: owner)?.record.id == nil)
        #expect(try await world.station.trend(try world.code(.owner), by: owner).count == 1)
    }
}
