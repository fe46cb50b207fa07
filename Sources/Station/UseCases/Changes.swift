public import Casework
public import Foundation

extension Station {
    /// What is committed from now on, by whichever process: a hint to look again. See `StationDatabase.changes`.
    public func changes() -> AsyncStream<StationChange> { database.changes() }

    /// The version a ticket has now, for people who may read it.
    public func version(of number: TicketNumber, by principal: Principal) async throws -> Int {
        try await database.read { [self] tx in
            guard let ticket = try tx.tickets.ticket(number) else { throw StationError.notFound }
            try access.requireReading(ticket, principal)
            return ticket.version
        }
    }

    /// Whether one of these tickets may stand in this person's lists.
    public func isListed(anyOf numbers: Set<TicketNumber>, for principal: Principal) async throws -> Bool {
        try access.requireLists(principal)
        if access.seesEveryTicket(principal) { return !numbers.isEmpty }
        return try await database.read { [self] tx in
            try numbers.contains { number in
                try tx.tickets.ticket(number).map { access.maySee($0, principal) } ?? false
            }
        }
    }

    /// Whether something was done after `moment` to a ticket that may stand in this person's lists.
    ///
    /// After very much has happened the answer is yes without a closer look.
    public func hasListNews(since moment: Date, for principal: Principal) async throws -> Bool {
        let newest = try await database.read { tx in try tx.audit.newest(limit: Self.changesLookedAt) }
        let since = newest.prefix { $0.at > moment }
        if since.count == Self.changesLookedAt { return true }
        let numbers = since.filter { $0.action.hasPrefix("ticket.") }.compactMap { TicketNumber($0.subject) }
        return try await isListed(anyOf: Set(numbers), for: principal)
    }

    /// Entries of the audit trail to look back at.
    private static let changesLookedAt = 200
}
