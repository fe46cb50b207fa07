/// Why a table of rules must not be published, or what its author should look at.
public enum RoutingFlaw: Error, Codable, Hashable, Sendable {
    /// Some ticket would reach nobody: the last rule has conditions, or there is none.
    case noCatchAll
    /// A rule sends tickets to a unit that does not exist.
    case unknownUnit(rule: String, unit: String)
    /// A rule sends tickets of a matter to its own unit, which does not exist.
    case matterWithoutUnit(matter: String, unit: String)
    /// Tickets led by this unit are handed round without an end.
    case goesRound(unit: String)
    /// Everything a rule could catch is caught by one before it.
    case neverReached(rule: String, by: String)

    /// Whether it keeps the table from being published; a rule that is never reached harms nobody.
    public var isGrave: Bool {
        if case .neverReached = self { false } else { true }
    }
}

extension RoutingTable {
    /// What is wrong with the table itself, rules in order; see `RoutingFlaw`.
    ///
    /// `matters` names each matter's own unit. Whatever a ticket says, the last rule takes it, so every ticket reaches a
    /// unit exactly if every rule leads to one that exists.
    public func flaws(units: Set<UnitID>, matters: [(code: String, unit: UnitID)]) -> [RoutingFlaw] {
        var flaws: [RoutingFlaw] = []
        for (index, rule) in rules.enumerated() {
            for unit in rule.units where !units.contains(unit) {
                flaws.append(.unknownUnit(rule: rule.id, unit: unit.rawValue))
            }
            if case .matterUnit = rule.lead {
                for matter in matters where !units.contains(matter.unit) {
                    flaws.append(.matterWithoutUnit(matter: matter.code, unit: matter.unit.rawValue))
                }
            }
            if let earlier = rules[..<index].first(where: { $0.catchesAll(of: rule) }) {
                flaws.append(.neverReached(rule: rule.id, by: earlier.id))
            }
        }
        return flaws
    }
}

extension RoutingRule {
    fileprivate var units: [UnitID] {
        if case .unit(let unit) = lead { [unit] + assisting } else { assisting }
    }

    /// Whether every ticket that `other` fits, fits this rule too: each thing it asks is asked by `other` at least as
    /// narrowly.
    fileprivate func catchesAll(of other: RoutingRule) -> Bool {
        conditions.allSatisfy { own in other.conditions.contains { own.isImplied(by: $0) } }
    }
}

extension RoutingCondition {
    fileprivate func isImplied(by narrower: RoutingCondition) -> Bool {
        switch (self, narrower) {
        case (.matter(let wide), .matter(let narrow)): Set(wide).isSuperset(of: narrow)
        case (.urgency(let wide), .urgency(let narrow)): Set(wide).isSuperset(of: narrow)
        case (.origin(let wide), .origin(let narrow)): Set(wide).isSuperset(of: narrow)
        case (.industry(let wide), .industry(let narrow)): Set(wide).isSuperset(of: narrow)
        case (.destination(let wide), .destination(let narrow)): Set(wide).isSuperset(of: narrow)
        case (.gradeAtLeast(let wide), .gradeAtLeast(let narrow)): wide <= narrow
        // A text that holds the longer phrase holds the shorter one in it.
        case (.textAny(let wide), .textAny(let narrow)):
            narrow.allSatisfy { phrase in wide.contains { phrase.folded.contains($0.folded) } }
        case (.hours(let wide), .hours(let narrow)): wide == narrow
        default: false
        }
    }
}
