import Casework
import Foundation

extension Station {
    /// Records deadlines that have passed and does what follows from each. Gives how many there were.
    ///
    /// Each ticket is its own transaction: one that cannot be read holds up no other, and the first such error is
    /// thrown when the round is done. Several processes at once record each deadline once: tickets are saved with their
    /// version checked.
    public func runDeadlineClock() async throws -> Int {
        let now = ambient.now()
        let numbers = try await database.read { tx in try tx.tickets.missed(at: now, limit: Self.clockRound) }
        var recorded = 0
        var failure: (any Error)?
        for number in numbers {
            do {
                if try await recordMissedDeadline(of: number, at: now) { recorded += 1 }
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

    /// False if somebody acted meanwhile, so that nothing is missed any more.
    private func recordMissedDeadline(of number: TicketNumber, at now: Date) async throws -> Bool {
        try await database.write { [self] tx in
            guard let ticket = try tx.tickets.ticket(number), let deadline = ticket.deadline,
                deadline.due < now, deadline.missedAt == nil
            else { return false }
            try apply(.missDeadline, to: ticket, by: .clock, actor: nil, tx)
            return true
        }
    }
}
