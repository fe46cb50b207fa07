import Foundation
import Station

/// Messages that are told together in one.
extension SQLOutboxStore {
    func openDigest(for destination: String, channel: OutboxMessage.Channel, at now: Date) throws -> OutboxEntry? {
        // The state with nothing joined to it, so that no engine looks through all that waits instead of through this address's few.
        try connection.first(
            """
            SELECT * FROM outbox WHERE destination = ? AND channel = ? AND kind = ? AND state || '' = 'waiting'
                AND attempts = 0 AND next_attempt_at > ?
            ORDER BY created_at DESC, id DESC LIMIT 1
            """,
            [.text(destination), .text(channel.rawValue), .text(DigestRule.kind), .moment(now)]
        ).map(Self.entry)
    }

    func rewrite(_ id: String, _ payload: OutboxMessage.Payload) throws {
        try connection.execute(
            "UPDATE outbox SET payload = ? WHERE id = ? AND state = 'waiting' AND attempts = 0",
            [try JSONText.encode(payload), .text(id)])
    }

    func add(_ message: OutboxMessage, foldedInto digest: String) throws {
        try insert(message, state: .folded, foldedInto: digest)
    }

    func folded(into digest: String, limit: Int) throws -> (subjects: [String], total: Int) {
        let subjects = try connection.query(
            "SELECT payload FROM outbox WHERE folded_into = ? ORDER BY created_at, id LIMIT ?",
            [.text(digest), .int(limit)]
        ).map { try $0.json("payload", as: OutboxMessage.Payload.self).subject }
        let total = try connection.first(
            "SELECT COUNT(*) AS total FROM outbox WHERE folded_into = ?", [.text(digest)])
        return (subjects, try total?.int("total") ?? 0)
    }
}
