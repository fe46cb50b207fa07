public import Casework
public import Foundation
public import HealthCheck

/// One thing a company means to do about its profile (整改计划): who does it, by when, and whether it is done.
public struct PlanItem: Codable, Hashable, Sendable, Identifiable {
    public let id: String
    public let company: CreditCode
    public let selfTest: String
    /// The profile that recommended it.
    public let profile: String
    /// The question whose answer it is about.
    public let question: String
    /// The question as it was asked, and what was advised: the plan stays readable whatever an editor changes.
    public let title: LocalizedText
    public let advice: Advice
    /// Who does it; empty until somebody is named.
    public var owner: String
    public var due: CivilDay?
    public var note: String
    /// Nil while it is open.
    public var doneAt: Date?
    /// Rises with every change.
    public var version: Int
    public let createdAt: Date

    public init(
        id: String, company: CreditCode, selfTest: String, profile: String, question: String, title: LocalizedText,
        advice: Advice, owner: String, due: CivilDay?, note: String, doneAt: Date?, version: Int, createdAt: Date
    ) {
        self.id = id
        self.company = company
        self.selfTest = selfTest
        self.profile = profile
        self.question = question
        self.title = title
        self.advice = advice
        self.owner = owner
        self.due = due
        self.note = note
        self.doneAt = doneAt
        self.version = version
        self.createdAt = createdAt
    }
}
