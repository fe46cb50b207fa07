public import Casework

extension Station {
    /// Open tickets of the same company and matter, newest first, besides `number`: what somebody may be about to file,
    /// or has filed, twice.
    public func lookAlikes(
        of matter: String, company: CreditCode, besides number: TicketNumber? = nil, by principal: Principal
    ) async throws -> [Ticket] {
        let query = try access.restrict(
            TicketQuery(company: company, states: TicketState.open, matter: matter, order: .filed, limit: 4),
            to: principal)
        return try await database.read { tx in
            Array(try tx.tickets.list(query).items.filter { $0.number != number }.prefix(3))
        }
    }
}
