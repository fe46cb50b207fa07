import CCurl
import Synchronization

/// Where any thread leaves orders for the engine's one thread, and rings for it.
final class CurlInbox: Sendable {
    /// One request and who waits for its result.
    struct Order: Sendable {
        let request: CurlRequest
        let ticket: CurlTicket
    }

    /// What there is to do.
    struct Work {
        var orders: [Order] = []
        var hasCancellations = false
        var isClosed = false
    }

    /// The multi handle, for waking only.
    struct Bell: @unchecked Sendable {  // why: used for curl_multi_wakeup alone, the one call curl allows on any thread
        let multi: UnsafeMutableRawPointer
    }

    private struct State {
        var work = Work()
        var bell: Bell?
        var isFinished = false
    }

    private let state = Mutex(State())

    /// Leaves an order; after closing it is answered at once.
    func submit(_ order: Order) {
        let isTaken = state.withLock { state in
            guard !state.work.isClosed else { return false }
            state.work.orders.append(order)
            Self.ring(state)
            return true
        }
        if !isTaken { order.ticket.answer(CurlResult(failure: .stopped)) }
    }

    /// Has the thread look for cancelled tickets.
    func noteCancellation() {
        state.withLock { state in
            state.work.hasCancellations = true
            Self.ring(state)
        }
    }

    /// Ends the thread; every order, running or waiting, is answered with `stopped`.
    func close() {
        state.withLock { state in
            state.work.isClosed = true
            Self.ring(state)
        }
    }

    /// Whether the thread has freed everything.
    var isFinished: Bool { state.withLock(\.isFinished) }

    /// For the thread: takes what there is to do.
    func take() -> Work {
        state.withLock { state in
            let work = state.work
            state.work = Work(isClosed: work.isClosed)
            return work
        }
    }

    /// For the thread: from now on `bell` is rung; nil before the handle is freed, under the lock that rings take.
    func connect(_ bell: Bell?) { state.withLock { $0.bell = bell } }

    /// For the thread: the last thing it does.
    func finish() { state.withLock { $0.isFinished = true } }

    private static func ring(_ state: borrowing State) {
        if let bell = state.bell { curl_multi_wakeup(bell.multi) }
    }
}
