import Foundation

/// 协调: legs, opinions, and the clock that waits for the company's papers.
extension Ticket {
    mutating func openLeg(
        _ unit: UnitID, question: String, at now: Date, policy: CaseworkPolicy
    ) throws(TicketError) -> [Notice] {
        guard unit != lead else { throw .alreadyLead(unit) }
        guard !openLegs.contains(where: { $0.unit == unit }) else { throw .alreadyAssisting(unit) }
        addLeg(unit, question: question, at: now, policy: policy)
        return [Notice(.legOpened, to: .assisting(unit))]
    }

    mutating func addLeg(_ unit: UnitID, question: String, at now: Date, policy: CaseworkPolicy) {
        legs.append(
            Leg(
                id: legs.count + 1, unit: unit, question: question, openedAt: now,
                due: opinionDue(at: now, policy: policy), state: .open))
    }

    /// An opinion that came after the promised answer would be of no use.
    private func opinionDue(at now: Date, policy: CaseworkPolicy) -> Date {
        let due = policy.calendar.date(adding: policy.opinion, to: now)
        return promisedBy > now ? min(due, promisedBy) : due
    }

    mutating func giveOpinion(
        _ leg: Int, _ stance: Stance, _ text: String, by party: Party, at now: Date, desk: UnitID
    ) throws(TicketError) -> [Notice] {
        let index = try openLegIndex(leg)
        guard party == .unit(legs[index].unit) || (party == .desk && legs[index].unit == desk) else {
            throw .notAllowed(.giveOpinion, in: state)
        }
        legs[index].state = .answered(stance, text: text, at: now)
        return [Notice(.opinionGiven, to: .lead(lead))]
    }

    func openLegIndex(_ leg: Int) throws(TicketError) -> Int {
        guard let index = legs.firstIndex(where: { $0.id == leg && $0.isOpen }) else { throw .noSuchLeg(leg) }
        return index
    }

    /// Stops the unit's clock. An overdue ticket stays overdue: its promise does not move.
    mutating func pause(at now: Date, policy: CaseworkPolicy) -> [Notice] {
        pausedMinutes = policy.calendar.workingMinutes(from: now, to: promisedBy)
        state = .awaitingMaterials
        deadline = Deadline(
            kind: .materials, owner: .company, start: now,
            due: policy.calendar.date(adding: policy.materials, to: now))
        return [Notice(.materialsRequested, to: .company)]
    }

    mutating func resume(at now: Date, policy: CaseworkPolicy) {
        if let left = pausedMinutes, left > 0 {
            promisedBy = policy.calendar.date(addingMinutes: left, to: now)
        }
        pausedMinutes = nil
        startHandling(at: now)
    }
}
