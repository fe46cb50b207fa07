import Casework

extension Station {
    /// What an act on a part means for the case it belongs to, in the same transaction: the case never believes that a
    /// part is open which has ended, or the other way round.
    func rollUp(
        _ transition: Transition, from before: Ticket, by party: Party, actor: Principal?,
        _ tx: borrowing StationTransaction
    ) throws {
        let part = transition.ticket
        guard let parent = part.parent else { return }
        let isNew = before.parent == nil
        guard isNew || before.state != part.state else { return }
        try tx.tickets.hold(parent)
        guard let whole = try tx.tickets.ticket(parent) else { throw StationError.notFound }
        if isNew {
            let (joined, _) = try apply(.addPart(part.number), to: whole, by: party, actor: actor, tx)
            if part.state == .submitted { return }
            try apply(.notePart(part.number, part.state), to: joined, by: .clock, actor: nil, tx)
        } else {
            try apply(.notePart(part.number, part.state), to: whole, by: .clock, actor: nil, tx)
        }
    }
}
