public import Casework
public import HealthCheck

/// The rules under which simple matters are approved, and the seed by which some are drawn for a person to look at.
public struct ApprovalRules: Hashable, Sendable {
    public let seed: Int
    public let cards: [ApprovalCard]

    public init(seed: Int, cards: [ApprovalCard]) {
        self.seed = seed
        self.cards = cards
    }

    /// No rules: every request is looked at by a person.
    public static let none = ApprovalRules(seed: 0, cards: [])

    /// The rule with this id, or nil.
    public func card(_ rule: String) -> ApprovalCard? { cards.first { $0.rule.id == rule } }
}

/// A rule with what people read of it.
public struct ApprovalCard: Hashable, Sendable {
    public let rule: ApprovalRule
    public let title: LocalizedText
    /// Why such a request needs no person.
    public let reason: LocalizedText
    /// What the company is answered.
    public let answer: LocalizedText

    public init(rule: ApprovalRule, title: LocalizedText, reason: LocalizedText, answer: LocalizedText) {
        self.rule = rule
        self.title = title
        self.reason = reason
        self.answer = answer
    }
}
