import Casework
import Foundation

/// What a store from before teams and lessons is given once, when the station first starts on it.
extension Station {
    /// Newest tickets that are learned from, and open ones that are put into hands.
    private static let catchUpLimit = 2_000

    /// Puts open tickets that a unit already leads into its officers' hands, and learns from where the newest tickets were
    /// put. Does nothing where it was done before.
    public func catchUp() async throws {
        // Unit by unit: what one has to do stands in the way of no other, and who works from one queue is not asked.
        for unit in catalogue.units where unit.balance != .oneQueue {
            try await catchUp(TicketQuery(states: TicketState.open, lead: unit.id, limit: 100)) { [self] ticket, tx in
                guard try tx.team.holdings(of: ticket.number).isEmpty else { return false }
                try settle(ticket, before: nil, by: "system", tx)
                return true
            }
        }
        try await catchUp(TicketQuery(order: .filed, limit: 100)) { [self] ticket, tx in
            guard try tx.lessons.lesson(of: ticket.number) == nil else { return false }
            guard ![.submitted, .refused, .withdrawn, .merged].contains(ticket.state), ticket.lead != policy.desk else {
                return true
            }
            try learn(from: .accept, ticket, tx)
            return true
        }
    }

    /// Goes through a list page by page until a whole page had nothing to do.
    private func catchUp(
        _ query: TicketQuery, _ body: @escaping @Sendable (Ticket, borrowing StationTransaction) throws -> Bool
    ) async throws {
        var query = query
        for _ in stride(from: 0, to: Self.catchUpLimit, by: query.limit) {
            let page = query
            let (next, didSomething) = try await database.write { tx in
                let tickets = try tx.tickets.list(page)
                var didSomething = false
                for ticket in tickets.items where try body(ticket, tx) { didSomething = true }
                return (tickets.next, didSomething)
            }
            guard didSomething, let next else { return }
            query.cursor = next
        }
    }
}
