public import Casework
public import Foundation
public import HealthCheck

/// Answers given so far, kept until they are submitted.
public struct Draft: Hashable, Sendable {
    public let company: CreditCode
    public let selfTest: String
    /// Answers as typed; checked only when shown or submitted, so that nothing typed is lost.
    public let answers: [String: AnswerValue]
    /// The version of the self-test they were typed for; nil in drafts stored before that was noted.
    public let questionnaireVersion: String?
    /// Rises with every save.
    public let version: Int
    public let updatedAt: Date

    public init(
        company: CreditCode, selfTest: String, answers: [String: AnswerValue], questionnaireVersion: String?,
        version: Int, updatedAt: Date
    ) {
        self.company = company
        self.selfTest = selfTest
        self.answers = answers
        self.questionnaireVersion = questionnaireVersion
        self.version = version
        self.updatedAt = updatedAt
    }
}

/// What a company agreed to when it submitted.
public struct Consent: Codable, Hashable, Sendable {
    /// Liaison officers and the unit concerned may read this profile.
    public let shareWithOfficers: Bool
    /// Tickets may be opened for the warnings found.
    public let openTickets: Bool

    public init(shareWithOfficers: Bool, openTickets: Bool) {
        self.shareWithOfficers = shareWithOfficers
        self.openTickets = openTickets
    }
}

/// One submitted self-test: raw answers and the exact version they answer. Never changes.
public struct Submission: Hashable, Sendable, Identifiable {
    public let id: String
    public let company: CreditCode
    public let selfTest: String
    public let version: String
    public let contentHash: String
    public let method: ScoringMethod
    public let answers: [String: AnswerValue]
    public let consent: Consent
    public let submittedBy: String
    public let submittedAt: Date

    public init(
        id: String, company: CreditCode, selfTest: String, version: String, contentHash: String,
        method: ScoringMethod, answers: [String: AnswerValue], consent: Consent, submittedBy: String,
        submittedAt: Date
    ) {
        self.id = id
        self.company = company
        self.selfTest = selfTest
        self.version = version
        self.contentHash = contentHash
        self.method = method
        self.answers = answers
        self.consent = consent
        self.submittedBy = submittedBy
        self.submittedAt = submittedAt
    }
}

/// An issued profile.
public struct ProfileRecord: Hashable, Sendable, Identifiable {
    public let id: String
    public let submission: String
    public let company: CreditCode
    public let profile: Profile
    /// Officers may read it.
    public let isShared: Bool
    public let issuedAt: Date

    public init(
        id: String, submission: String, company: CreditCode, profile: Profile, isShared: Bool, issuedAt: Date
    ) {
        self.id = id
        self.submission = submission
        self.company = company
        self.profile = profile
        self.isShared = isShared
        self.issuedAt = issuedAt
    }
}

/// A warning told to a company, and the ticket it became, if any.
public struct WarningRecord: Hashable, Sendable, Identifiable {
    public let id: String
    public let profile: String
    public let company: CreditCode
    public let warning: Warning
    public let ticket: TicketNumber?

    public init(id: String, profile: String, company: CreditCode, warning: Warning, ticket: TicketNumber?) {
        self.id = id
        self.profile = profile
        self.company = company
        self.warning = warning
        self.ticket = ticket
    }
}
