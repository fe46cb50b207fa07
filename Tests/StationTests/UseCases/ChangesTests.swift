import Casework
import Foundation
import Station
import Testing

/// Who is told that something changed: whoever may see it, nobody else.
struct ChangesTests {
    @Test("a ticket is news in the lists of those who may see it only")
    func listed() async throws {
        let world = try await World()
        let number = try await world.file()
        let filed = try await told(world, number)
        #expect(filed == [.owner, .liaison, .manager, .auditor])
        try await world.act(.accept(lead: "tax", assisting: [], rule: nil), on: number, as: .liaison)
        #expect(try await told(world, number) == filed.union([.tax]))
        try await world.act(.take, on: number, as: .tax)
        try await world.act(.openLeg(unit: "entry-exit", question: "？"), on: number, as: .tax)
        #expect(try await told(world, number) == filed.union([.tax, .entryExit]))
    }

    private func told(_ world: World, _ number: TicketNumber) async throws -> Set<Person> {
        var told = Set<Person>()
        for person in Person.allCases {
            let principal = try await world.principal(person)
            guard principal.party != nil || person == .auditor else {
                await #expect(throws: StationError.notForRole) {
                    try await world.station.isListed(anyOf: [number], for: principal)
                }
                continue
            }
            if try await world.station.isListed(anyOf: [number], for: principal) { told.insert(person) }
            #expect(try await !world.station.isListed(anyOf: [], for: principal))
        }
        return told
    }

    @Test("what happened since a page was made is found afterwards, by those it concerns")
    func since() async throws {
        let world = try await World()
        let before = world.clock.now
        world.clock.move(1)
        let number = try await world.file()
        let after = world.clock.now
        let (owner, stranger) = (try await world.principal(.owner), try await world.principal(.stranger))
        #expect(try await world.station.hasListNews(since: before, for: owner))
        #expect(try await !world.station.hasListNews(since: after, for: owner))
        #expect(try await !world.station.hasListNews(since: before, for: stranger))
        #expect(try await world.station.version(of: number, by: owner) == 1)
        await #expect(throws: StationError.notFound) { try await world.station.version(of: number, by: stranger) }
    }

    @Test("looking at something is no news")
    func looking() async throws {
        let world = try await World()
        let before = world.clock.now
        world.clock.move(1)
        try await world.signIn(.owner)
        #expect(try await !world.station.hasListNews(since: before, for: try await world.principal(.liaison)))
    }
}
