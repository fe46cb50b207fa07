import Station
import Synchronization

/// Hands committed changes to whoever listens in this process.
final class ChangeHub: Sendable {
    private struct State {
        var next: UInt64 = 0
        var listeners: [UInt64: AsyncStream<StationChange>.Continuation] = [:]
    }

    private let state = Mutex(State())

    /// More than this many changes behind, a listener loses the oldest: they are hints, see `StationDatabase.changes`.
    private static let backlog = 256

    func changes() -> AsyncStream<StationChange> {
        let (stream, listener) = AsyncStream.makeStream(
            of: StationChange.self, bufferingPolicy: .bufferingNewest(Self.backlog))
        let id = state.withLock { state in
            state.next &+= 1
            state.listeners[state.next] = listener
            return state.next
        }
        listener.onTermination = { [weak self] _ in
            self?.state.withLock { _ = $0.listeners.removeValue(forKey: id) }
        }
        return stream
    }

    func send(_ changes: Set<StationChange>) {
        guard !changes.isEmpty else { return }
        let listeners = state.withLock { Array($0.listeners.values) }
        for listener in listeners {
            for change in changes { listener.yield(change) }
        }
    }
}
