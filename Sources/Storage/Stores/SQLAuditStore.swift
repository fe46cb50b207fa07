import Foundation
import Station

/// The audit trail, which only grows, and the stored replies, of which old ones are swept when a new one comes.
struct SQLAuditStore: AuditStore {
    let connection: any SQLConnection

    /// How long a reply is kept: longer than any program goes on repeating a request.
    private static let repliesAreKept: TimeInterval = 30 * 86_400

    func add(_ entry: AuditEntry) throws {
        try connection.execute(
            "INSERT INTO audit (id, at, who, action, subject, result) VALUES (?, ?, ?, ?, ?, ?)",
            [
                .text(entry.id), .moment(entry.at), .text(entry.who), .text(entry.action), .text(entry.subject),
                .text(entry.result),
            ])
    }

    func newest(limit: Int) throws -> [AuditEntry] {
        try connection.query("SELECT * FROM audit ORDER BY at DESC, id DESC LIMIT ?", [.int(max(0, limit))])
            .map { row in
                AuditEntry(
                    id: try row.text("id"), at: try row.moment("at"), who: try row.text("who"),
                    action: try row.text("action"), subject: try row.text("subject"), result: try row.text("result"))
            }
    }

    func reply(account: String, key: String) throws -> IdempotentReply? {
        try connection.lock(.idempotencyKey, "\(account) \(key)")
        return try connection.first(
            "SELECT * FROM idempotent_replies WHERE account = ? AND request_key = ?", [.text(account), .text(key)]
        ).map { row in
            IdempotentReply(
                account: try row.text("account"), key: try row.text("request_key"),
                requestHash: try row.text("request_hash"), reply: try row.text("reply"), at: try row.moment("at"))
        }
    }

    func add(_ reply: IdempotentReply) throws {
        try connection.execute(
            "DELETE FROM idempotent_replies WHERE at < ?", [.moment(reply.at.addingTimeInterval(-Self.repliesAreKept))])
        let added = try connection.execute(
            """
            INSERT INTO idempotent_replies (account, request_key, request_hash, reply, at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """,
            [.text(reply.account), .text(reply.key), .text(reply.requestHash), .text(reply.reply), .moment(reply.at)])
        guard added == 1 else { throw StoreError.alreadyExists(reply.key) }
    }
}
