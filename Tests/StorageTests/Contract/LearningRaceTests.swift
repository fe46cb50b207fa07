import Casework
import Foundation
import Station
import Testing

/// What is learned in the transaction of an officer's act must never refuse it.
@Suite("Unlearning at the same moment")
struct LearningRaceTests {
    private static let lesson = Lesson(matter: "EE01", unit: "entry-exit")

    @Test("two corrections at once take a word from two to none, and both go through", arguments: Engine.allCases)
    func two(engine: Engine) async throws {
        let station = try engine.open()
        try await station.write { tx in
            for _ in 0..<2 { try tx.lessons.count(["护照", "加急"], Self.lesson, up: true, limit: 9) }
        }
        let halfWay = DispatchSemaphore(value: 0)
        async let first: Void = station.write { tx in
            try tx.lessons.count(["护照"], Self.lesson, up: false, limit: 9)
            halfWay.signal()
            Thread.sleep(forTimeInterval: 0.4)
        }
        await halfWay.signalled()
        try await station.write { try $0.lessons.count(["护照", "加急"], Self.lesson, up: false, limit: 9) }
        try await first
        let left = try await station.read { try $0.lessons.counts(of: ["护照", "加急"]) }
        #expect(left.map { "\($0.word) \($0.tickets)" } == ["加急 1"])
    }

    @Test("of many corrections at once none is refused, and nothing is left behind", arguments: Engine.allCases)
    func many(engine: Engine) async throws {
        let station = try engine.open()
        let words = ["护照", "加急", "退税"]
        try await station.write { tx in
            for _ in 0..<12 { try tx.lessons.count(words, Self.lesson, up: true, limit: 9) }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<12 {
                group.addTask {
                    try await station.write { try $0.lessons.count(words, Self.lesson, up: false, limit: 9) }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await station.read { try $0.lessons.counts(of: words) }.isEmpty)
    }
}
