import Synchronization

/// The open streams of this process, so many for each account at most: a new one ends the oldest.
final class LiveStreams: Sendable {
    private struct Open {
        let id: UInt64
        let end: @Sendable () -> Void
    }

    private struct State {
        var last: UInt64 = 0
        var open: [String: [Open]] = [:]
    }

    /// Streams of one account.
    static let limit = 10

    private let state = Mutex(State())

    /// Enters a stream; `end` is called when it has to make room. Gives the number to leave under.
    func enter(_ account: String, end: @escaping @Sendable () -> Void) -> UInt64 {
        let (id, surplus) = state.withLock { state in
            state.last += 1
            var open = state.open[account] ?? []
            open.append(Open(id: state.last, end: end))
            let surplus = open.count > Self.limit ? open.removeFirst() : nil
            state.open[account] = open
            return (state.last, surplus)
        }
        surplus?.end()
        return id
    }

    /// Leaves; a stream that had to make room may leave again.
    func leave(_ account: String, _ id: UInt64) {
        state.withLock { state in
            state.open[account]?.removeAll { $0.id == id }
            if state.open[account]?.isEmpty == true { state.open[account] = nil }
        }
    }

    /// How many are open, of all accounts.
    var count: Int { state.withLock { $0.open.values.reduce(0) { $0 + $1.count } } }
}
