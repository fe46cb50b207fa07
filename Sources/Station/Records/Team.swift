public import Casework
public import Foundation

/// Who has a ticket within its unit, since when, and why.
public struct Holding: Hashable, Sendable {
    public let ticket: TicketNumber
    public let unit: UnitID
    /// Account id.
    public let officer: String
    public let at: Date
    /// Login, or `system`.
    public let by: String
    public let reason: HoldingReason

    public init(ticket: TicketNumber, unit: UnitID, officer: String, at: Date, by: String, reason: HoldingReason) {
        self.ticket = ticket
        self.unit = unit
        self.officer = officer
        self.at = at
        self.by = by
        self.reason = reason
    }
}

/// An absence with who entered it.
public struct EnteredAbsence: Hashable, Sendable, Identifiable {
    public let absence: Absence
    public let enteredBy: String
    public let enteredAt: Date
    public let withdrawnAt: Date?

    public var id: String { absence.id }

    public init(absence: Absence, enteredBy: String, enteredAt: Date, withdrawnAt: Date? = nil) {
        self.absence = absence
        self.enteredBy = enteredBy
        self.enteredAt = enteredAt
        self.withdrawnAt = withdrawnAt
    }
}
