import Foundation

/// 受理 and 流转: taking in, handing over, giving back.
extension Ticket {
    mutating func accept(
        _ unit: UnitID, assisting: [UnitID], at now: Date, policy: CaseworkPolicy
    ) -> [Notice] {
        // Returned as often as allowed, the desk's word binds (裁定).
        if returns >= policy.returnLimit { ruling = Ruling(unit: unit, reason: "", at: now) }
        var notices = [Notice(.ticketAccepted, to: .company)] + hand(to: unit, at: now, policy: policy)
        // A unit that assisted before is asked again when the desk says so; only a running leg is not doubled.
        for assistant in assisting where assistant != unit && !isAssisting(assistant) {
            addLeg(assistant, question: filing.title, at: now, policy: policy)
            notices.append(Notice(.legOpened, to: .assisting(assistant)))
        }
        return notices
    }

    /// Gives the lead to `unit`. The promise to the company runs on whoever leads.
    mutating func hand(to unit: UnitID, at now: Date, policy: CaseworkPolicy) -> [Notice] {
        lead = unit
        if ruling?.unit != unit { ruling = nil }
        releaseOwnLeg(at: now)
        guard unit != policy.desk else {
            startHandling(at: now, policy: policy)
            return []
        }
        state = .transferred
        deadline = policy.deadline(.receipt, .unit(unit), from: now, for: policy.receipt)
        return [Notice(.ticketTransferred, to: .lead(unit))]
    }

    /// Whoever becomes lead no longer assists.
    private mutating func releaseOwnLeg(at now: Date) {
        for index in legs.indices where legs[index].unit == lead && legs[index].isRunning {
            legs[index].state = .released(reason: "lead", at: now)
        }
    }

    mutating func take(at now: Date, policy: CaseworkPolicy) -> [Notice] {
        startHandling(at: now, policy: policy)
        return []
    }

    /// A lead that hands on does so a few times only: what goes round belongs to the desk.
    mutating func transfer(
        to unit: UnitID, by party: Party, at now: Date, policy: CaseworkPolicy
    ) throws(TicketError) -> [Notice] {
        guard unit != lead else { throw .alreadyLead(unit) }
        if party != .desk {
            if let ruling { throw .ruled(ruling.unit) }
            if unit != policy.desk {
                guard handovers < policy.returnLimit else { throw .handoverLimitReached(policy.returnLimit) }
                handovers += 1
            }
        }
        // `hand` tells every unit but the desk, which on acceptance hands to itself.
        let desk = unit == policy.desk && party != .desk ? [Notice(.ticketTransferred, to: .lead(unit))] : []
        return hand(to: unit, at: now, policy: policy) + desk + [Notice(.ticketTransferred, to: .company)]
    }

    /// Binds `unit`: it can neither return the ticket nor hand it on. The promise to the company runs on.
    mutating func rule(
        _ unit: UnitID, reason: String, at now: Date, policy: CaseworkPolicy
    ) -> [Notice] {
        let takesIn = state == .submitted
        ruling = Ruling(unit: unit, reason: reason, at: now)
        return [Notice(takesIn ? .ticketAccepted : .ticketTransferred, to: .company)]
            + hand(to: unit, at: now, policy: policy)
    }

    /// The desk undoes its own handing over; no return of the unit's.
    mutating func recall(at now: Date, policy: CaseworkPolicy) -> [Notice] {
        let receiver = lead
        for index in legs.indices where legs[index].isOpen {
            legs[index].state = .released(reason: "recall", at: now)
        }
        backToDesk(at: now, policy: policy)
        return [Notice(.ticketRecalled, to: .lead(receiver))]
    }

    mutating func sendBack(at now: Date, policy: CaseworkPolicy) throws(TicketError) -> [Notice] {
        guard lead != policy.desk else { throw .alreadyLead(lead) }
        if let ruling, returns < policy.returnLimit { throw .ruled(ruling.unit) }
        guard returns < policy.returnLimit else { throw .returnLimitReached(policy.returnLimit) }
        returns += 1
        backToDesk(at: now, policy: policy)
        return [Notice(.ticketReturned, to: .desk)]
    }

    private mutating func backToDesk(at now: Date, policy: CaseworkPolicy) {
        lead = policy.desk
        ruling = nil
        releaseOwnLeg(at: now)
        state = .submitted
        deadline = policy.deadline(
            .acceptance, .unit(policy.desk), from: now, for: policy.acceptance(urgency: urgency))
    }

    /// The lead is at work: the promise to the company is the running deadline.
    mutating func startHandling(at now: Date, policy: CaseworkPolicy) {
        state = .inProgress
        deadline = policy.deadline(.handling, .unit(lead), from: now, due: promisedBy)
    }
}
