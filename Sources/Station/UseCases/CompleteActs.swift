public import Casework
import HealthCheck

extension Station {
    /// Fills in what only the station knows: by which rule another matter would go where, and what it promises today.
    func completing(
        _ action: TicketAction, on ticket: Ticket, _ tx: borrowing StationTransaction
    ) throws -> TicketAction {
        switch action {
        case .reclassify(let code, _, let reason):
            guard let matter = catalogue.matter(code) else {
                throw StationError.invalid([FieldProblem("/matter", code.isEmpty ? .missing : .unknownMatter)])
            }
            let table = try routing(tx).table
            let facts = try facts(of: ticket, as: matter.code, of: matter.unit, for: table, tx)
            return .reclassify(matter: code, suggestion: table.decide(facts), reason: reason)
        case .retime(_, let reason):
            let promise = promiseToday(ticket)
            if !ticket.state.isEnded, ticket.retiming(promise, at: ambient.now(), policy: policy) == nil {
                throw StationError.invalid([FieldProblem("/reason", .nothingToRetime)])
            }
            return .retime(promise: promise, reason: reason)
        default: return action
        }
    }

    /// What the ticket's matter promises by today's catalogue; a matter that is gone promises what it did.
    public func promiseToday(_ ticket: Ticket) -> WorkingTime {
        catalogue.matter(ticket.filing.matter)?.promise ?? ticket.filing.promise
    }
}
