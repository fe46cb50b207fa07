public import Foundation

/// The one running deadline of an open ticket, with the one who owns it.
public struct Deadline: Codable, Hashable, Sendable {
    /// What is due.
    public enum Kind: String, Codable, Hashable, Sendable {
        /// The desk takes the ticket in or refuses it.
        case acceptance
        /// The unit takes over a ticket handed to it.
        case receipt
        /// The lead unit answers.
        case handling
        /// The company supplies papers; the unit's clock is paused.
        case materials
        /// The company confirms the answer.
        case confirmation
    }

    /// Whose turn it is.
    public enum Owner: Codable, Hashable, Sendable {
        case unit(UnitID)
        case company
    }

    public let kind: Kind
    public let owner: Owner
    public let start: Date
    public let due: Date
    /// When the clock noticed that it had passed; recorded once.
    public var missedAt: Date?
    /// The next rung of warnings; nil when there is none left.
    public var nextRung: Rung?

    /// A part of the time after which somebody is reminded, or the ticket climbs.
    public struct Rung: Codable, Hashable, Sendable {
        /// Percent of the working time from `start` to `due`.
        public let percent: Int
        public let at: Date
    }

    public init(kind: Kind, owner: Owner, start: Date, due: Date, missedAt: Date? = nil, nextRung: Rung? = nil) {
        self.kind = kind
        self.owner = owner
        self.start = start
        self.due = due
        self.missedAt = missedAt
        self.nextRung = nextRung
    }
}
