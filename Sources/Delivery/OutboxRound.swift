import Foundation
import Station
import Synchronization

/// One attempt that came to an end.
struct FinishedSend: Sendable {
    let leased: LeasedMessage
    let result: SendResult
    let leaseEnds: Date
}

/// A message to attempt now.
struct DueSend: Sendable {
    let leased: LeasedMessage
    let leaseEnds: Date
}

/// Where attempts leave their results for the loop; rings for it.
final class FinishedSends: Sendable {
    private let sends = Mutex<[FinishedSend]>([])
    private let signal: OutboxSignal

    init(_ signal: OutboxSignal) { self.signal = signal }

    func add(_ send: FinishedSend) {
        sends.withLock { $0.append(send) }
        signal.ring()
    }

    func take() -> [FinishedSend] {
        sends.withLock { sends in
            defer { sends = [] }
            return sends
        }
    }
}

/// What the loop remembers from turn to turn.
struct OutboxRound {
    /// Leased and not finished.
    private(set) var inFlight = 0
    /// Called off, their leases left to run out.
    private(set) var abandoned = 0
    /// Finished and not yet recorded: kept while the store is away, as long as the lease holds.
    private(set) var unrecorded: [FinishedSend] = []
    /// Where the last lease left off.
    var lastLane = ""
    private var breakers: [DeliveryLane: Breaker] = [:]

    /// Takes in what finished since the last turn.
    mutating func take(_ sends: [FinishedSend], at now: Date) {
        inFlight -= sends.count
        unrecorded.removeAll { $0.leaseEnds <= now }
        for send in sends { note(send, at: now) }
        unrecorded += sends.filter { $0.result != .abandoned }
    }

    /// What `unrecorded` held is stored.
    mutating func recorded() { unrecorded = [] }

    /// Lanes that keep failing: not worth a lease, however long their backlog.
    func closedLanes(at now: Date) -> Set<String> {
        Set(breakers.filter { $0.value.isClosedToTries(at: now) }.map { $0.key.description })
    }

    /// Splits what was leased into what to attempt and what to hold back because its lane keeps failing.
    mutating func admit(_ due: [DueSend], at now: Date) -> [DueSend] {
        var admitted: [DueSend] = []
        for send in due {
            if let until = breakers[send.leased.message.lane]?.heldUntil(at: now) {
                let result = SendResult.heldBack(until: until, DeliveryFault(.heldBack))
                unrecorded.append(
                    FinishedSend(leased: send.leased, result: result, leaseEnds: send.leaseEnds))
            } else {
                admitted.append(send)
            }
        }
        inFlight += admitted.count
        return admitted
    }

    private mutating func note(_ send: FinishedSend, at now: Date) {
        let lane = send.leased.message.lane
        var breaker = breakers[lane] ?? Breaker()
        switch send.result {
        case .delivered, .handedOver, .failed, .retry(_, _, false): breaker.note(failed: false, at: now)
        case .retry(_, _, true), .unknown: breaker.note(failed: true, at: now)
        // A probe that was not made after all, or nothing would ever be tried again.
        case .heldBack: breaker.abandon()
        case .abandoned:
            breaker.abandon()
            abandoned += 1
        }
        breakers[lane] = breaker.isClear ? nil : breaker
    }
}
