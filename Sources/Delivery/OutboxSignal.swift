import Synchronization

/// Wakes the outbox worker as soon as there is something to send. Ringing is cheap, may be done by anybody at any time,
/// and is remembered when nobody is waiting.
public final class OutboxSignal: Sendable {
    private struct State {
        var isRung = false
        var next: UInt64 = 0
        var waiting: [UInt64: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Mutex(State())

    /// A signal that has not rung.
    public init() {}

    /// Call after the transaction that added a message has committed.
    public func ring() {
        let waiting = state.withLock { state in
            let waiting = state.waiting
            state.waiting = [:]
            if waiting.isEmpty { state.isRung = true }
            return waiting
        }
        for waiter in waiting.values { waiter.resume() }
    }

    /// Returns at the next ring, at once if it rang since somebody last waited, or when the task is cancelled.
    func wait() async {
        let id = state.withLock { state in
            state.next &+= 1
            return state.next
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let isOver = state.withLock { state in
                    if state.isRung || Task.isCancelled {
                        state.isRung = false
                        return true
                    }
                    state.waiting[id] = waiter
                    return false
                }
                if isOver { waiter.resume() }
            }
        } onCancel: {
            // Cancelled before the waiter is stored, it sees `isCancelled` under the same lock.
            let waiter = state.withLock { $0.waiting.removeValue(forKey: id) }
            waiter?.resume()
        }
    }
}
