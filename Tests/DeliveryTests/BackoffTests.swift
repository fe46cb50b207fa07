import Testing

@testable import Delivery

struct BackoffTests {
    private func waits(random: Double) -> [Double] {
        (1...Backoff.standard.waits.count).compactMap { Backoff.standard.wait(after: $0, random: random) }
    }

    @Test("a message is tried at least ten times over at least 75 hours, whatever the jitter")
    func patience() {
        for random in [0, 0.25, 0.5, 0.75, 0.999_999] {
            let waits = waits(random: random)
            #expect(waits.count + 1 >= 10)
            #expect(waits.reduce(0, +) >= 75 * 3600)
        }
    }

    @Test("jitter stays within a fifth, and the middle is the table itself", arguments: 1...12)
    func jitter(attempt: Int) throws {
        let base = Backoff.standard.waits[attempt - 1] / .seconds(1)
        #expect(try #require(Backoff.standard.wait(after: attempt, random: 0)) == base * 0.8)
        #expect(try #require(Backoff.standard.wait(after: attempt, random: 0.5)) == base)
        #expect(try #require(Backoff.standard.wait(after: attempt, random: 1)) == base * 1.2)
        // A random source that breaks its word changes nothing.
        #expect(Backoff.standard.wait(after: attempt, random: 7) == base * 1.2)
    }

    @Test("the first retry comes after seconds, waits grow, and after the last there is none (fixmystreet #3228)")
    func ends() {
        let waits = waits(random: 0.5)
        #expect(waits[0] <= 10)
        #expect(zip(waits, waits.dropFirst()).allSatisfy { $0 < $1 })
        #expect(Backoff.standard.wait(after: 13, random: 0.5) == nil)
        #expect(Backoff.standard.wait(after: 0, random: 0.5) == nil)
    }
}
