public import Foundation

/// What the station itself knows of a request at the moment it is filed; a rule looks at nothing else.
public struct ApprovalFacts: Hashable, Sendable {
    public let matter: String
    public let origin: Origin
    public let urgency: Urgency
    public let isFromWarning: Bool
    public let title: String
    public let body: String
    /// When a person found the last of the papers fine; nil if they are not all fine.
    public let papersFineAt: Date?
    /// When earlier requests for the same matter were solved.
    public let solvedAt: [Date]
    /// When earlier requests for the same matter were refused.
    public let refusedAt: [Date]
    /// Other open requests for the same matter.
    public let openCount: Int

    public init(
        matter: String, origin: Origin, urgency: Urgency, isFromWarning: Bool, title: String, body: String,
        papersFineAt: Date?, solvedAt: [Date], refusedAt: [Date], openCount: Int
    ) {
        self.matter = matter
        self.origin = origin
        self.urgency = urgency
        self.isFromWarning = isFromWarning
        self.title = title
        self.body = body
        self.papersFineAt = papersFineAt
        self.solvedAt = solvedAt
        self.refusedAt = refusedAt
        self.openCount = openCount
    }
}

/// That a request was approved by a rule: which one, since when it applies, and what met each of its conditions. Stands
/// in the ticket's event, so it explains itself whatever becomes of the rule.
public struct Approval: Codable, Hashable, Sendable {
    public let rule: String
    /// From when the rule applied.
    public let since: CivilDay
    public let grounds: [Ground]

    /// What met one condition.
    public struct Ground: Codable, Hashable, Sendable {
        /// `ApprovalCondition.word`
        public let condition: String
        /// The fact, in digits and codes: `portal`, `2`, `0`.
        public let value: String
        /// Since when the fact holds, where it has a time.
        public let since: Date?

        public init(condition: String, value: String, since: Date?) {
            self.condition = condition
            self.value = value
            self.since = since
        }
    }

    public init(rule: String, since: CivilDay, grounds: [Ground]) {
        self.rule = rule
        self.since = since
        self.grounds = grounds
    }
}

extension ApprovalRule {
    /// The approval this rule gives to `facts` at `now`, or nil if one condition does not hold.
    public func approval(of facts: ApprovalFacts, at now: Date, _ calendar: WorkingCalendar) -> Approval? {
        guard matters.contains(facts.matter), facts.urgency == .normal, !facts.isFromWarning,
            calendar.day(of: now) >= since
        else { return nil }
        var grounds: [Approval.Ground] = []
        for condition in conditions {
            guard let ground = condition.ground(in: facts, at: now) else { return nil }
            grounds.append(ground)
        }
        return Approval(rule: id, since: since, grounds: grounds)
    }
}

extension ApprovalCondition {
    /// What in `facts` meets it, or nil.
    func ground(in facts: ApprovalFacts, at now: Date) -> Approval.Ground? {
        func recent(_ dates: [Date], _ days: Int) -> [Date] {
            dates.filter { $0 <= now && now.timeIntervalSince($0) <= Double(days) * 86_400 }
        }
        func ground(_ value: String, since: Date? = nil) -> Approval.Ground {
            Approval.Ground(condition: word, value: value, since: since)
        }
        switch self {
        case .origin(let origins):
            return origins.contains(facts.origin) ? ground(facts.origin.rawValue) : nil
        case .papersFine(let days):
            return facts.papersFineAt.flatMap { recent([$0], days).first }.map { ground("all", since: $0) }
        case .solvedBefore(let least, let days):
            let solved = recent(facts.solvedAt, days)
            return solved.count >= least ? ground("\(solved.count)", since: solved.max()) : nil
        case .noneOpen: return facts.openCount == 0 ? ground("0") : nil
        case .notRefused(let days): return recent(facts.refusedAt, days).isEmpty ? ground("0") : nil
        case .textNone(let phrases):
            let texts = [FoldedText(facts.title), FoldedText(facts.body)]
            let isFound = phrases.contains { phrase in texts.contains { $0.contains(phrase.folded) } }
            return isFound ? nil : ground("0")
        }
    }
}
