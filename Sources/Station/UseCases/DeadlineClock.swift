import Casework
import Foundation

extension Station {
    /// Records deadlines that have passed and rungs of warning that are reached, and does what follows from each. Gives
    /// how many there were.
    ///
    /// Each ticket is its own transaction: one that cannot be read holds up no other, and the first such error is
    /// thrown when the round is done. Several processes at once record each deadline once: tickets are saved with their
    /// version checked.
    public func runDeadlineClock() async throws -> Int {
        let now = ambient.now()
        let isQuiet = policy.isQuiet(now)
        let numbers = try await database.read { tx in
            let missed = try tx.tickets.missed(at: now, limit: Self.clockRound)
            guard !isQuiet else { return missed }
            let others =
                try tx.tickets.toRemind(at: now, limit: Self.clockRound)
                + tx.tickets.withLateLegs(at: now, limit: Self.clockRound)
            return missed + Set(others).subtracting(missed).sorted { $0.description < $1.description }
        }
        var recorded = 0
        var failure: (any Error)?
        for number in numbers {
            do {
                recorded += try await doDuties(of: number, at: now)
            } catch StoreError.staleVersion {
                // Somebody acted between our look and our save; the next round sees what it came to.
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return recorded
    }

    /// Most tickets of one round; more than that many unreadable ones are a store to restore, not to work on.
    private static let clockRound = 500

    /// How much there was to do; nothing if somebody acted meanwhile.
    private func doDuties(of number: TicketNumber, at now: Date) async throws -> Int {
        try await database.write { [self] tx in
            var done = 0
            while let ticket = try tx.tickets.ticket(number), let duty = ticket.duty(at: now, policy: policy) {
                try apply(duty, to: ticket, by: .clock, actor: nil, tx)
                done += 1
            }
            return done
        }
    }
}
