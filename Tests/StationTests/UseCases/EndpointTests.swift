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
        let made = try await world.station.addEndpoint(url: Self.url, by: owner)
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
        let first = try await world.station.addEndpoint(url: Self.url, by: owner, key: key)
        let again = try await world.station.addEndpoint(url: Self.url, by: owner, key: key)
        #expect(first == again && first.secret != nil)
        #expect(try await world.station.endpoints(by: owner).count == 1)
    }

    @Test("a rate is the owner's or the administrator's to set, and nobody else's")
    func rates() async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        let id = try await world.station.addEndpoint(url: Self.url, by: owner).endpoint.id
        let changed = try await world.station.changeEndpoint(id, url: Self.url, kinds: [], perMinute: 30, by: owner)
        #expect(changed.perMinute == 30)
        let admin = try await world.principal(.administrator)
        try await world.station.limitEndpoint(id, perMinute: 6, by: admin)
        #expect(try await world.station.endpointLimit(id, by: admin) == 6)
        #expect(try await world.station.endpoint(id, by: owner).endpoint.perMinute == 6)
        #expect(try await world.audit().contains { $0.action == "endpoint.limit" && $0.result == "6 a minute" })
        for rate in [0, -1, 6001] {
            await #expect(throws: StationError.self) {
                try await world.station.limitEndpoint(id, perMinute: rate, by: admin)
            }
        }
        for person in [Person.owner, .liaison, .manager] {
            let who = try await world.principal(person)
            await #expect(throws: StationError.notForRole) {
                try await world.station.limitEndpoint(id, perMinute: nil, by: who)
            }
        }
    }
}
