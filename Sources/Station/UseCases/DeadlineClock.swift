import Casework

extension Station {
    /// Records deadlines that have passed and does what follows from each. Gives how many there were.
    ///
    /// Each ticket is its own transaction; one that somebody changes meanwhile is left for the next round.
    public func runDeadlineClock() async throws -> Int {
        let now = ambient.now()
        let numbers = try await database.read { tx in try tx.tickets.missed(at: now, limit: 100) }
        var recorded = 0
        for number in numbers {
            let didRecord = try await database.write { [self] tx in
                guard let ticket = try tx.tickets.ticket(number), let deadline = ticket.deadline,
                    deadline.due < now, deadline.missedAt == nil
                else { return false }
                try apply(.missDeadline, to: ticket, by: .clock, actor: nil, tx)
                return true
            }
            if didRecord { recorded += 1 }
        }
        if recorded > 0 { outboxFilled() }
        return recorded
    }
}
