import Foundation
import Station
import Synchronization

/// A clock that stands still until a test moves it.
final class MovableClock: Sendable {
    private let moment = Mutex(MovableClock.monday)

    /// Monday 2026-11-23, 09:30 in Beijing: working hours of an announced year.
    static let monday = Date(timeIntervalSince1970: 1_795_397_400)

    var now: Date { moment.withLock { $0 } }

    func move(_ seconds: TimeInterval) { moment.withLock { $0 += seconds } }
}

/// Ids and tokens that count up, so that nothing in a test is left to chance.
final class Counter: Sendable {
    private let value = Mutex(UInt64(0))

    func next() -> UInt64 {
        value.withLock {
            $0 += 1; return $0
        }
    }

    func bytes(_ count: Int) -> [UInt8] {
        let number = next()
        return (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * (UInt64($0) % 8))) }
    }
}

/// Passwords kept as they are: the sign-in rules are tested here, not the hashing.
struct PlainHashing: PasswordHashing {
    func hash(_ password: String) async throws -> String { "plain$" + password }

    func verify(_ password: String, against stored: String) async -> Bool { stored == "plain$" + password }
}
