public import Foundation

/// Rungs of warning, each once: half the time gone, most of it gone, over, far over.
extension Ticket {
    /// The rung that is due at `now`, the highest if several passed unseen; nil if none is.
    public func dueRung(at now: Date, policy: CaseworkPolicy) -> Int? {
        guard let deadline, var rung = deadline.nextRung, rung.at <= now else { return nil }
        while let next = policy.rung(after: rung.percent, of: deadline), next.at <= now { rung = next }
        // Nobody is reminded of what is over: that the deadline was missed says more.
        return rung.percent > 100 || now <= deadline.due ? rung.percent : nil
    }

    /// What the clock has to do at `now`, one thing at a time; nil when nothing is due. In quiet hours nobody is
    /// written to about what can wait for the morning.
    public func duty(at now: Date, policy: CaseworkPolicy) -> TicketAction? {
        if let deadline, deadline.due < now, deadline.missedAt == nil { return .missDeadline }
        guard !policy.isQuiet(now) else { return nil }
        if let leg = openLegs.first(where: { $0.due < now && $0.missedAt == nil }), state != .answered {
            return .missLeg(leg.id)
        }
        if lateCall(at: now) != nil { return .missCall }
        return dueRung(at: now, policy: policy).map { .remind(percent: $0) }
    }

    mutating func remind(_ percent: Int, at now: Date, policy: CaseworkPolicy) throws(TicketError) -> [Notice] {
        guard var running = deadline, dueRung(at: now, policy: policy) == percent else { throw .nothingToRemind }
        running.nextRung = policy.rung(after: percent, of: running)
        deadline = running
        if percent > 100 { return raise(to: policy.warnings.level(at: percent)) }
        let owner: Notice.Audience = running.owner == .company ? .company : ownerOfWork(policy)
        return [Notice(.deadlineNear, to: owner)]
    }

    mutating func missLeg(_ leg: Int, at now: Date) throws(TicketError) -> [Notice] {
        let index = try openLegIndex(leg)
        guard legs[index].due < now else { throw .deadlineStillRuns(legs[index].due) }
        guard legs[index].missedAt == nil else { throw .deadlineMissedAlready }
        legs[index].missedAt = now
        return [Notice(.legMissed, to: .assisting(legs[index].unit)), Notice(.legMissed, to: .lead(lead))]
    }

    /// One rung up a ladder; who is on top stays there.
    mutating func climb(_ ladder: Ladder) -> [Notice] {
        switch ladder {
        case .expertise: tier = tier.next
        case .authority:
            guard level != level.next else { return [] }
            level = level.next
        }
        return [Notice(.ticketEscalated, to: .managers)]
    }

    /// Lifts the ticket to `height` unless it stands as high already.
    mutating func raise(to height: Level) -> [Notice] {
        guard level.rawValue < height.rawValue else { return [] }
        level = height
        return [Notice(.ticketEscalated, to: .managers)]
    }

    func ownerOfWork(_ policy: CaseworkPolicy) -> Notice.Audience { lead == policy.desk ? .desk : .lead(lead) }
}
