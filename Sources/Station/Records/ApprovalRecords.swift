public import Casework
public import Foundation

/// An approval by rule that was drawn for a person to look at, with what came of it.
public struct ApprovalReview: Codable, Hashable, Sendable {
    /// What looking at it found.
    public enum Finding: String, Codable, Hashable, Sendable, CaseIterable {
        case right
        /// The rule approved what should not have been; somebody has to put it right.
        case wrong
    }

    public let ticket: TicketNumber
    public let rule: String
    public let drawnAt: Date
    /// Nil until somebody has looked.
    public var finding: Finding?
    public var comment: String
    /// Display name of who looked.
    public var reviewer: String
    public var reviewedAt: Date?

    public init(
        ticket: TicketNumber, rule: String, drawnAt: Date, finding: Finding? = nil, comment: String = "",
        reviewer: String = "", reviewedAt: Date? = nil
    ) {
        self.ticket = ticket
        self.rule = rule
        self.drawnAt = drawnAt
        self.finding = finding
        self.comment = comment
        self.reviewer = reviewer
        self.reviewedAt = reviewedAt
    }
}

/// That somebody switched a rule off, or on again.
public struct ApprovalSwitch: Hashable, Sendable {
    public let rule: String
    public let isOff: Bool
    /// Display name.
    public let by: String
    public let reason: String
    public let at: Date

    public init(rule: String, isOff: Bool, by: String, reason: String, at: Date) {
        self.rule = rule
        self.isOff = isOff
        self.by = by
        self.reason = reason
        self.at = at
    }
}
