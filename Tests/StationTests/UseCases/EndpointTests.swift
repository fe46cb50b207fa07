import Casework
import Foundation
import Station
import Testing

/// A company's endpoints: secrets are made once, rates kept within what makes sense.
struct EndpointTests {
    private static let url = "https://hooks.example/x"

    @Test("the same request to change a secret changes it once and shows the same one, until it is changed again")
    func rotation() async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        let made = try await world.station.addEndpoint(EndpointChange(url: Self.url), by: owner)
        let key = IdempotencyKey("k", request: Data("rotate".utf8))
        let first = try await world.station.rotateSecret(made.endpoint.id, by: owner, key: key)
        let again = try await world.station.rotateSecret(made.endpoint.id, by: owner, key: key)
        #expect(first.secret != made.secret && again.secret == first.secret)
        #expect(again.endpoint.previous?.secret == made.secret, "the receiver's old one still signs")
        _ = try await world.station.rotateSecret(made.endpoint.id, by: owner)
        let old = try await world.station.rotateSecret(made.endpoint.id, by: owner, key: key)
        #expect(old.secret == nil, "it is in force no more, and another's is not shown")
        #expect(try await world.audit().filter { $0.action == "endpoint.rotate" }.count == 2)
    }

    @Test("the same request to add an endpoint adds one")
    func adding() async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        let key = IdempotencyKey("k", request: Data("add".utf8))
        let first = try await world.station.addEndpoint(EndpointChange(url: Self.url), by: owner, key: key)
        let again = try await world.station.addEndpoint(EndpointChange(url: Self.url), by: owner, key: key)
        #expect(first == again && first.secret != nil)
        #expect(try await world.station.endpoints(by: owner).count == 1)
    }

    @Test("the owner's wish and the administrator's cap stand beside each other, and the lower one counts")
    func rates() async throws {
        let world = try await World()
        let (owner, admin) = (try await world.principal(.owner), try await world.principal(.administrator))
        let id = try await world.station.addEndpoint(
            EndpointChange(url: Self.url, pace: .perMinute(90)), by: owner
        ).endpoint.id
        func rate() async throws -> WebhookEndpoint.Rate { try await world.station.endpointRate(id, by: admin) }
        #expect(try await rate() == WebhookEndpoint.Rate(wished: 90))
        try await world.station.capEndpoint(id, perMinute: 6, by: admin)
        #expect(try await rate().inForce == 6)
        #expect(try await world.audit().contains { $0.action == "endpoint.limit" && $0.result == "6 a minute" })
        for change in [
            EndpointChange(url: Self.url, kinds: []), EndpointChange(pace: .unlimited),
            EndpointChange(pace: .perMinute(600)),
        ] {
            try await world.station.changeEndpoint(id, change, by: owner)
            #expect(try await rate().inForce == 6, "its owner cannot lift the cap")
        }
        try await world.station.changeEndpoint(id, EndpointChange(pace: .perMinute(3)), by: owner)
        #expect(try await rate().inForce == 3)
        try await world.station.changeEndpoint(id, EndpointChange(url: Self.url, kinds: [.ticketAnswered]), by: owner)
        #expect(try await rate() == WebhookEndpoint.Rate(wished: 3, cap: 6), "what is not mentioned stays")
        try await world.station.capEndpoint(id, perMinute: nil, by: admin)
        #expect(try await rate().inForce == 3, "nor can the administrator lift what the owner wishes")
    }

    @Test("a rate is within its range, and the cap nobody's but the administrator's", arguments: [0, -1, 6001])
    func range(rate: Int) async throws {
        let world = try await World()
        let (owner, admin) = (try await world.principal(.owner), try await world.principal(.administrator))
        let id = try await world.station.addEndpoint(EndpointChange(url: Self.url), by: owner).endpoint.id
        await #expect(throws: StationError.self) {
            try await world.station.capEndpoint(id, perMinute: rate, by: admin)
        }
        await #expect(throws: StationError.self) {
            try await world.station.changeEndpoint(id, EndpointChange(pace: .perMinute(rate)), by: owner)
        }
        for person in [Person.owner, .liaison, .manager] {
            let who = try await world.principal(person)
            await #expect(throws: StationError.notForRole) {
                try await world.station.capEndpoint(id, perMinute: nil, by: who)
            }
        }
    }

    @Test("a change is made as a whole or not at all")
    func whole() async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        let id = try await world.station.addEndpoint(EndpointChange(url: Self.url), by: owner).endpoint.id
        await #expect(throws: StationError.self) {
            try await world.station.changeEndpoint(
                id, EndpointChange(url: "https://other.example/", pace: .perMinute(0), isEnabled: false), by: owner)
        }
        let endpoint = try await world.station.endpoint(id, by: owner).endpoint
        #expect(endpoint.url == Self.url && endpoint.isEnabled)
        await #expect(throws: StationError.invalid([FieldProblem("/url", .notAddress)])) {
            _ = try await world.station.addEndpoint(EndpointChange(), by: owner)
        }
    }
}
