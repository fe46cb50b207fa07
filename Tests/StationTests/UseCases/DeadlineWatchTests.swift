import Casework
import Foundation
import Station
import Testing

/// Many processes on one store: one of them watches the deadlines.
struct DeadlineWatchTests {
    /// A ticket whose acceptance is overdue.
    private func overdue(_ world: World) async throws {
        let number = try await world.file()
        world.clock.set(try #require(try await world.ticket(number).deadline?.due).addingTimeInterval(1))
    }

    @Test("of two processes only one records, however often both look")
    func oneAtATime() async throws {
        let world = try await World()
        var first = DeadlineWatch(station: world.station)
        var second = DeadlineWatch(station: world.station())
        #expect(try await first.look() == 0)
        for _ in 0..<3 {
            try await overdue(world)
            // The clock leapt over the lease: whoever looks first has it, the other one finds it taken.
            #expect(try await first.look() == 1)
            #expect(try await second.look() == 0)
        }
    }

    @Test("when the one that watches dies, another has taken over within 30 seconds")
    func takeOver() async throws {
        let world = try await World()
        try await overdue(world)
        var first = DeadlineWatch(station: world.station)
        var second = DeadlineWatch(station: world.station())
        #expect(try await first.look() == 1)
        let number = try await world.file()
        let due = try #require(try await world.ticket(number).deadline?.due)
        // The first one prolongs its lease a second before its deadline passes, and is gone.
        world.clock.set(due.addingTimeInterval(-1))
        #expect(try await first.look() == 1, "a reminder, and nothing missed")
        var waited = 0.0
        while try await second.look() == 0 {
            world.clock.move(5)
            waited += 5
            try #require(waited < 60)
        }
        #expect(waited > 15)
        #expect(waited < 30)
    }

    @Test("a process that stops gives the watch away at once, and only its own")
    func release() async throws {
        let world = try await World()
        try await overdue(world)
        var first = DeadlineWatch(station: world.station)
        var second = DeadlineWatch(station: world.station())
        var third = DeadlineWatch(station: world.station())
        #expect(try await first.look() == 1)
        let number = try await world.file()
        world.clock.set(try #require(try await world.ticket(number).deadline?.due).addingTimeInterval(-1))
        #expect(try await first.look() == 1, "a reminder, and nothing missed")
        world.clock.move(2)
        #expect(try await second.look() == 0)
        try await second.release()
        #expect(try await third.look() == 0)
        try await first.release()
        #expect(try await second.look() == 1)
    }

    @Test("alone, it writes only when half of its lease is over")
    func writesLittle() async throws {
        let world = try await World()
        let database = WatchedDatabase(world.station.database)
        var watch = DeadlineWatch(station: world.station(database: database))
        for _ in 0..<12 {
            #expect(try await watch.look() == 0)
            world.clock.move(5)
        }
        #expect(database.writes == 6)
    }
}
