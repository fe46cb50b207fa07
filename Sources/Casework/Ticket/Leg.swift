public import Foundation

/// An assisting unit's own duty on a ticket, with its own clock and opinion (协办).
public struct Leg: Codable, Hashable, Sendable, Identifiable {
    /// How a leg stands.
    public enum State: Codable, Hashable, Sendable {
        case open
        case answered(Stance, text: String, at: Date)
        case released(reason: String, at: Date)
        /// A veto that was set aside.
        case overruled(veto: String, reason: String, at: Date)
    }

    /// 1, 2, 3 … within its ticket.
    public let id: Int
    public let unit: UnitID
    public let question: String
    public let openedAt: Date
    /// Moves only when the ticket's clocks are counted anew.
    public internal(set) var due: Date
    public var state: State
    /// True if the unit's consent is needed and not only its opinion; nil means false.
    public let consent: Bool?
    /// When the clock noticed that the leg was late; recorded once.
    public var missedAt: Date?

    public init(
        id: Int, unit: UnitID, question: String, openedAt: Date, due: Date, state: State, consent: Bool? = nil,
        missedAt: Date? = nil
    ) {
        self.id = id
        self.unit = unit
        self.question = question
        self.openedAt = openedAt
        self.due = due
        self.state = state
        self.consent = consent
        self.missedAt = missedAt
    }

    /// Whether the lead still waits for this opinion.
    public var isOpen: Bool { state == .open }

    /// Whether the unit still has a word to say on it.
    var isRunning: Bool { isOpen || isVeto }

    /// Whether the unit was asked for consent and said no; the answer waits until it changes its mind or is overruled.
    public var isVeto: Bool {
        guard consent == true, case .answered(.disagree, _, _) = state else { return false }
        return true
    }
}
