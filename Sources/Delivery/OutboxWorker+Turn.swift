import Foundation
import Logging
import Station

extension OutboxWorker {
    /// One transaction: records what finished, and leases what is due as far as there is room. Returns what to attempt.
    func turn(_ round: inout OutboxRound, _ finished: FinishedSends, isLeasing: Bool) async -> [DueSend] {
        let now = now()
        round.take(finished.take(), at: now)
        let room = isLeasing ? max(0, pace.inFlight - round.inFlight) : 0
        guard room > 0 || !round.unrecorded.isEmpty else { return [] }
        let records = round.unrecorded.compactMap { record($0, at: now) }
        let end = now.addingTimeInterval(pace.lease)
        let token = newID()
        do {
            let request = LeaseRequest(
                now: now, end: end, token: token, limit: room, after: round.lastLane,
                skipping: round.closedLanes(at: now))
            let (lease, late) = try await database.write { [followUp] tx in
                var late: [String] = []
                for record in records {
                    let message = record.message
                    let isTaken = try tx.outbox.record(record.outcome, for: message.id, token: record.token, at: now)
                    if !isTaken { late.append(message.id) }
                    guard isTaken, let ending = record.ending else { continue }
                    try followUp?.deliveryEnded(message, ending, tx)
                }
                guard room > 0 else { return (Lease(messages: [], last: request.after), late) }
                let lease = try tx.outbox.lease(request)
                for message in lease.doubtful {
                    try followUp?.deliveryEnded(message, DeliveryEnding(.unknown, DeliveryFault(.interrupted)), tx)
                }
                return (lease, late)
            }
            round.recorded()
            round.lastLane = lease.last
            for id in late { logger.notice("late outcome refused: the lease had run out", metadata: ["id": "\(id)"]) }
            let admitted = round.admit(lease.messages.map { DueSend(leased: $0, leaseEnds: end) }, at: now)
            // Held back: to be recorded at once, or their destination would seem busy.
            if !round.unrecorded.isEmpty { signal.ring() }
            return admitted
        } catch {
            logger.error("the outbox cannot be reached", metadata: ["error": "\(error)"])
            return []
        }
    }

    /// Sends one message; no transaction is open.
    func attempt(_ due: DueSend) async -> FinishedSend {
        let message = due.leased.message
        let result: SendResult
        if let channel = channels[message.channel] {
            result = await channel.send(due.leased)
        } else {
            let later = now().addingTimeInterval(pace.unequipped)
            result = .heldBack(until: later, DeliveryFault(.channelUnset, message.channel.rawValue))
        }
        log(result, due.leased)
        return FinishedSend(leased: due.leased, result: result, leaseEnds: due.leaseEnds)
    }

    private struct Record: Sendable {
        let message: OutboxMessage
        let token: String
        let outcome: DeliveryOutcome
        /// What the station has to act on.
        let ending: DeliveryEnding?
    }

    /// A message that is held back is looked at again after this long at the latest.
    private static let longestHold: TimeInterval = 900

    /// What to store for a finished attempt; nil for one that was called off.
    private func record(_ send: FinishedSend, at now: Date) -> Record? {
        let outcome: DeliveryOutcome
        var ending: DeliveryEnding?
        switch send.result {
        case .abandoned: return nil
        case .delivered: outcome = .delivered
        case .handedOver(let receipt): outcome = .handedOver(receipt: receipt)
        case .failed(let fault, let cause):
            outcome = .failed(error: fault.description)
            ending = DeliveryEnding(cause, fault)
        case .unknown(let fault):
            outcome = .unknown(error: fault.description)
            ending = DeliveryEnding(.unknown, fault)
        case .heldBack(let until, let fault):
            // The older, the rarer: a long backlog of a dead receiver must not keep the store busy.
            let age = now.timeIntervalSince(send.leased.message.createdAt)
            let rest = now.addingTimeInterval(min(Self.longestHold, age / 4))
            outcome = .postponed(until: max(until, rest), error: fault.description)
        case .retry(let fault, let notBefore, _):
            let attempt = send.leased.attempt
            guard let wait = pace.backoff.wait(after: attempt, random: random()) else {
                let end = DeliveryFault(.gaveUp, "\(attempt)", behind: fault)
                outcome = .failed(error: end.description)
                ending = DeliveryEnding(.gaveUp, end)
                break
            }
            // Never sooner than the schedule: a receiver that always says “in one second” would use up all attempts.
            let own = now.addingTimeInterval(wait)
            outcome = .retry(at: max(own, notBefore ?? own), error: fault.description)
        }
        return Record(
            message: send.leased.message, token: send.leased.leaseToken, outcome: outcome, ending: ending)
    }

    /// Never a body, never a whole address.
    private func log(_ result: SendResult, _ leased: LeasedMessage) {
        let message = leased.message
        var metadata: Logger.Metadata = [
            "id": "\(message.id)", "channel": "\(message.channel.rawValue)", "kind": "\(message.kind)",
            "attempt": "\(leased.attempt)",
        ]
        switch result {
        case .delivered, .handedOver: logger.debug("delivered", metadata: metadata)
        case .abandoned: logger.info("called off", metadata: metadata)
        case .heldBack(_, let fault):
            metadata["error"] = "\(fault)"
            logger.debug("held back", metadata: metadata)
        case .retry(let fault, _, _):
            metadata["error"] = "\(fault)"
            logger.notice("not delivered, to be tried again", metadata: metadata)
        case .failed(let fault, _):
            metadata["error"] = "\(fault)"
            logger.warning("not delivered", metadata: metadata)
        case .unknown(let fault):
            metadata["error"] = "\(fault)"
            logger.warning("perhaps delivered; a person has to ask", metadata: metadata)
        }
    }
}
