import Casework
import Foundation

/// The two promises as checks: each returns what is broken, nil if nothing is.
enum Promises {
    /// 事事有着落: an open ticket has exactly one lead and one running deadline with an owner; an ended one has none.
    static func broken(by ticket: Ticket) -> String? {
        guard ticket.state.isEnded == (ticket.deadline == nil) else { return "deadline and ending disagree" }
        guard ticket.state.isEnded == (ticket.endedAt != nil) else { return "ending without its time" }
        guard (ticket.pausedMinutes != nil) == (ticket.state == .awaitingMaterials) else {
            return "clock pauses wrongly"
        }
        guard !ticket.lead.rawValue.isEmpty else { return "no lead" }
        let waiting = ticket.openLegs.map(\.unit)
        guard Set(waiting).count == waiting.count else { return "two open legs of one unit" }
        guard !waiting.contains(ticket.lead) else { return "the lead assists itself" }
        guard let deadline = ticket.deadline else { return waiting.isEmpty ? nil : "ended with open legs" }
        let (kind, owner): (Deadline.Kind, Deadline.Owner) =
            switch ticket.state {
            case .submitted: (.acceptance, .unit(ticket.lead))
            case .transferred: (.receipt, .unit(ticket.lead))
            case .inProgress: (.handling, .unit(ticket.lead))
            case .awaitingMaterials: (.materials, .company)
            default: (.confirmation, .company)
            }
        guard deadline.kind == kind else { return "deadline \(deadline.kind) in \(ticket.state)" }
        guard deadline.owner == owner else {
            return "deadline owned by \(deadline.owner), lead \(ticket.lead.rawValue)"
        }
        if ticket.state == .answered, !waiting.isEmpty { return "answered before all opinions" }
        return nil
    }

    /// What else must always be so: ledger, rulings, legs, limits.
    static func inconsistent(_ ticket: Ticket, policy: CaseworkPolicy) -> String? {
        guard ticket.pauses.dropLast().allSatisfy({ $0.to != nil }) else { return "two pauses at once" }
        guard (ticket.pauses.last.map { $0.to == nil } ?? false) == (ticket.state == .awaitingMaterials) else {
            return "the ledger and the clock disagree"
        }
        guard zip(ticket.pauses, ticket.pauses.dropFirst()).allSatisfy({ ($0.to ?? $1.from) <= $1.from }) else {
            return "pauses overlap"
        }
        guard ticket.openLegs.allSatisfy({ $0.due <= ticket.promisedBy || ticket.promisedBy <= $0.openedAt }) else {
            return "a leg is due after the answer"
        }
        if let ruling = ticket.ruling, ruling.unit != ticket.lead { return "the ruling is not kept" }
        guard ticket.returns <= policy.returnLimit, ticket.handovers <= policy.returnLimit else { return "goes round" }
        if ticket.state == .answered || ticket.state == .closed, !ticket.vetoes.isEmpty {
            return "answered over a veto"
        }
        guard (ticket.setAside != nil) == (ticket.state == .merged) else { return "set aside without a merge" }
        if ticket.parent != nil, !ticket.parts.isEmpty { return "a part has parts" }
        return nil
    }

    /// What no step may do.
    static func wrong(_ step: Transition, from before: Ticket) -> String? {
        let after = step.ticket
        if after.promisedBy != before.promisedBy {
            let mayMove: Set<TicketActionKind> = [.supplyMaterials, .confirm, .reopen, .missDeadline, .retime]
            let kind = step.event.action.kind
            guard mayMove.contains(kind), kind != .missDeadline || before.state == .awaitingMaterials else {
                return "\(kind) moved the promise"
            }
        }
        if after.level.rawValue < before.level.rawValue || after.tier.rawValue < before.tier.rawValue {
            return "fell down a ladder"
        }
        if after.state == .answered, before.state != .answered, !after.openParts.isEmpty { return "parts are open" }
        if !ActionTable.targets(of: step.event.action.kind, in: before.state).contains(after.state) {
            return "no arrow \(step.event.action.kind) from \(before.state) to \(after.state)"
        }
        return nil
    }

    /// 件件有回音: an ending is on its way to the company; whoever gets something to do hears of it.
    static func broken(by step: Transition, from before: Ticket, wasAnswered: Bool, desk: UnitID) -> String? {
        let after = step.ticket
        let told = Set(step.notices.map(\.audience))
        if after.state.isEnded, !before.state.isEnded {
            guard told.contains(.company) else { return "ended without feedback" }
            switch after.state {
            case .closed:
                guard after.reply != nil, wasAnswered, before.state == .answered else {
                    return "closed without an answer"
                }
            case .withdrawn where step.event.by != .company && step.event.action.kind != .retract:
                return "withdrawn by somebody else"
            case .merged where after.mergedInto == nil: return "merged into nothing"
            case .refused:
                guard step.event.action.kind == .refuse else { return "refused without a reason" }
            default: break
            }
        }
        if after.state == .answered, before.state != .answered, !told.contains(.company) { return "answer unsent" }
        if after.state == .awaitingMaterials, before.state != .awaitingMaterials, !told.contains(.company) {
            return "company not told that it owes papers"
        }
        if after.lead != before.lead {
            let isOwnDoing = after.lead == desk && step.event.by == .desk
            guard isOwnDoing || told.contains(.lead(after.lead)) || (after.lead == desk && told.contains(.desk)) else {
                return "new lead \(after.lead.rawValue) not told"
            }
        }
        for leg in after.openLegs where !before.openLegs.contains(where: { $0.id == leg.id }) {
            guard told.contains(.assisting(leg.unit)) else { return "leg of \(leg.unit.rawValue) opened silently" }
        }
        return nil
    }

    /// The company can answer every ending that was not its own word, unless it did already.
    static func unanswerable(_ ticket: Ticket, at now: Date, policy: CaseworkPolicy) -> String? {
        guard ticket.state == .closed || ticket.state == .refused else { return nil }
        let allowed = ticket.allowedActions(for: .company, at: now, policy: policy)
        guard allowed.contains(.reopen) else { return "the company cannot reopen" }
        let hasRated = ticket.rating.map { $0.reopenings == ticket.reopenings } ?? false
        return allowed.contains(.rate) || hasRated ? nil : "the company cannot rate"
    }

    /// Whoever owns the running deadline can do something that moves the ticket on.
    static func stuck(_ ticket: Ticket, at now: Date, policy: CaseworkPolicy) -> String? {
        guard let deadline = ticket.deadline else { return nil }
        let moves: Set<TicketActionKind> = [
            .accept, .take, .requestMaterials, .supplyMaterials, .answer, .releaseLeg, .confirm, .transfer, .escalate,
        ]
        let owner: Party =
            switch deadline.owner {
            case .company: .company
            case .unit(policy.desk): .desk
            case .unit(let unit): .unit(unit)
            }
        return ticket.allowedActions(for: owner, at: now, policy: policy).isDisjoint(with: moves)
            ? "\(owner) owns the deadline and can do nothing" : nil
    }
}
