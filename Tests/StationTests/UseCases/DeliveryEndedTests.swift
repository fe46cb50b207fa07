import Casework
import Foundation
import Station
import Testing

/// What did not arrive is told by another way, and never in a circle.
struct DeliveryEndedTests {
    private func end(
        _ world: World, _ message: OutboxMessage, _ cause: DeliveryEnding.Cause,
        _ fault: DeliveryFault = DeliveryFault(.noMailbox, "550")
    ) async throws {
        try await world.station.database.write { [station = world.station] tx in
            try station.deliveryEnded(message, DeliveryEnding(cause, fault), tx)
        }
    }

    private func inbox(_ world: World, _ person: Person) async throws -> [InboxItem] {
        try await world.station.inbox(limit: 100, cursor: nil, by: try await world.principal(person)).items
    }

    @Test("an endpoint that answers 410 is switched off, and the company told by mail and on the station at once")
    func gone() async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        let endpoint = try await world.station.addEndpoint(EndpointChange(url: "https://hooks.example/x"), by: owner)
            .endpoint
        let hook = try #require(try await world.messages { _ = try await world.file() }.last { $0.channel == .webhook })
        let told = try await world.messages { try await end(world, hook, .gone, .http(410)) }
        #expect(told.map(\.kind) == ["endpoint-disabled.company"] && told.map(\.channel) == [.mail])
        #expect(told.allSatisfy { $0.notBefore == $0.createdAt }, "urgent: it waits for nothing")
        #expect(told.first?.payload.body.contains("https://hooks.example/x：对方答复不再接收（HTTP 410）") == true)
        let health = try await world.station.endpoint(endpoint.id, by: owner)
        #expect(health.endpoint.disabled?.cause == .gone)
        #expect(try await inbox(world, .owner).first?.kind == "endpoint-disabled.company")
        #expect(try await world.audit().contains { $0.action == "endpoint.disable" && $0.who == "system" })
        #expect(try await world.messages { try await end(world, hook, .gone) }.isEmpty, "told once")
    }

    @Test("an endpoint is switched off when a message is given up and nothing else got through")
    func unreachable() async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        let endpoint = try await world.station.addEndpoint(EndpointChange(url: "https://hooks.example/x"), by: owner)
            .endpoint
        let hook = try #require(try await world.messages { _ = try await world.file() }.last { $0.channel == .webhook })
        let lease = try await world.lease()
        #expect(lease.messages.contains { $0.message == hook })
        try await world.record(.delivered, hook)
        try await end(world, hook, .gaveUp)
        #expect(try await world.station.endpoint(endpoint.id, by: owner).endpoint.isEnabled, "something got through")
        world.clock.move(25 * 3600)
        try await end(world, hook, .gaveUp)
        #expect(try await world.station.endpoint(endpoint.id, by: owner).endpoint.disabled?.cause == .unreachable)
    }

    @Test(
        "a mailbox that is not there gets nothing more; its owner hears on the station, the desk too, until it is right (fixmystreet #5791)"
    )
    func refusedAddress() async throws {
        let world = try await World()
        let mail = try #require(
            try await world.messages { _ = try await world.file() }.first { $0.kind == "ticket-submitted.company" })
        try await end(world, mail, .address)
        #expect(try await inbox(world, .owner).first?.kind == "address-refused.company")
        #expect(try await inbox(world, .liaison).first?.kind == "address-refused.desk")
        #expect(try await inbox(world, .liaison).first?.subject.contains("owner@company") == false)
        let owner = try await world.principal(.owner)
        #expect(try await world.station.noticeChoices(by: owner).mail.refused?.reason == "no-mailbox 550")
        let quiet = try await world.messages { _ = try await world.file("第二件") }
        #expect(quiet.map(\.kind) == ["ticket-submitted.desk"])
        try await world.station.acceptAddressesAgain(by: owner)
        let again = try await world.messages { _ = try await world.file("第三件") }
        #expect(again.map(\.kind).contains("ticket-submitted.company"))
    }

    @Test("a failure to tell of a failure tells nobody", arguments: DeliveryEnding.Cause.loops)
    func noLoops(cause: DeliveryEnding.Cause) async throws {
        let world = try await World()
        for kind in ["address-refused.desk", "delivery-failed.desk", "endpoint-disabled.company"] {
            let report = OutboxMessage(
                id: kind, channel: .mail, destination: "a@b.example", company: nil, ticket: nil, kind: kind,
                payload: .init(subject: "", body: ""), createdAt: world.clock.now)
            #expect(try await world.messages { try await end(world, report, cause) }.isEmpty)
        }
        #expect(try await inbox(world, .liaison).isEmpty)
    }

    @Test("of what may have arrived the desk is told, with the company and without the address")
    func unknown() async throws {
        let world = try await World()
        let number = try await world.file()
        let mail = try #require(try await world.messages().first { $0.kind == "ticket-submitted.company" })
        try await end(world, mail, .unknown, DeliveryFault(.gateway, "sms", behind: DeliveryFault(.timedOut)))
        let item = try #require(try await inbox(world, .liaison).first)
        #expect(
            item.kind == "delivery-failed.desk" && item.ticket == number && item.path == "/notifications/\(mail.id)")
    }
}

extension DeliveryEnding.Cause {
    fileprivate static let loops: [DeliveryEnding.Cause] = [.address, .message, .gaveUp, .unknown]
}
