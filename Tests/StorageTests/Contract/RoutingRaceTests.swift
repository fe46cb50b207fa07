import Foundation
import Station
import Testing

/// Several nodes of one station over one store.
@Suite("Nodes that start together")
struct RoutingRaceTests {
    @Test("the catalogue's rules are brought in and published once, however many start", arguments: Engine.allCases)
    func adopting(engine: Engine) async throws {
        let store = try engine.open()
        let nodes = try await withThrowingTaskGroup(of: Station.self) { group in
            for _ in 0..<3 {
                group.addTask {
                    try await StationScene.station(over: store, at: Fixtures.monday, routingSource: "version: 1\n")
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        // Somebody is at the rules until all have looked.
        let held = DispatchSemaphore(value: 0)
        async let holding: Void = store.write { tx in
            try tx.routing.hold()
            held.signal()
            Thread.sleep(forTimeInterval: 0.5)
        }
        await held.signalled()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for node in nodes { group.addTask { try await node.adoptRouting() } }
            try await group.waitForAll()
        }
        try await holding
        let (editions, publications) = try await store.read { tx in
            (try tx.routing.editions(limit: 20), try tx.routing.publications(limit: 20))
        }
        #expect(editions.map(\.number) == [1] && publications.map(\.edition) == [1], "\(publications.count)")
    }
}
