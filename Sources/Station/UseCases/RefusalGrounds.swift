import Casework

extension TicketView {
    /// The newest refusal's ground, by id; nil where none was named.
    public var refusalGround: String? { events.refusalGround }
}

extension [RecordedEvent] {
    var refusalGround: String? {
        for recorded in reversed() {
            if case .refuse(_, let ground) = recorded.event.action { return ground }
        }
        return nil
    }
}

extension Station {
    /// What the grounds say against `action`: a ground that does not exist, an appeal where there is none.
    func groundProblems(
        of action: TicketAction, on ticket: Ticket, _ tx: borrowing StationTransaction
    ) throws -> [FieldProblem] {
        switch action {
        case .refuse(_, let ground?) where catalogue.grounds.refusal(ground) == nil:
            return [FieldProblem("/ground", .notOneOf(catalogue.grounds.refusals.map(\.id)))]
        case .reopen(_, let cause) where ticket.state == .refused && cause != .newFacts:
            let ground = try tx.tickets.events(of: ticket.number).refusalGround
            let isAppealable = ground.flatMap { catalogue.grounds.refusal($0)?.isAppealable } ?? true
            return isAppealable ? [] : [FieldProblem("/cause", .notAppealable)]
        default:
            return []
        }
    }

    /// Somebody who disagrees with a refusal is heard one tier higher than who refused: the reopened ticket climbs at
    /// once, in the same transaction.
    func hearAppeal(
        _ action: TicketAction, on refused: Ticket, now reopened: (Ticket, Company), _ tx: borrowing StationTransaction
    ) throws -> (Ticket, Company) {
        guard refused.state == .refused, case .reopen(let reason, .mistake?) = action else { return reopened }
        return try apply(.escalate(reason: reason, ladder: .expertise), to: reopened.0, by: .desk, actor: nil, tx)
    }
}
