import Foundation
import Logging
import Station

extension OutboxWorker {
    /// What to store of a finished attempt.
    struct Record: Sendable {
        let message: OutboxMessage
        let token: String
        let outcome: DeliveryOutcome
        /// What the station has to act on.
        let ending: DeliveryEnding?

        /// False if the lease had run out and somebody else has the message.
        func store(
            at now: Date, _ followUp: (any DeliveryFollowUp)?, _ tx: borrowing StationTransaction
        ) throws -> Bool {
            guard try tx.outbox.record(outcome, for: message.id, token: token, at: now) else { return false }
            if let ending { try followUp?.deliveryEnded(message, ending, tx) }
            return true
        }
    }

    /// Records each by itself after a turn failed, so that one message which nobody can follow up (a ticket that a newer
    /// program wrote) does not keep the others from being recorded: they would all be sent again. What cannot be followed
    /// up is recorded without. False if the store is away.
    func recordSingly(_ records: [Record], at now: Date) async -> Bool {
        for record in records {
            do {
                _ = try await database.write { [followUp] tx in try record.store(at: now, followUp, tx) }
            } catch {
                guard (try? await database.write { tx in try record.store(at: now, nil, tx) }) != nil else {
                    return false
                }
                logger.error(
                    "what did not arrive could not be followed up",
                    metadata: ["id": "\(record.message.id)", "error": "\(error)"])
            }
        }
        return true
    }

    /// A message that is held back is looked at again after this long at the latest.
    private static let longestHold: TimeInterval = 900

    /// What to store for a finished attempt; nil for one that was called off.
    func record(_ send: FinishedSend, at now: Date) -> Record? {
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
}
