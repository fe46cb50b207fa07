import Foundation

/// 协调: legs, opinions, and the clock that waits for the company's papers.
extension Ticket {
    mutating func openLeg(
        _ unit: UnitID, question: String, consent: Bool?, due: Date?, at now: Date, policy: CaseworkPolicy
    ) throws(TicketError) -> [Notice] {
        guard unit != lead else { throw .alreadyLead(unit) }
        guard !isAssisting(unit) else { throw .alreadyAssisting(unit) }
        if let due {
            guard due > now else { throw .dueInThePast }
            guard due <= promisedBy else { throw .legDueAfterTicket(promisedBy) }
        }
        addLeg(unit, question: question, consent: consent, due: due, at: now, policy: policy)
        return [Notice(.legOpened, to: .assisting(unit))]
    }

    func isAssisting(_ unit: UnitID) -> Bool { legs.contains { $0.unit == unit && $0.isRunning } }

    mutating func addLeg(
        _ unit: UnitID, question: String, consent: Bool? = nil, due: Date? = nil, at now: Date, policy: CaseworkPolicy
    ) {
        legs.append(
            Leg(
                id: legs.count + 1, unit: unit, question: question, openedAt: now,
                due: due ?? opinionDue(at: now, policy: policy), state: .open, consent: consent))
    }

    /// An opinion that came after the promised answer would be of no use.
    private func opinionDue(at now: Date, policy: CaseworkPolicy) -> Date {
        let due = policy.calendar.date(adding: policy.opinion, to: now)
        return promisedBy > now ? min(due, promisedBy) : due
    }

    mutating func giveOpinion(
        _ leg: Int, _ stance: Stance, _ text: String, by party: Party, at now: Date, desk: UnitID
    ) throws(TicketError) -> [Notice] {
        // Who vetoed may come round.
        guard let index = legs.firstIndex(where: { $0.id == leg && $0.isRunning }) else {
            throw .noSuchLeg(leg)
        }
        guard party == .unit(legs[index].unit) || (party == .desk && legs[index].unit == desk) else {
            throw .notAllowed(.giveOpinion, in: state)
        }
        legs[index].state = .answered(stance, text: text, at: now)
        return [Notice(.opinionGiven, to: .lead(lead))]
    }

    /// Sets a veto aside; the unit hears why.
    mutating func overrule(_ leg: Int, reason: String, at now: Date) throws(TicketError) -> [Notice] {
        guard let index = legs.firstIndex(where: { $0.id == leg && $0.isVeto }),
            case .answered(_, let veto, _) = legs[index].state
        else { throw .noSuchVeto(leg) }
        legs[index].state = .overruled(veto: veto, reason: reason, at: now)
        return [Notice(.vetoOverruled, to: .assisting(legs[index].unit)), Notice(.vetoOverruled, to: .lead(lead))]
    }

    /// Papers that follow: the clock runs on.
    mutating func deferPapers(_ names: [String], due: Date, at now: Date) throws(TicketError) -> [Notice] {
        let names = names.filter { $0.contains(where: { !$0.isWhitespace }) }
        guard !names.isEmpty else { throw .textMissing }
        guard due > now else { throw .dueInThePast }
        for name in names { papers.append(FollowingPaper(id: papers.count + 1, name: name, due: due)) }
        return [Notice(.papersToFollow, to: .company)]
    }

    mutating func receivePaper(_ id: Int, at now: Date) throws(TicketError) -> [Notice] {
        guard let index = papers.firstIndex(where: { $0.id == id && $0.receivedAt == nil }) else {
            throw .noSuchPaper(id)
        }
        papers[index].receivedAt = now
        return []
    }

    func openLegIndex(_ leg: Int) throws(TicketError) -> Int {
        guard let index = legs.firstIndex(where: { $0.id == leg && $0.isOpen }) else { throw .noSuchLeg(leg) }
        return index
    }

    /// Stops the unit's clock. An overdue ticket stays overdue: its promise does not move.
    mutating func pause(_ request: String, at now: Date, policy: CaseworkPolicy) -> [Notice] {
        pauses.append(Pause(from: now, to: nil, request: request))
        pausedMinutes = policy.calendar.workingMinutes(from: now, to: promisedBy)
        state = .awaitingMaterials
        deadline = policy.deadline(.materials, .company, from: now, for: policy.materials)
        return [Notice(.materialsRequested, to: .company)]
    }

    mutating func endPause(at now: Date) {
        pausedMinutes = nil
        if let last = pauses.indices.last, pauses[last].to == nil { pauses[last].to = now }
    }

    mutating func resume(at now: Date, policy: CaseworkPolicy) {
        if let left = pausedMinutes, left > 0 {
            promisedBy = policy.calendar.date(addingMinutes: left, to: now)
        }
        endPause(at: now)
        startHandling(at: now, policy: policy)
    }
}
