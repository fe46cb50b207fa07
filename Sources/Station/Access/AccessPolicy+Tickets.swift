import Casework

/// Who sees a ticket, and in which party they act on it.
extension AccessPolicy {
    func requireReading(_ ticket: Ticket, _ principal: Principal) throws(StationError) {
        guard maySee(ticket, principal) else { throw .notFound }
    }

    func maySee(_ ticket: Ticket, _ principal: Principal) -> Bool {
        switch principal.party {
        case .company: principal.company == ticket.filing.company
        case .unit(let unit): ticket.lead == unit || ticket.legs.contains { $0.unit == unit }
        case .desk, .manager, .clock, nil: seesEveryTicket(principal)
        }
    }

    func seesEveryTicket(_ principal: Principal) -> Bool {
        switch principal.party {
        case .desk, .manager: true
        case .company, .unit: false
        case .clock, nil: principal.account.roles.contains(.auditor)
        }
    }

    /// Lists of tickets are for everybody who takes part in them, and for auditors.
    func requireLists(_ principal: Principal) throws(StationError) {
        guard principal.party != nil || seesEveryTicket(principal) else { throw .notForRole }
    }

    /// The party in which somebody acts on a ticket they may read.
    func requireActing(on ticket: Ticket, _ principal: Principal) throws(StationError) -> Party {
        try requireReading(ticket, principal)
        guard let party = principal.party else { throw .notForRole }
        return party
    }

    /// What somebody's list of tickets is limited to, whatever they ask for.
    func restrict(_ query: TicketQuery, to principal: Principal) throws(StationError) -> TicketQuery {
        try requireLists(principal)
        var query = query
        switch principal.party {
        case .company: query.company = principal.company
        case .unit(let unit): query.involving = unit
        case .desk, .manager, .clock, nil: break
        }
        return query
    }
}
