public import Foundation

/// Inboxes, preferences, refused addresses and what came in by mail.
public protocol NoticeStore {
    func add(_ item: InboxItem) throws
    /// Newest first. A malformed cursor gives the first page.
    func inbox(of account: String, limit: Int, cursor: String?) throws -> Page<InboxItem>
    /// Unread items, counting no further than `limit`.
    func unread(of account: String, limit: Int) throws -> Int
    /// One item of an account.
    func item(_ id: String, of account: String) throws -> InboxItem?
    /// Marks one item of an account read.
    func markRead(_ id: String, of account: String, at now: Date) throws
    func markAllRead(of account: String, at now: Date) throws

    /// Nil where somebody chose nothing yet.
    func preferences(of reader: NoticeReader) throws -> NoticePreferences?
    func save(_ preferences: NoticePreferences, of reader: NoticeReader, at now: Date) throws

    func refused(_ address: String) throws -> RefusedAddress?
    /// Adds or replaces.
    func save(_ refused: RefusedAddress) throws
    /// False if it was not refused.
    func acceptAgain(_ address: String) throws -> Bool

    /// Keeps everybody else who holds it from the mail with this id, there or not, until this transaction ends.
    func holdInbound(_ id: String) throws
    func add(_ mail: InboundMail) throws
    /// What became of the mail with this id.
    func inbound(_ id: String) throws -> InboundMail?
    /// Accepted, refused and quarantined add up to what came in; a ruling moves a mail from the last to one of the others.
    func inboundCounts() throws -> [InboundMail.Outcome: Int]

    /// Keeps a mail with its text until somebody rules on it.
    func keep(_ mail: QuarantinedMail) throws
    /// A mail that waits, or nil.
    func quarantined(_ id: String) throws -> QuarantinedMail?
    /// What waits, newest first. A malformed cursor gives the first page.
    func quarantined(limit: Int, cursor: String?) throws -> Page<QuarantinedMail>
    /// Ends the waiting: the text is forgotten, the ruling kept. False if the mail does not wait any more.
    func rule(_ ruling: MailRuling) throws -> Bool
}
