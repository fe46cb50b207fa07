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
                case .answer: return openLegs.isEmpty
                case .sendBack: return lead != policy.desk && returns < policy.returnLimit
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

    private mutating func perform(
        _ action: TicketAction, by party: Party, at now: Date, policy: CaseworkPolicy
    ) throws(TicketError) -> [Notice] {
        switch action {
        case .file: throw .notAllowed(.file, in: state)
        case .accept(let unit, let assisting, _):
            return accept(unit, assisting: assisting, at: now, policy: policy)
        case .take: return take(at: now)
        case .refuse(let reason):
            try require(reason)
            end(.refused, at: now)
            return [Notice(.ticketRefused, to: .company)]
        case .transfer(let unit, let reason):
            try require(reason)
            guard unit != lead else { throw .alreadyLead(unit) }
            // `hand` tells every unit but the desk, which on acceptance hands to itself.
            let desk = unit == policy.desk && party != .desk ? [Notice(.ticketTransferred, to: .lead(unit))] : []
            return hand(to: unit, at: now, policy: policy) + desk + [Notice(.ticketTransferred, to: .company)]
        case .sendBack(let reason):
            try require(reason)
            return try sendBack(at: now, policy: policy)
        case .openLeg(let unit, let question):
            try require(question)
            return try openLeg(unit, question: question, at: now, policy: policy)
        case .giveOpinion(let leg, let stance, let text):
            try require(text)
            return try giveOpinion(leg, stance, text, by: party, at: now, desk: policy.desk)
        case .releaseLeg(let leg, let reason):
            try require(reason)
            let index = try openLegIndex(leg)
            legs[index].state = .released(reason: reason, at: now)
            return []
        case .requestMaterials(let text):
            try require(text)
            return pause(at: now, policy: policy)
        case .supplyMaterials(let text):
            try require(text)
            resume(at: now, policy: policy)
            return [Notice(.materialsSupplied, to: .lead(lead))]
        case .escalate(let reason):
            try require(reason)
            tier = tier.next
            return [Notice(.ticketEscalated, to: .managers)]
        case .answer(let text):
            try require(text)
            return try answer(text, at: now, policy: policy)
        case .confirm(let resolution): return confirm(resolution, at: now, policy: policy)
        case .rate(let stars, let comment): return try rate(stars, comment, at: now)
        case .reopen(let reason):
            try require(reason)
            return try reopen(at: now, policy: policy)
        case .withdraw:
            end(.withdrawn, at: now)
            return [Notice(.ticketWithdrawn, to: .company), Notice(.ticketWithdrawn, to: .lead(lead))]
        case .note(let text):
            try require(text)
            return []
        case .message(let text):
            try require(text)
            return party == .company
                ? [Notice(.messageFromCompany, to: .lead(lead))] : [Notice(.messageToCompany, to: .company)]
        case .merge(let other):
            guard other != number else { throw .mergesWithItself }
            mergedInto = other
            end(.merged, at: now)
            return [Notice(.ticketMerged, to: .company)]
        case .link(let other):
            guard other != number else { throw .linksToItself }
            if !links.contains(other) { links.append(other) }
            return []
        case .missDeadline: return try missDeadline(at: now, policy: policy)
        }
    }

    private func require(_ text: String) throws(TicketError) {
        guard text.contains(where: { !$0.isWhitespace }) else { throw .textMissing }
    }
}
