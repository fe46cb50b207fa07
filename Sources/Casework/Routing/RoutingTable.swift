import Foundation

/// Where a ticket goes, by which rule, and what in the ticket made the rule fit.
public struct RoutingDecision: Codable, Hashable, Sendable {
    public let rule: String
    public let lead: UnitID
    public let assisting: [UnitID]
    public let urgency: Urgency
    /// What in the ticket met each condition, for the explanation: `matter=EE05`, `text=今天的航班`; of a
    /// country whether who filed said it (`country=THA`) or only the text names it (`destination=THA`).
    public let matched: [String]
    /// The number of the published edition of the rules that decided; nil from before there were editions.
    public let edition: Int?

    public init(
        rule: String, lead: UnitID, assisting: [UnitID], urgency: Urgency, matched: [String], edition: Int? = nil
    ) {
        self.rule = rule
        self.lead = lead
        self.assisting = assisting
        self.urgency = urgency
        self.matched = matched
        self.edition = edition
    }
}

/// The rules in order, and the catch-all that makes every ticket land somewhere.
public struct RoutingTable: Hashable, Sendable {
    public let version: String
    public let rules: [RoutingRule]
    /// The number under which it was published; nil for a table that was not.
    public let edition: Int?
    private let fallback: RoutingRule

    /// Nil unless the last rule has no conditions: otherwise some ticket would reach nobody.
    public init?(version: String, rules: [RoutingRule], edition: Int? = nil) {
        guard let last = rules.last, last.conditions.isEmpty else { return nil }
        self.version = version
        self.rules = rules
        self.edition = edition
        fallback = last
    }

    /// Whether some rule asks which countries a ticket is about; finding them takes time.
    public var asksDestination: Bool {
        rules.contains { rule in
            rule.conditions.contains { if case .destination = $0 { true } else { false } }
        }
    }

    /// Decides `facts`; total.
    public func decide(_ facts: RoutingFacts) -> RoutingDecision {
        let texts = [FoldedText(facts.title), FoldedText(facts.body)]
        for rule in rules {
            if let matched = rule.match(facts, texts) { return decision(rule, facts, matched) }
        }
        return decision(fallback, facts, [])
    }

    private func decision(_ rule: RoutingRule, _ facts: RoutingFacts, _ matched: [String]) -> RoutingDecision {
        let lead =
            switch rule.lead {
            case .unit(let unit): unit
            case .matterUnit: facts.matterUnit
            }
        return RoutingDecision(
            rule: rule.id, lead: lead, assisting: rule.assisting.filter { $0 != lead },
            urgency: max(facts.urgency, rule.urgency ?? .normal), matched: matched, edition: edition)
    }
}

extension RoutingRule {
    /// What met each condition, or nil if one did not hold; `texts` are title and body of `facts`.
    func match(_ facts: RoutingFacts, _ texts: [FoldedText]) -> [String]? {
        var matched: [String] = []
        for condition in conditions {
            guard let reason = condition.match(facts, texts) else { return nil }
            matched.append(reason)
        }
        return matched
    }
}

extension RoutingCondition {
    func match(_ facts: RoutingFacts, _ texts: [FoldedText]) -> String? {
        switch self {
        case .matter(let codes): codes.contains(facts.matter) ? "matter=\(facts.matter)" : nil
        case .urgency(let urgencies):
            urgencies.contains(facts.urgency) ? "urgency=\(facts.urgency.rawValue)" : nil
        case .textAny(let phrases):
            phrases.first { phrase in texts.contains { $0.contains(phrase.folded) } }.map { "text=\($0.text)" }
        case .origin(let origins): origins.contains(facts.origin) ? "origin=\(facts.origin.rawValue)" : nil
        case .industry(let industries):
            facts.industry.flatMap { industries.contains($0) ? "industry=\($0)" : nil }
        case .gradeAtLeast(let least): facts.grade.flatMap { $0 >= least ? "grade=\($0)" : nil }
        case .destination(let codes):
            facts.countries.first { codes.contains($0) }.map { "country=\($0)" }
                ?? facts.destinations.first { codes.contains($0) }.map { "destination=\($0)" }
        case .hours(let span):
            facts.minute.flatMap { span.contains($0) ? "hour=\(DaySpan.text($0))" : nil }
        }
    }
}
