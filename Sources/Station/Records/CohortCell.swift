public import Casework
public import Foundation
public import HealthCheck

/// The newest scores of the companies of one industry and size as they stood at a refresh; while it is stored, a piece of
/// them.
public struct CohortCell: Hashable, Sendable {
    public let selfTest: String
    public let industry: String
    public let size: String
    public var members: [Cohort.Member]
    public let refreshedAt: Date

    public init(selfTest: String, industry: String, size: String, members: [Cohort.Member], refreshedAt: Date) {
        self.selfTest = selfTest
        self.industry = industry
        self.size = size
        self.members = members
        self.refreshedAt = refreshedAt
    }
}

/// A company's newest submission of a self-test, with what it is compared by.
public struct CohortCandidate: Hashable, Sendable {
    public let submission: Submission
    public let industry: String
    public let size: String
    /// The group of companies it belongs to; empty for none.
    public let affiliation: String

    public init(submission: Submission, industry: String, size: String, affiliation: String) {
        self.submission = submission
        self.industry = industry
        self.size = size
        self.affiliation = affiliation
    }
}

/// When a company is to be reminded of taking a self-test again.
public struct RetestReminder: Hashable, Sendable {
    public let profile: String
    public let company: CreditCode
    public let selfTest: String
    public let dueAt: Date
    /// Nil until it was sent.
    public let sentAt: Date?

    public init(profile: String, company: CreditCode, selfTest: String, dueAt: Date, sentAt: Date?) {
        self.profile = profile
        self.company = company
        self.selfTest = selfTest
        self.dueAt = dueAt
        self.sentAt = sentAt
    }
}
