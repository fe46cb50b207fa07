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
                for record in records where try !record.store(at: now, followUp, tx) { late.append(record.message.id) }
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
            logger.error("a turn of the outbox failed", metadata: ["error": "\(error)"])
            if await recordSingly(records, at: now) { round.recorded() }
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
