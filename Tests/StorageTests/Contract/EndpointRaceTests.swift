import Casework
import Foundation
import HealthCheck
import Station
import Testing

/// An endpoint is saved as a whole: of two who change it at once neither may bring back what the other replaced.
@Suite("An endpoint changed by several at once")
struct EndpointRaceTests {
    private static func open(
        _ engine: Engine
    ) async throws -> (station: Station, store: TestStation, owner: Principal, admin: Principal) {
        let store = try engine.open()
        let routing = try #require(
            RoutingTable(version: "1", rules: [RoutingRule(id: "R", conditions: [], lead: .matterUnit)]))
        let catalogue = StationCatalogue(
            selfTests: [], units: [], matters: [], routing: routing, routingReasons: [:], policy: try Fixtures.policy,
            notices: [], locales: Locales([:]))
        let station = Station(
            catalogue: catalogue, database: try await store.engine, settings: StationSettings(baseURL: "http://t"),
            ambient: Ambient(
                now: { Fixtures.monday }, newID: { UUID().uuidString.lowercased() },
                randomBytes: { count in (0..<count).map { _ in UInt8.random(in: 0...255) } }))
        try await store.write { try $0.companies.save(try Fixtures.company(1)) }
        return (
            station, store, Principal(Fixtures.account("owner", roles: [.company], company: try Fixtures.code(1))),
            Principal(Fixtures.account("admin", roles: [.administrator]))
        )
    }

    @Test("a new secret, another address, a cap and a switch all stay, whoever is last", arguments: Engine.allCases)
    func changes(engine: Engine) async throws {
        let (station, store, owner, admin) = try await Self.open(engine)
        // Several rounds, so that luck does not hide a race.
        for round in 1...12 {
            let made = try await station.addEndpoint(EndpointChange(url: "https://a.example/"), by: owner)
            let (id, url) = (made.endpoint.id, "https://b.example/\(round)")
            async let rotated = station.rotateSecret(id, by: owner)
            async let moved: Void = station.changeEndpoint(id, EndpointChange(url: url), by: owner)
            async let capped: Void = station.capEndpoint(id, perMinute: round, by: admin)
            async let slowed: Void = station.changeEndpoint(
                id, EndpointChange(pace: .perMinute(100 + round), isEnabled: false), by: owner)
            let secret = try await rotated.secret
            _ = try await (moved, capped, slowed)
            let after = try #require(try await store.read { try $0.companies.endpoint(id) })
            #expect(after.secret == secret && after.previous?.secret == made.secret, "round \(round)")
            #expect(after.url == url && !after.isEnabled, "round \(round)")
            #expect(after.rate == WebhookEndpoint.Rate(wished: 100 + round, cap: round), "round \(round)")
            try await station.removeEndpoint(id, by: owner)
        }
    }

    @Test("of many added at once no more than the limit come about", arguments: Engine.allCases)
    func limit(engine: Engine) async throws {
        let (station, store, owner, _) = try await Self.open(engine)
        let added = await withTaskGroup(of: Bool.self) { group in
            for index in 1...16 {
                group.addTask {
                    let wanted = EndpointChange(url: "https://a.example/\(index)")
                    return (try? await station.addEndpoint(wanted, by: owner)) != nil
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(added == 10)
        #expect(try await store.read { try $0.companies.endpoints(of: Fixtures.code(1)).count } == 10)
    }
}
