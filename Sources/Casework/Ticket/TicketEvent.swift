public import Foundation

/// One thing that happened to a ticket: append-only, numbered per ticket from 1.
public struct TicketEvent: Codable, Hashable, Sendable {
    public let sequence: Int
    public let at: Date
    public let by: Party
    public let action: TicketAction

    public init(sequence: Int, at: Date, by: Party, action: TicketAction) {
        self.sequence = sequence
        self.at = at
        self.by = by
        self.action = action
    }
}

/// Somebody who has to hear of an event, and of what.
public struct Notice: Codable, Hashable, Sendable {
    /// Who is told.
    public enum Audience: Codable, Hashable, Sendable {
        case company
        case desk
        case lead(UnitID)
        case assisting(UnitID)
        case managers
        /// One legal expert, by account id.
        case expert(String)
        /// One officer, or one person of a company's staff, by account id.
        case person(String)

        /// The word that names the notice file: `ticket-accepted.company.yaml`.
        public var word: String {
            switch self {
            case .company: "company"
            case .desk: "desk"
            case .lead: "lead"
            case .assisting: "assisting"
            case .managers: "managers"
            case .expert: "expert"
            case .person: "person"
            }
        }
    }

    /// What it is about.
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        case ticketSubmitted = "ticket-submitted"
        case ticketAccepted = "ticket-accepted"
        case ticketTransferred = "ticket-transferred"
        case ticketReturned = "ticket-returned"
        case legOpened = "leg-opened"
        case opinionGiven = "opinion-given"
        case materialsRequested = "materials-requested"
        case materialsSupplied = "materials-supplied"
        case ticketEscalated = "ticket-escalated"
        case ticketAnswered = "ticket-answered"
        case ticketRefused = "ticket-refused"
        case ticketClosed = "ticket-closed"
        case ticketRated = "ticket-rated"
        case ticketRatedPoorly = "ticket-rated-poorly"
        case ticketReopened = "ticket-reopened"
        case ticketWithdrawn = "ticket-withdrawn"
        case ticketMerged = "ticket-merged"
        case messageFromCompany = "message-from-company"
        case messageToCompany = "message-to-company"
        case deadlineMissed = "deadline-missed"
        case deadlineNear = "deadline-near"
        case legMissed = "leg-missed"
        case callMissed = "call-missed"
        case ticketRecalled = "ticket-recalled"
        case vetoOverruled = "veto-overruled"
        case consultationHeld = "consultation-held"
        case papersToFollow = "papers-to-follow"
        case ticketSupervised = "ticket-supervised"
        case ratingReviewed = "rating-reviewed"
        case ticketUnmerged = "ticket-unmerged"
        case partsEnded = "parts-ended"
        case ticketReclassified = "ticket-reclassified"
        case deadlineMoved = "deadline-moved"
        case profileIssued = "profile-issued"
        case warningRaised = "warning-raised"
        case consultationAsked = "consultation-asked"
        case consultationAnswered = "consultation-answered"
        case consultationWithdrawn = "consultation-withdrawn"
        case retestDue = "retest-due"
        case endpointDisabled = "endpoint-disabled"
        case addressRefused = "address-refused"
        case deliveryFailed = "delivery-failed"
        case mentioned
        case fileRefused = "file-refused"
        case mailQuarantined = "mail-quarantined"
        case appointmentBooked = "appointment-booked"
        case appointmentMoved = "appointment-moved"
        case appointmentCancelled = "appointment-cancelled"
        case appointmentOffered = "appointment-offered"
        case appointmentLapsed = "appointment-lapsed"
        case appointmentDue = "appointment-due"
        case preReviewAsked = "pre-review-asked"
        case preReviewDone = "pre-review-done"
        case preReviewMend = "pre-review-mend"
    }

    public let kind: Kind
    public let audience: Audience

    public init(_ kind: Kind, to audience: Audience) {
        self.kind = kind
        self.audience = audience
    }
}

/// What an action leads to: the ticket after it, the event to append, and who must hear of it.
public struct Transition: Hashable, Sendable {
    public let ticket: Ticket
    public let event: TicketEvent
    public let notices: [Notice]
}
