import Synchronization

/// One request's wait for its result. The first answer ends it; what comes later is for nobody.
///
/// Calling off answers at once: curl may be held up in a farewell to a mail server that fell silent, and nobody is to wait
/// for that.
final class CurlTicket: Sendable {
    private enum State {
        /// Nobody waits yet.
        case fresh
        case waiting(CheckedContinuation<CurlResult, Never>)
        case answered
        case calledOff
    }

    private let state = Mutex(State.fresh)

    /// Has `answer` wait; not at all if it was called off before.
    func wait(_ answer: CheckedContinuation<CurlResult, Never>) {
        let isOver = state.withLock { state in
            if case .calledOff = state { return true }
            state = .waiting(answer)
            return false
        }
        if isOver { answer.resume(returning: CurlResult(failure: .stopped)) }
    }

    func answer(_ result: CurlResult) { end(.answered)?.resume(returning: result) }

    func cancel() { end(.calledOff)?.resume(returning: CurlResult(failure: .stopped)) }

    var isCancelled: Bool {
        state.withLock { if case .calledOff = $0 { true } else { false } }
    }

    /// Whoever waited until now; nil the second time.
    private func end(_ end: State) -> CheckedContinuation<CurlResult, Never>? {
        state.withLock { state in
            switch state {
            case .fresh:
                state = end
                return nil
            case .waiting(let answer):
                state = end
                return answer
            case .answered, .calledOff: return nil
            }
        }
    }
}
