public import Casework
public import Foundation

/// Somebody notices are addressed to, with preferences of their own.
public enum NoticeReader: Hashable, Sendable, CustomStringConvertible {
    /// A company's contact: one mailbox, one telephone.
    case company(CreditCode)
    /// One person with an account.
    case account(String)

    /// `company 9131…`, `account 0199…`: the key of what is stored.
    public var description: String {
        switch self {
        case .company(let code): "company \(code)"
        case .account(let id): "account \(id)"
        }
    }
}

/// How somebody wants to hear. What is urgent comes at once, whatever they chose.
public struct NoticePreferences: Codable, Hashable, Sendable {
    /// How often.
    public enum Pace: String, Codable, Hashable, Sendable, CaseIterable {
        case atOnce
        /// Everything since the last full hour in one message.
        case hourly
        /// Everything since yesterday in one message, at half past eight.
        case daily
    }

    /// When nothing is to ring, in minutes after midnight; over midnight when it ends before it begins.
    public struct Quiet: Codable, Hashable, Sendable {
        public let from: Int
        public let to: Int

        /// Nil unless both are minutes of a day and differ.
        public init?(from: Int, to: Int) {
            guard (0..<1440).contains(from), (0..<1440).contains(to), from != to else { return nil }
            self.from = from
            self.to = to
        }
    }

    public var usesMail: Bool
    public var usesSMS: Bool
    public var pace: Pace
    public var quiet: Quiet?

    public init(usesMail: Bool = true, usesSMS: Bool = true, pace: Pace = .atOnce, quiet: Quiet? = nil) {
        self.usesMail = usesMail
        self.usesSMS = usesSMS
        self.pace = pace
        self.quiet = quiet
    }

    public static let standard = NoticePreferences()
}

/// A notice as it stands in somebody's inbox on the station.
public struct InboxItem: Hashable, Sendable, Identifiable {
    public let id: String
    public let account: String
    /// The notice's name, e.g. `ticket-accepted.company`.
    public let kind: String
    public let ticket: TicketNumber?
    public let subject: String
    /// Where on the station it is about, without the station's address.
    public let path: String
    public let isUrgent: Bool
    public let at: Date
    public let readAt: Date?

    public init(
        id: String, account: String, kind: String, ticket: TicketNumber?, subject: String, path: String,
        isUrgent: Bool, at: Date, readAt: Date? = nil
    ) {
        self.id = id
        self.account = account
        self.kind = kind
        self.ticket = ticket
        self.subject = subject
        self.path = path
        self.isUrgent = isUrgent
        self.at = at
        self.readAt = readAt
    }
}

/// An address that took nothing any more: nothing is sent there until its owner says it is right.
public struct RefusedAddress: Hashable, Sendable {
    public let address: String
    public let reason: String
    public let at: Date

    public init(address: String, reason: String, at: Date) {
        self.address = address
        self.reason = reason
        self.at = at
    }
}

/// What became of a mail that a gateway brought.
public struct InboundMail: Hashable, Sendable, Identifiable {
    /// Accepted, refused and quarantined add up to what was fetched.
    public enum Outcome: String, Codable, Hashable, Sendable, CaseIterable {
        case accepted
        case refused
        /// Kept from the ticket until a person has looked: plausible, but not proven.
        case quarantined
    }

    /// SHA-256 of its Message-ID, lower-case hex: the same mail brought twice is one.
    public let id: String
    public let at: Date
    public let outcome: Outcome
    /// A word: `reply`, `loop`, `auto-reply`, `unknown-thread`, …
    public let reason: String
    /// Masked.
    public let sender: String
    public let ticket: TicketNumber?

    public init(id: String, at: Date, outcome: Outcome, reason: String, sender: String, ticket: TicketNumber?) {
        self.id = id
        self.at = at
        self.outcome = outcome
        self.reason = reason
        self.sender = sender
        self.ticket = ticket
    }
}
