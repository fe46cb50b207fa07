public import Foundation

// What is known of a ticket besides where it stands.
extension Ticket {
    /// The desk's ruling: this unit leads, and neither returns the ticket nor hands it on.
    public struct Ruling: Codable, Hashable, Sendable {
        public let unit: UnitID
        public let reason: String
        public let at: Date
    }

    /// One stop of the unit's clock while the company owes papers.
    public struct Pause: Codable, Hashable, Sendable {
        public let from: Date
        /// Nil while it lasts.
        public var to: Date?
        /// What was asked for.
        public let request: String
    }

    /// A paper that may follow (容缺): the clock does not wait for it.
    public struct FollowingPaper: Codable, Hashable, Sendable, Identifiable {
        /// 1, 2, 3 … within its ticket.
        public let id: Int
        public let name: String
        public let due: Date
        public var receivedAt: Date?
    }

    /// A ticket that is a part of this one.
    public struct Part: Codable, Hashable, Sendable {
        public let number: TicketNumber
        public var state: TicketState
    }

    /// What looking into a poor rating found.
    public struct Review: Codable, Hashable, Sendable {
        public let finding: ReviewFinding
        public let text: String
        public let at: Date
    }

    /// Where a ticket stood when it was merged into another.
    public struct SetAside: Codable, Hashable, Sendable {
        let state: TicketState
        let deadline: Deadline?
        /// Ids of the legs that were open.
        let legs: [Int]
    }

    /// Papers that have not come yet.
    public var missingPapers: [FollowingPaper] { papers.filter { $0.receivedAt == nil } }

    /// Parts that have not ended.
    public var openParts: [Part] { parts.filter { !$0.state.isEnded } }
}
