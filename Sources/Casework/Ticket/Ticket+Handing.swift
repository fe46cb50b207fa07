public import Foundation

/// 受理 and 流转: taking in, handing over, giving back.
extension Ticket {
    mutating func accept(
        _ unit: UnitID, assisting: [UnitID], at now: Date, policy: CaseworkPolicy
    ) -> [Notice] {
        var notices = [Notice(.ticketAccepted, to: .company)] + hand(to: unit, at: now, policy: policy)
        for assistant in assisting where assistant != unit && !legs.contains(where: { $0.unit == assistant }) {
            addLeg(assistant, question: filing.title, at: now, policy: policy)
            notices.append(Notice(.legOpened, to: .assisting(assistant)))
        }
        return notices
    }

    /// Gives the lead to `unit`. The promise to the company runs on whoever leads.
    mutating func hand(to unit: UnitID, at now: Date, policy: CaseworkPolicy) -> [Notice] {
        lead = unit
        for index in legs.indices where legs[index].isOpen && legs[index].unit == unit {
            legs[index].state = .released(reason: "lead", at: now)
        }
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

    mutating func take(at now: Date) -> [Notice] {
        startHandling(at: now)
        return []
    }

    mutating func sendBack(at now: Date, policy: CaseworkPolicy) throws(TicketError) -> [Notice] {
        guard returns < policy.returnLimit else { throw .returnLimitReached(policy.returnLimit) }
        returns += 1
        lead = policy.desk
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
