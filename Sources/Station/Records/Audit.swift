public import Foundation

/// Who did what to which thing, when, with what result.
public struct AuditEntry: Hashable, Sendable {
    public let id: String
    public let at: Date
    /// Account login, or `system`.
    public let who: String
    /// `session.open`, `ticket.accept`, `profile.read` …
    public let action: String
    public let subject: String
    /// `ok` or the reason of refusal.
    public let result: String

    public init(id: String, at: Date, who: String, action: String, subject: String, result: String) {
        self.id = id
        self.at = at
        self.who = who
        self.action = action
        self.subject = subject
        self.result = result
    }
}

/// The stored answer to a creating request, given again when the same request comes again.
public struct IdempotentReply: Hashable, Sendable {
    public let account: String
    public let key: String
    /// SHA-256 of method, path and body, lower-case hex.
    public let requestHash: String
    /// What the use case returned, as JSON.
    public let reply: String
    public let at: Date

    public init(account: String, key: String, requestHash: String, reply: String, at: Date) {
        self.account = account
        self.key = key
        self.requestHash = requestHash
        self.reply = reply
        self.at = at
    }
}
