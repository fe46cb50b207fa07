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
    case appointment(AppointmentError)
    case preReview(PreReviewError)
    /// Every place of the slot is taken; the next slots that have one.
    case slotFull(next: [Date])
    /// Changed by somebody else since it was read; carries the version that stands now.
    case stale(version: Int)
    /// Others changed what this act changes or rests on; nothing was done.
    case conflict(TicketConflict)
    /// The same idempotency key came with another request.
    case keyReused
    /// The store did not take it; nothing was stored.
    case unavailable
    /// A file is in quarantine until a scanner has answered.
    case fileWaits
    /// A file was found infected and is gone.
    case fileInfected
}

/// Why one file does not come to a ticket.
public enum AttachmentProblem: Hashable, Sendable {
    /// Not a plain document or picture.
    case unfit(EvidenceProblem)
    /// The scanner found something.
    case infected
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
        case unknownCountry(String)
        /// A ticket cannot go on as one that has ended.
        case ticketEnded
        case creditCode(CreditCode.Mistake)
        case answer(AnswerProblem.Reason)
        case evidence(EvidenceProblem)
        /// All files of a self-test together, in bytes.
        case evidenceQuota(limit: Int)
        /// Bytes: what papers under review take, may take, and what the refused file would.
        case paperQuota(used: Int, limit: Int, size: Int)
        /// One file of several, by its name.
        case attachment(String, AttachmentProblem)
        /// All files of a ticket together, in bytes.
        case attachmentQuota(limit: Int)
        /// An officer who was called by name may not see the ticket; the unit can be asked.
        case mentionUnseen(name: String, unit: UnitID?)
        /// No officer is called so.
        case unknownOfficer(String)
        /// A kept text names a variable that there is not.
        case unknownVariable(String, known: [String])
        /// A variable of a kept text has no value on this ticket.
        case valueMissing(String)
        /// `{` without `}`, or the other way round.
        case braceAlone
        /// No kept text, or more than one, is called so.
        case unknownTextBlock(String)
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
        /// Something in the text of a version of the routing rules.
        case routingLine(RoutingFinding)
        /// Why a version of the rules must not be published.
        case routingFlaw(RoutingFlaw)
        /// The version is in force already.
        case inForceAlready
        /// Not a colleague of the same unit who is there.
        case notAColleague
        /// Nobody deputises for themselves.
        case deputyIsSelf
        /// The deputy is away on one of those days.
        case deputyAway(name: String, from: CivilDay, to: CivilDay)
        /// The deputy, directly or through others, relies on whoever goes away.
        case deputiesInCircle(names: [String])
        /// Away on one of those days already.
        case absenceOverlaps(from: CivilDay, to: CivilDay)
        case endsBeforeItBegins
        case dayPassed
        case loginTaken
        /// The plan has an open item on this question again.
        case plannedAnew(LocalizedText)
        /// No `name@example.com`.
        case notMailAddress
        /// A line break or another sign that cannot be seen.
        case notOneLine
        case passwordTooShort(minimum: Int)
        /// Nobody can come at that moment.
        case slot(SlotRefusal)
        /// The site has no counter for the matter.
        case notAtSite
        /// Nobody need wait for a day that has room, nor twice.
        case dayHasRoom
        case waitsAlready
        /// The company holds as many appointments as it may.
        case bookingLimit(Int)
    }
}
