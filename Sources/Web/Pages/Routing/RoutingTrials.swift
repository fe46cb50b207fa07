import Station

/// The dry runs under way and those made lately: whoever asks for the same one again gets it at once or sees how far it
/// has come. A run goes on to its end even if the person who asked has gone to another page.
actor RoutingTrials {
    /// What a run is the run of; rules published meanwhile make another one.
    struct Key: Hashable {
        let edition: Int
        let against: Int?
        let days: Int
        /// The day it was asked for.
        let day: Int
    }

    /// How far a run has come.
    enum State {
        case working(done: Int, total: Int)
        case ready(RoutingTrial)
        /// Told once; asking again starts anew.
        case failed
    }

    /// Longest ago first.
    private var states: [(key: Key, state: State)] = []
    private static let limit = 12

    /// How far the run has come; begins it where nobody has.
    func state(
        _ key: Key,
        run: @escaping @Sendable (@escaping @Sendable (Int, Int) async -> Void) async throws -> RoutingTrial
    ) -> State {
        if let known = states.first(where: { $0.key == key })?.state {
            if case .failed = known { states.removeAll { $0.key == key } }
            return known
        }
        put(.working(done: 0, total: 0), key)
        Task {
            do {
                put(.ready(try await run { [self] in await put(.working(done: $0, total: $1), key) }), key)
            } catch {
                put(.failed, key)
            }
        }
        return .working(done: 0, total: 0)
    }

    private func put(_ state: State, _ key: Key) {
        if let place = states.firstIndex(where: { $0.key == key }) {
            states[place].state = state
        } else {
            states.append((key, state))
            if states.count > Self.limit { states.removeFirst() }
        }
    }
}
