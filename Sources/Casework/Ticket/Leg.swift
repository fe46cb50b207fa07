public import Foundation

/// An assisting unit's own duty on a ticket, with its own clock and opinion (协办).
public struct Leg: Codable, Hashable, Sendable, Identifiable {
    /// How a leg stands.
    public enum State: Codable, Hashable, Sendable {
        case open
        case answered(Stance, text: String, at: Date)
        case released(reason: String, at: Date)
    }

    /// 1, 2, 3 … within its ticket.
    public let id: Int
    public let unit: UnitID
    public let question: String
    public let openedAt: Date
    public let due: Date
    public var state: State

    /// Whether the lead still waits for this opinion.
    public var isOpen: Bool { state == .open }
}
