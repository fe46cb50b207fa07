public import Foundation

/// 反馈: the answer, the company's word on it, and the ways a ticket ends.
extension Ticket {
    mutating func answer(_ text: String, at now: Date, policy: CaseworkPolicy) throws(TicketError) -> [Notice] {
        guard openLegs.isEmpty else { throw .opinionsMissing(openLegs.map(\.unit)) }
        guard vetoes.isEmpty else { throw .vetoStands(vetoes.map(\.unit)) }
        guard openParts.isEmpty else { throw .partsOpen(openParts.map(\.number)) }
        reply = Reply(text: text, unit: lead, at: now)
        // What the company said of an earlier answer is not its word on this one.
        resolution = nil
        state = .answered
        deadline = policy.deadline(.confirmation, .company, from: now, for: policy.confirmation)
        return [Notice(.ticketAnswered, to: .company)]
    }

    /// A rule's answer, before anybody has worked on it. The desk goes on with it if the company is not content.
    mutating func approve(
        _ approval: Approval, _ text: String, at now: Date, policy: CaseworkPolicy
    ) throws(TicketError) -> [Notice] {
        // What came back to the desk or is urgent has been looked at by a person and stays with people.
        guard isForRules else { throw .notForRule }
        self.approval = approval
        return try answer(text, at: now, policy: policy)
    }

    /// Whether a rule may answer at all, whatever its conditions.
    var isForRules: Bool { urgency == .normal && returns == 0 && reopenings == 0 && legs.isEmpty && ruling == nil }

    mutating func confirm(_ resolution: Resolution, at now: Date, policy: CaseworkPolicy) -> [Notice] {
        self.resolution = resolution
        guard resolution != .notSolved else { return goOn(at: now, policy: policy) }
        end(.closed, at: now)
        return [Notice(.ticketClosed, to: .company), Notice(.ticketClosed, to: .lead(lead))]
    }

    mutating func rate(
        _ stars: Int, _ comment: String, responded: Bool?, at now: Date, policy: CaseworkPolicy
    ) throws(TicketError) -> [Notice] {
        guard (1...5).contains(stars) else { throw .starsOutOfRange(stars) }
        guard !isRated else { throw .ratedAlready }
        let given = Rating(
            stars: stars, comment: comment, at: now, reopenings: reopenings, responded: responded)
        rating = given
        if given.isPoor {
            oweCall(.poorRating, by: policy.calendar.date(adding: policy.ratingCall, to: now))
        }
        return [Notice(.ticketRated, to: .lead(lead))]
            + (given.isPoor ? [Notice(.ticketRatedPoorly, to: .managers)] : [])
    }

    /// What looking into a poor rating found; the company hears of it.
    mutating func review(_ finding: ReviewFinding, _ text: String, at now: Date) throws(TicketError) -> [Notice] {
        guard needsReview else { throw .nothingToReview }
        rating?.review = Review(finding: finding, text: text, at: now)
        return [Notice(.ratingReviewed, to: .company)]
    }

    /// Whether a poor rating waits for somebody to look into it.
    public var needsReview: Bool { rating.map { $0.isPoor && $0.review == nil } ?? false }

    mutating func reopen(at now: Date, policy: CaseworkPolicy) throws(TicketError) -> [Notice] {
        if let ends = reopeningEnds(policy), now > ends { throw .reopeningWindowPassed(ends) }
        return goOn(at: now, policy: policy)
    }

    /// Until when an ended ticket may be reopened; nil while it is open.
    public func reopeningEnds(_ policy: CaseworkPolicy) -> Date? {
        endedAt.map { policy.calendar.date(adding: policy.reopenWithin, to: $0) }
    }

    /// Work starts again under a new promise; a refused ticket goes back to the desk, which is its lead.
    private mutating func goOn(at now: Date, policy: CaseworkPolicy) -> [Notice] {
        reopenings += 1
        endedAt = nil
        roundStart = now
        promisedBy = policy.calendar.date(
            adding: policy.handling(promise: filing.promise, urgency: urgency), to: now)
        startHandling(at: now, policy: policy)
        return [Notice(.ticketReopened, to: .lead(lead))]
    }

    mutating func end(_ ending: TicketState, at now: Date) {
        state = ending
        deadline = nil
        endPause(at: now)
        endedAt = now
        for index in legs.indices where legs[index].isOpen {
            legs[index].state = .released(reason: ending.rawValue, at: now)
        }
    }

    /// What the passing of the running deadline means depends on whose turn it was.
    mutating func missDeadline(at now: Date, policy: CaseworkPolicy) throws(TicketError) -> [Notice] {
        guard var running = deadline else { throw .notAllowed(.missDeadline, in: state) }
        guard running.due < now else { throw .deadlineStillRuns(running.due) }
        switch running.kind {
        case .materials:
            resume(at: now, policy: policy)
            return [Notice(.deadlineMissed, to: .lead(lead))]
        case .confirmation:
            end(.closed, at: now)
            return [Notice(.ticketClosed, to: .company), Notice(.ticketClosed, to: .lead(lead))]
        case .acceptance, .receipt, .handling:
            guard running.missedAt == nil else { throw .deadlineMissedAlready }
            running.missedAt = now
            running.nextRung = policy.rung(after: 100, of: running)
            deadline = running
            return [Notice(.deadlineMissed, to: ownerOfWork(policy)), Notice(.deadlineMissed, to: .managers)]
                + (running.kind == .handling ? raise(to: policy.warnings.level(at: 100)) : [])
        }
    }

    /// How long the desk may take back what it wrote down: as long as a legal submission can be undone, in seconds.
    static let retractionWindow: TimeInterval = 600

    /// Until when the desk may take back what it wrote down itself; nil for what a company filed.
    public var retractableUntil: Date? {
        [.window, .hotline].contains(filing.origin) ? filedAt.addingTimeInterval(Self.retractionWindow) : nil
    }

    /// The company hears of it: it may have been told that the ticket was filed.
    mutating func retract(at now: Date) throws(TicketError) -> [Notice] {
        guard let end = retractableUntil else { throw .notAllowed(.retract, in: state) }
        guard now <= end else { throw .retractionPassed(end) }
        self.end(.withdrawn, at: now)
        return [Notice(.ticketWithdrawn, to: .company)]
    }
}
