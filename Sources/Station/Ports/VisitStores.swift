public import Casework
public import Foundation

/// Appointments, the waiting lists behind them, and who holds which place.
public protocol AppointmentStore {
    /// Keeps everybody else who holds it from a counter's day until this transaction ends; what is read from now on
    /// stays so.
    func hold(_ site: String, _ counter: String, _ day: CivilDay) throws
    /// Keeps everybody else who holds it from counting a company's open appointments until this transaction ends.
    func hold(bookingsOf company: CreditCode) throws
    /// Throws `alreadyExists` if somebody has the seat.
    func add(_ appointment: Appointment) throws
    /// Stores it, its version one higher than the stored one; throws `staleVersion` if another stands there, and
    /// `alreadyExists` if somebody has the seat.
    func update(_ appointment: Appointment) throws
    func appointment(_ id: String) throws -> Appointment?
    /// By day and time, newest day first.
    func appointments(of company: CreditCode) throws -> [Appointment]
    /// Everything of a site's day but what was cancelled or lapsed, by time; who waits comes last.
    func appointments(at site: String, on day: CivilDay) throws -> [Appointment]
    /// The seats taken at a counter from `first` to `last`, by the start of their slot.
    func taken(_ site: String, _ counter: String, from first: CivilDay, to last: CivilDay) throws -> [Date: Set<Int>]
    /// Who waits for a place at a counter on a day, longest first.
    func waiting(_ site: String, _ counter: String, on day: CivilDay) throws -> [Appointment]
    func countOpen(of company: CreditCode) throws -> Int
    /// Ids of those whose reminder is due.
    func toRemind(at now: Date, limit: Int) throws -> [String]
    /// Ids of offers that ran out before `now`, and of those who wait for a day before `today`.
    func toLapse(at now: Date, today: CivilDay, limit: Int) throws -> [String]
}

/// Pre-reviews of papers.
public protocol PreReviewStore {
    func add(_ review: PreReview) throws
    /// See `AppointmentStore.update`.
    func update(_ review: PreReview) throws
    func review(_ id: String) throws -> PreReview?
    /// Newest first.
    func reviews(of company: CreditCode) throws -> [PreReview]
    /// Handed in and not looked at, longest waiting first.
    func waiting(limit: Int) throws -> [PreReview]
}

/// What people find about approvals by rule.
public protocol ApprovalStore {
    func add(_ review: ApprovalReview) throws
    func review(_ ticket: TicketNumber) throws -> ApprovalReview?
    /// Stores what was found; throws `staleVersion` if somebody else has said it already.
    func conclude(_ review: ApprovalReview) throws
    /// Those to look at, oldest first, or those looked at, newest first.
    func reviews(isConcluded: Bool, limit: Int) throws -> [ApprovalReview]
    /// How often each rule was drawn, found right and found wrong.
    func tally() throws -> [String: [ApprovalReview.Finding?: Int]]
    /// Adds or replaces.
    func save(_ change: ApprovalSwitch) throws
    func switches() throws -> [ApprovalSwitch]
    /// Whether somebody switched the rule off.
    func isOff(_ rule: String) throws -> Bool
}
