import Foundation

/// 受理 and 流转: taking in, handing over, giving back.
extension Ticket {
    mutating func accept(
        _ unit: UnitID, assisting: [UnitID], at now: Date, policy: CaseworkPolicy
    ) -> [Notice] {
        var notices = [Notice(.ticketAccepted, to: .company)] + hand(to: unit, at: now, policy: policy)
        // A unit that assisted before is asked again when the desk says so; only a running leg is not doubled.
        for assistant in assisting where assistant != unit && !openLegs.contains(where: { $0.unit == assistant }) {
            addLeg(assistant, question: filing.title, at: now, policy: policy)
            notices.append(Notice(.legOpened, to: .assisting(assistant)))
        }
        return notices
    }

    /// Gives the lead to `unit`. The promise to the company runs on whoever leads.
    mutating func hand(to unit: UnitID, at now: Date, policy: CaseworkPolicy) -> [Notice] {
        lead = unit
        releaseOwnLeg(at: now)
        guard unit != policy.desk else {
            startHandling(at: now)
            return []
        }
        state = .transferred
        deadline = Deadline(
            kind: .receipt, owner: .unit(unit), start: now,
            due: policy.calendar.date(adding: policy.receipt, to: now))
        return [Notice(.ticketTransferred, to: .lead(unit))]
    }

    /// Whoever becomes lead no longer assists.
    private mutating func releaseOwnLeg(at now: Date) {
        for index in legs.indices where legs[index].isOpen && legs[index].unit == lead {
            legs[index].state = .released(reason: "lead", at: now)
        }
    }

    mutating func take(at now: Date) -> [Notice] {
        startHandling(at: now)
        return []
    }

    mutating func sendBack(at now: Date, policy: CaseworkPolicy) throws(TicketError) -> [Notice] {
        guard lead != policy.desk else { throw .alreadyLead(lead) }
        guard returns < policy.returnLimit else { throw .returnLimitReached(policy.returnLimit) }
        returns += 1
        lead = policy.desk
        releaseOwnLeg(at: now)
        state = .submitted
        deadline = Deadline(
            kind: .acceptance, owner: .unit(policy.desk), start: now,
            due: policy.calendar.date(adding: policy.acceptance(urgency: urgency), to: now))
        return [Notice(.ticketReturned, to: .desk)]
    }

    /// The lead is at work: the promise to the company is the running deadline.
    mutating func startHandling(at now: Date) {
        state = .inProgress
        deadline = Deadline(kind: .handling, owner: .unit(lead), start: now, due: promisedBy)
    }
}
