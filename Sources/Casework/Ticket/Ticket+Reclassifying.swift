public import Foundation

/// What turned out to be another matter, and clocks that are counted anew: two acts, so that no clock moves unnoticed.
extension Ticket {
    /// The matter changes, and with it what routing suggests; lead, legs and clocks stay. Who hands it on does so by a
    /// transfer.
    mutating func reclassify(
        _ matter: String, _ suggestion: RoutingDecision, by party: Party, policy: CaseworkPolicy
    ) throws(TicketError) -> [Notice] {
        guard matter != filing.matter else { throw .sameMatter }
        filing.matter = matter
        filing.suggestion = suggestion
        let isOwnDoing = lead == policy.desk || party == .unit(lead)
        return [Notice(.ticketReclassified, to: .company)]
            + (isOwnDoing ? [] : [Notice(.ticketReclassified, to: .lead(lead))])
    }

    /// Counts the running deadline anew by today's presets and `promise`; stops of the clock count as they did.
    mutating func retime(
        _ promise: WorkingTime, at now: Date, policy: CaseworkPolicy
    ) -> [Notice] {
        let before = self
        filing.promise = promise
        urgency = max(urgency, filing.suggestion.urgency)
        let promised = promised(under: policy)
        promisedBy = promised
        if let pause = pauses.last, pause.to == nil {
            pausedMinutes = policy.calendar.workingMinutes(from: pause.from, to: promised)
        }
        for index in legs.indices where legs[index].isOpen && promised > legs[index].openedAt {
            legs[index].due = min(legs[index].due, promised)
        }
        deadline = retimed(at: now, policy: policy)
        // Folded again under presets that stand already it moves nothing, and is no mistake.
        guard deadline?.due != before.deadline?.due || promisedBy != before.promisedBy else { return [] }
        return [Notice(.deadlineMoved, to: .company)]
            + (lead == policy.desk ? [] : [Notice(.deadlineMoved, to: .lead(lead))])
    }

    /// When the company would be promised its answer if it were counted today: from the start of this round, later by
    /// every stop that began before it was due.
    func promised(under policy: CaseworkPolicy) -> Date {
        let start = roundStart ?? filedAt
        let calendar = policy.calendar
        var due = calendar.date(adding: policy.handling(promise: filing.promise, urgency: urgency), to: start)
        for pause in pauses where pause.from >= start {
            guard let end = pause.to else { continue }
            let left = calendar.workingMinutes(from: pause.from, to: due)
            if left > 0 { due = calendar.date(addingMinutes: left, to: end) }
        }
        return due
    }

    /// What the running deadline and the promised answer would be, counted anew; nil if neither would move.
    public func retiming(
        _ promise: WorkingTime, at now: Date, policy: CaseworkPolicy
    ) -> (due: Date, promisedBy: Date)? {
        var ticket = self
        guard deadline != nil, !ticket.retime(promise, at: now, policy: policy).isEmpty, let due = ticket.deadline?.due
        else { return nil }
        return (due, ticket.promisedBy)
    }

    private func retimed(at now: Date, policy: CaseworkPolicy) -> Deadline? {
        guard let running = deadline else { return nil }
        func anew(for time: WorkingTime) -> Deadline {
            policy.deadline(running.kind, running.owner, from: running.start, for: time)
        }
        var next =
            switch running.kind {
            case .acceptance: anew(for: policy.acceptance(urgency: urgency))
            case .receipt: anew(for: policy.receipt)
            case .handling: policy.deadline(.handling, running.owner, from: running.start, due: promisedBy)
            case .materials: anew(for: policy.materials)
            case .confirmation: anew(for: policy.confirmation)
            }
        guard next.due != running.due else { return running }
        if next.due < now {
            // What was told is not told again; what is over now the clock will find.
            next.missedAt = running.missedAt
            next.nextRung = running.missedAt == nil ? nil : policy.rung(after: 100, of: next)
        } else {
            while let rung = next.nextRung, rung.at <= now {
                next.nextRung = policy.rung(after: rung.percent, of: next)
            }
        }
        return next
    }
}
