public import Casework
public import Foundation

/// An officer called by name in what officers write each other.
public struct Mention: Hashable, Sendable {
    /// Account id of the one who is meant.
    public let account: String
    public let ticket: TicketNumber
    /// The event that holds the words.
    public let sequence: Int
    public let at: Date

    public init(account: String, ticket: TicketNumber, sequence: Int, at: Date) {
        self.account = account
        self.ticket = ticket
        self.sequence = sequence
        self.at = at
    }
}

/// The same with the names it may stand under in the text.
public struct NamedMention: Hashable, Sendable {
    public let mention: Mention
    public let login: String
    public let name: String

    public init(mention: Mention, login: String, name: String) {
        self.mention = mention
        self.login = login
        self.name = name
    }
}
