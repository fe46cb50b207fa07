public import Casework
public import Foundation

/// What an officer began to write on a ticket and has not sent; it survives a closed tab and a handed-on ticket.
public struct DeskDraft: Hashable, Sendable {
    public let account: String
    public let ticket: TicketNumber
    /// The noun it will create: `notes`, `messages`, `feedback`.
    public let field: String
    public let text: String
    public let updatedAt: Date

    public init(account: String, ticket: TicketNumber, field: String, text: String, updatedAt: Date) {
        self.account = account
        self.ticket = ticket
        self.field = field
        self.text = text
        self.updatedAt = updatedAt
    }
}

/// Somebody who has a ticket open.
public struct Presence: Hashable, Sendable {
    public let account: String
    public let name: String
    public let isWriting: Bool

    public init(account: String, name: String, isWriting: Bool) {
        self.account = account
        self.name = name
        self.isWriting = isWriting
    }
}

/// A selection of the queue that an officer comes back to.
public struct SavedFilter: Hashable, Sendable, Identifiable {
    public let id: String
    public let account: String
    public let name: String
    /// As in the queue's address: `q=护照&tab=all`.
    public let query: String
    public let createdAt: Date

    public init(id: String, account: String, name: String, query: String, createdAt: Date) {
        self.id = id
        self.account = account
        self.name = name
        self.query = query
        self.createdAt = createdAt
    }
}
