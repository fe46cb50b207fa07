import Casework
import Synchronization

/// What reaches one stream, gathered until it looks: a burst of changes is one look.
final class LiveInbox: Sendable {
    /// Why a stream looks up.
    enum Signal: Sendable {
        case changed
        case heartbeat
        /// The stream ends: another one takes its place, or its reader is gone, or the process stops.
        case surplus, gone, shutdown
    }

    private struct Box {
        var numbers: Set<TicketNumber> = []
        /// Why the stream ends; a full buffer must not lose it.
        var ending: Signal?
    }

    let signals: AsyncStream<Signal>
    private let bell: AsyncStream<Signal>.Continuation
    private let box = Mutex(Box())

    /// More than this is not looked at one by one; the heartbeat finds what was left out.
    private static let most = 256

    init() {
        (signals, bell) = AsyncStream.makeStream(of: Signal.self, bufferingPolicy: .bufferingNewest(4))
    }

    /// Why the stream is to end, once it is.
    var ending: Signal? { box.withLock(\.ending) }

    func ring(_ signal: Signal) {
        switch signal {
        case .surplus, .gone, .shutdown: box.withLock { $0.ending = $0.ending ?? signal }
        case .changed, .heartbeat: break
        }
        bell.yield(signal)
    }

    /// Puts in a changed ticket; rings for the first one only.
    func add(_ number: TicketNumber) {
        let isFirst = box.withLock { box in
            let wasEmpty = box.numbers.isEmpty
            if box.numbers.count < Self.most { box.numbers.insert(number) }
            return wasEmpty
        }
        if isFirst { ring(.changed) }
    }

    /// Takes everything out.
    func empty() -> Set<TicketNumber> {
        box.withLock { box in
            defer { box.numbers = [] }
            return box.numbers
        }
    }
}
