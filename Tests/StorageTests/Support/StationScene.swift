import Casework
import Foundation
import HealthCheck
import Station
import Testing

/// A station with just enough content to act on tickets, over a store of the contract tests.
enum StationScene {
    static func station(over store: TestStation, at now: Date, routingSource: String = "") async throws -> Station {
        func unit(_ id: UnitID) -> UnitCard {
            let name = LocalizedText(zhHans: id.rawValue, en: id.rawValue)
            return UnitCard(
                id: id, name: name, shortName: name, loop: .inner, isDesk: id == "desk", phone: "", email: "")
        }
        let rule = RoutingRule(id: "R99", conditions: [], lead: .unit("u1"))
        let catalogue = StationCatalogue(
            selfTests: [], units: [unit("desk"), unit("u1"), unit("u2"), unit("u3")], matters: [],
            routing: try #require(RoutingTable(version: "1", rules: [rule])), routingReasons: [:],
            routingSource: routingSource, policy: try Fixtures.policy, notices: [], locales: Locales([:]))
        return Station(
            catalogue: catalogue, database: try await store.engine,
            settings: StationSettings(baseURL: "https://station.example"),
            ambient: Ambient(now: { now }, newID: Ambient.live.newID, randomBytes: Ambient.live.randomBytes))
    }
}
