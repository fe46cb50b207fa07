import Foundation
import Station

/// Messages that are told together in one.
extension SQLOutboxStore {
    func holdDigest(of destination: String) throws { try connection.lock(.digest, destination) }

    func openDigest(for destination: String, channel: OutboxMessage.Channel, at now: Date) throws -> OpenDigest? {
        // Kind and state as the index of open digests has them: else what was told is walked through to find what tells it.
        try connection.first(
            """
            SELECT id, told FROM outbox WHERE destination = ? AND channel = ? AND kind = 'digest' AND state = 'waiting'
                AND attempts = 0 AND next_attempt_at > ?
            ORDER BY created_at DESC, id DESC LIMIT 1
            """,
            [.text(destination), .text(channel.rawValue), .moment(now)]
        ).map { OpenDigest(id: try $0.text("id"), total: Int(try $0.optionalInteger("told") ?? 0)) }
    }

    func rewrite(_ id: String, _ payload: OutboxMessage.Payload) throws -> Bool {
        try connection.execute(
            "UPDATE outbox SET payload = ?, told = ? WHERE id = ? AND state = 'waiting' AND attempts = 0",
            [try JSONText.encode(payload), .optional(payload.told?.total), .text(id)]) == 1
    }

    func countFolded(into digest: String) throws -> Bool {
        try connection.execute(
            "UPDATE outbox SET told = told + 1 WHERE id = ? AND state = 'waiting' AND attempts = 0", [.text(digest)])
            == 1
    }

    func add(_ message: OutboxMessage, foldedInto digest: String) throws {
        try insert(message, state: .folded, foldedInto: digest)
    }
}
