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

    let signals: AsyncStream<Signal>
    private let bell: AsyncStream<Signal>.Continuation
    private let numbers = Mutex(Set<TicketNumber>())

    /// More than this is not looked at one by one; the heartbeat finds what was left out.
    private static let most = 256

    init() {
        (signals, bell) = AsyncStream.makeStream(of: Signal.self, bufferingPolicy: .bufferingNewest(16))
    }

    func ring(_ signal: Signal) { bell.yield(signal) }

    /// Puts in a changed ticket; rings for the first one only.
    func add(_ number: TicketNumber) {
        let isFirst = numbers.withLock { numbers in
            if numbers.count < Self.most { numbers.insert(number) }
            return numbers.count == 1
        }
        if isFirst { ring(.changed) }
    }

    /// Takes everything out.
    func empty() -> Set<TicketNumber> {
        numbers.withLock { numbers in
            defer { numbers = [] }
            return numbers
        }
    }
}
