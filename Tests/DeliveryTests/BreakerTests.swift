import Foundation
import Testing

@testable import Delivery

struct BreakerTests {
    private let start = Date(timeIntervalSince1970: 1_700_000_000)

    private func broken() -> Breaker {
        var breaker = Breaker()
        for number in 0..<10 { breaker.note(failed: number >= 3, at: start) }
        return breaker
    }

    @Test("ten tries with seven failures hold a receiver back; nine, or six failures, do not")
    func opens() {
        var nine = Breaker()
        for _ in 0..<9 { nine.note(failed: true, at: start) }
        #expect(nine.heldUntil(at: start) == nil)
        var six = Breaker()
        for number in 0..<10 { six.note(failed: number >= 4, at: start) }
        #expect(six.heldUntil(at: start) == nil)
        var seven = broken()
        #expect(seven.heldUntil(at: start) == start.addingTimeInterval(30))
    }

    @Test("after the wait one probe goes, and only one")
    func probes() {
        var breaker = broken()
        let later = start.addingTimeInterval(30)
        #expect(breaker.heldUntil(at: later) == nil)
        #expect(breaker.heldUntil(at: later) != nil)
        breaker.abandon()
        #expect(breaker.heldUntil(at: later) == nil)
    }

    @Test("a probe that succeeds frees the receiver; one that fails doubles the wait, up to five minutes")
    func judges() {
        var breaker = broken()
        var now = start.addingTimeInterval(30)
        for wait in [60.0, 120, 240, 300, 300] {
            #expect(breaker.heldUntil(at: now) == nil)
            breaker.note(failed: true, at: now)
            #expect(breaker.heldUntil(at: now) == now.addingTimeInterval(wait))
            now += wait
        }
        #expect(breaker.heldUntil(at: now) == nil)
        breaker.note(failed: false, at: now)
        #expect(breaker.isClear)
        #expect(breaker.heldUntil(at: now) == nil)
    }
}
