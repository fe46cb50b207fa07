public import Foundation

extension Ticket {
    /// The state machine: what `action` by `party` at `now` makes of this ticket.
    ///
    /// Pure and total: the same arguments give the same transition or the same error, and nothing else changes.
    public func applying(
        _ action: TicketAction, by party: Party, at now: Date, policy: CaseworkPolicy
    ) throws(TicketError) -> Transition {
        try requireAllowed(action.kind, by: party, desk: policy.desk)
        var next = self
        next.version += 1
        let notices = try next.perform(action, by: party, at: now, policy: policy)
        return Transition(
            ticket: next, event: TicketEvent(sequence: next.version, at: now, by: party, action: action),
            notices: notices)
    }

    /// The actions `party` may take now: what a page offers.
    public func allowedActions(for party: Party, at now: Date, policy: CaseworkPolicy) -> Set<TicketActionKind> {
        let roles = roles(of: party, desk: policy.desk)
        return Set(
            TicketActionKind.allCases.filter { kind in
                guard !ActionTable.roles(for: kind, in: state).isDisjoint(with: roles) else { return false }
                switch kind {
                case .approve: return isForRules
                case .answer: return openLegs.isEmpty && vetoes.isEmpty && openParts.isEmpty
                case .sendBack: return lead != policy.desk && returns < policy.returnLimit && ruling == nil
                case .transfer:
                    // The desk may always; a unit until it is bound, and then still back to the desk while it is not.
                    return party == .desk || (ruling == nil && (handovers < policy.returnLimit || lead != policy.desk))
                case .overrule: return !vetoes.isEmpty
                case .receivePaper: return !missingPapers.isEmpty
                case .review: return needsReview
                case .unmerge: return reopeningEnds(policy).map { now <= $0 } ?? true
                case .merge: return openParts.isEmpty
                case .join: return parent == nil && parts.isEmpty
                case .addPart: return parent == nil
                case .notePart: return !parts.isEmpty
                case .remind: return dueRung(at: now, policy: policy) != nil
                case .missLeg: return openLegs.contains { $0.due < now && $0.missedAt == nil }
                case .missCall: return lateCall(at: now) != nil
                case .retract: return retractableUntil.map { now <= $0 } ?? false
                case .callBack: return owedCall != nil
                case .reopen: return reopeningEnds(policy).map { now <= $0 } ?? true
                case .rate: return !isRated
                case .releaseLeg: return !openLegs.isEmpty
                case .missDeadline: return deadline.map { $0.due < now && $0.missedAt == nil } ?? false
                default: return true
                }
            })
    }

    private func requireAllowed(_ kind: TicketActionKind, by party: Party, desk: UnitID) throws(TicketError) {
        guard !ActionTable.roles(for: kind, in: state).isDisjoint(with: roles(of: party, desk: desk)) else {
            throw .notAllowed(kind, in: state)
        }
    }
}
