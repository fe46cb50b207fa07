public import Casework

/// Who was called by name, and where.
public protocol MentionStore {
    /// The same one twice is there once.
    func add(_ mention: Mention) throws
    /// Everybody called on a ticket, in order of events.
    func mentions(on ticket: TicketNumber) throws -> [NamedMention]
    /// Newest first.
    func mentions(of account: String, limit: Int) throws -> [Mention]
}
