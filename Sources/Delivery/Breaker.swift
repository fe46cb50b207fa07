import Foundation

/// Stops trying a receiver that keeps failing, so that it takes no place from the others: after at least ten tries of
/// which seven in ten failed it holds everything back, but for one probe at a time.
struct Breaker: Sendable {
    /// The newest tries, true for a failure.
    private var tries: [Bool] = []
    private var openUntil: Date?
    private var wait = Self.firstWait
    private var isProbing = false

    private static let window = 10
    private static let failures = 7
    private static let firstWait: TimeInterval = 30
    private static let longestWait: TimeInterval = 300

    /// Nothing to remember: may be forgotten.
    var isClear: Bool { openUntil == nil && !tries.contains(true) }

    /// Whether nothing may be tried, not even a probe.
    func isClosedToTries(at now: Date) -> Bool { openUntil.map { now < $0 || isProbing } ?? false }

    /// Nil when a try may be made now; else when to ask again, in whole seconds from `now`.
    mutating func heldUntil(at now: Date) -> Date? {
        guard let openUntil else { return nil }
        if now >= openUntil, !isProbing {
            isProbing = true
            return nil
        }
        return max(openUntil, now.addingTimeInterval(5))
    }

    /// Notes what came of a try that was let through.
    mutating func note(failed: Bool, at now: Date) {
        if openUntil != nil {
            guard isProbing else { return }
            isProbing = false
            if failed {
                wait = min(wait * 2, Self.longestWait)
                openUntil = now.addingTimeInterval(wait)
            } else {
                self = Breaker()
            }
            return
        }
        tries.append(failed)
        if tries.count > Self.window { tries.removeFirst() }
        if tries.count == Self.window, tries.count(where: \.self) >= Self.failures {
            openUntil = now.addingTimeInterval(wait)
        }
    }

    /// A probe that was called off says nothing; the next may go.
    mutating func abandon() { isProbing = false }
}
