#if PostgreSQL
    import Station
    import Synchronization

    /// Keeps a server that is away from being asked by everybody at once: one tries, at growing intervals, and the others
    /// hear at once that it is away.
    final class PostgresReconnection: Sendable {
        private struct State {
            var failures = 0
            /// Nobody tries before.
            var next: ContinuousClock.Instant?
            var reason = ""
        }

        private let state = Mutex(State())

        /// The first pause after a failure and the longest.
        private static let pauses = (first: Duration.milliseconds(100), longest: Duration.seconds(2))
        /// How long the one that tries is left alone.
        private static let trial = Duration.seconds(6)

        /// Gives a new connection, or fails at once while the server is known to be away.
        func connect<Link>(_ open: () throws(OpeningError) -> Link) throws(StoreError) -> Link {
            let start = ContinuousClock.now
            let refusal = state.withLock { state -> String? in
                if let next = state.next, start < next { return state.reason }
                if state.failures > 0 { state.next = start + Self.trial }
                return nil
            }
            if let refusal { throw .unavailable(refusal) }
            do {
                let link = try open()
                state.withLock { $0 = State() }
                return link
            } catch {
                throw .unavailable(failed(error.description, start))
            }
        }

        private func failed(_ reason: String, _ start: ContinuousClock.Instant) -> String {
            state.withLock { state in
                state.failures = min(state.failures + 1, 16)
                let pause = min(Self.pauses.longest, Self.pauses.first * (1 << (state.failures - 1)))
                state.next = ContinuousClock.now + pause * Double.random(in: 0.75...1.25)
                state.reason = reason
                return reason
            }
        }
    }
#endif
