public import Casework
public import Foundation
public import HealthCheck

/// Why a use case did not happen, in terms a person or program can act on.
public enum StationError: Error, Hashable, Sendable {
    case signInRequired
    /// One sentence for unknown and known accounts alike.
    case signInFailed
    case tooManyAttempts(until: Date)
    /// Signed in, but this is not for this role.
    case notForRole
    /// Absent, or somebody else's: the two are never told apart.
    case notFound
    /// What was sent does not fit, field by field.
    case invalid([FieldProblem])
    case ticket(TicketError)
    /// Changed by somebody else since it was read; carries the version that stands now.
    case stale(version: Int)
    /// Others changed what this act changes or rests on; nothing was done.
    case conflict(TicketConflict)
    /// The same idempotency key came with another request.
    case keyReused
    /// The store did not take it; nothing was stored.
    case unavailable
}

/// What is wrong with one field of a request.
public struct FieldProblem: Error, Hashable, Sendable {
    /// JSON pointer into the request: `/answers/staff-days`.
    public let pointer: String
    public let code: Code

    public init(_ pointer: String, _ code: Code) {
        self.pointer = pointer
        self.code = code
    }

    /// The kinds of problem; each has a message in both languages.
    public enum Code: Hashable, Sendable {
        case missing
        case tooLong(limit: Int)
        case unknownMatter
        case unknownUnit
        case unknownCompany
        case unknownTicket
        /// A ticket cannot go on as one that has ended.
        case ticketEnded
        case creditCode(CreditCode.Mistake)
        case answer(AnswerProblem.Reason)
        case evidence(EvidenceProblem)
        /// All files of a self-test together, in bytes.
        case evidenceQuota(limit: Int)
        case nothingAnswered
        case consentMissing
        case notOneOf([String])
        /// A refusal on a ground that only new facts reopen.
        case notAppealable
        /// By today's presets the clocks stand where they stand.
        case nothingToRetime
        case notAddress
        /// There are as many as there may be.
        case tooMany(limit: Int)
        /// Nothing is sent to an endpoint that is switched off.
        case endpointDisabled
        case wrongType(expected: String)
        case loginTaken
        case passwordTooShort(minimum: Int)
    }
}
