public import Casework
public import Foundation

/// Who in a unit works on what, and who is away.
public protocol TeamStore {
    /// Keeps everybody else who holds it from the team of `unit` until this transaction ends.
    func hold(_ unit: UnitID) throws
    /// Absences of the officers that are not withdrawn and end on `day` or later, the earliest first.
    func absences(of officers: [String], endingFrom day: CivilDay) throws -> [EnteredAbsence]
    func absence(_ id: String) throws -> EnteredAbsence?
    func add(_ absence: EnteredAbsence) throws
    /// Withdraws an absence, or with nil lets it count again.
    func setWithdrawn(_ id: String, at moment: Date?) throws
    /// Who has the ticket now; nil for one that has ended or belongs to the whole unit.
    func holder(of ticket: TicketNumber) throws -> Holding?
    /// In order.
    func holdings(of ticket: TicketNumber) throws -> [Holding]
    /// Puts the ticket into an officer's hands.
    func assign(_ holding: Holding) throws
    /// Nobody has it any more.
    func release(_ ticket: TicketNumber) throws
    /// How many open tickets each officer of `unit` has.
    func load(of unit: UnitID) throws -> [String: Int]
    /// The open tickets the officers have, the most urgent deadline first.
    func held(by officers: [String], limit: Int) throws -> [(ticket: Ticket, officer: String)]
}

/// What was learned from where tickets were put.
public protocol LessonStore {
    func lesson(of ticket: TicketNumber) throws -> Lesson?
    /// Notes what a ticket taught; nil takes it back.
    func set(_ lesson: Lesson?, of ticket: TicketNumber) throws
    func counts(of words: [String]) throws -> [WordCount]
    /// Counts one ticket more (or less) with these words; a new word beyond `limit` rows is left out.
    func count(_ words: [String], _ lesson: Lesson, up: Bool, limit: Int) throws
}

/// Where a ticket was put.
public struct Lesson: Hashable, Sendable {
    public let matter: String
    public let unit: UnitID

    public init(matter: String, unit: UnitID) {
        self.matter = matter
        self.unit = unit
    }
}
