import Casework
import Foundation
import Station

/// The transactional outbox: entering and recording. Leasing is in `SQLOutboxStore+Leasing`, the log of it in
/// `SQLOutboxStore+Log`, digests in `SQLOutboxStore+Digests`.
struct SQLOutboxStore: OutboxStore {
    let connection: any SQLConnection

    func add(_ message: OutboxMessage) throws {
        try insert(message, state: .waiting, foldedInto: nil)
        connection.changes.insert(.outbox)
    }

    func insert(_ message: OutboxMessage, state: DeliveryState, foldedInto digest: String?) throws {
        // A time that is still to come stands aside; the lease puts it in line.
        let isDue = state == .waiting && message.notBefore == message.createdAt
        try connection.execute(
            """
            INSERT INTO outbox (
                id, channel, destination, lane, company, ticket, kind, payload, created_at, not_before, state, in_line,
                is_once, attempts, next_attempt_at, folded_into, told)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)
            """,
            [
                .text(message.id), .text(message.channel.rawValue), .text(message.destination),
                .text(message.lane.description), .optional(message.company?.description), .optional(message.ticket),
                .text(message.kind), try JSONText.encode(message.payload), .moment(message.createdAt),
                .moment(message.notBefore), .text(state.rawValue), .flag(isDue),
                .flag(message.payload.template?.isAtMostOnce ?? false), .moment(message.notBefore), .optional(digest),
                .optional(message.payload.told?.total),
            ])
    }

    func record(_ outcome: DeliveryOutcome, for id: String, token: String, at now: Date) throws -> Bool {
        let mark = Mark(outcome, at: now)
        let row = try connection.first(
            """
            UPDATE outbox SET state = ?, next_attempt_at = ?, last_error = COALESCE(?, last_error), receipt = ?,
                delivered_at = ?, attempts = attempts - ?, lease_token = NULL, lease_ends_at = NULL
            WHERE id = ? AND state = 'sending' AND lease_token = ?
            RETURNING lane, attempts
            """,
            [
                .text(mark.state.rawValue), .moment(mark.next), .optional(mark.error), .optional(mark.receipt),
                .optional(mark.delivered), .int(mark.isTry ? 0 : 1), .text(id), .text(token),
            ])
        guard let row else { return false }
        if mark.isTry {
            try connection.execute(
                "INSERT INTO delivery_attempts (message, at, number, lane, state, error) VALUES (?, ?, ?, ?, ?, ?)",
                [
                    .text(id), .moment(now), .int(try row.int("attempts")), .text(try row.text("lane")),
                    .text(mark.state.rawValue), .optional(mark.error),
                ])
        }
        return true
    }

    func replay(_ id: String, at now: Date) throws -> Bool {
        let changed = try connection.execute(
            "\(Self.replaying) WHERE id = ? AND state IN ('failed', 'delivered', 'unknown', 'handedOver')",
            [.moment(now), .text(id)])
        if changed == 1 { connection.changes.insert(.outbox) }
        return changed == 1
    }

    func replayFailed(_ query: OutboxQuery, limit: Int, at now: Date) throws -> Int {
        var query = query
        query.state = .failed
        let conditions = Self.conditions(query)
        let oldest = "SELECT id FROM outbox\(conditions.clause) ORDER BY created_at, id LIMIT ?"
        let changed = try connection.execute(
            "\(Self.replaying) WHERE id IN (\(oldest)\(connection.dialect.skipsLocked))",
            [.moment(now)] + conditions.arguments + [.int(limit)])
        if changed > 0 { connection.changes.insert(.outbox) }
        return changed
    }

    func entry(receipt: String, channel: OutboxMessage.Channel) throws -> OutboxEntry? {
        try connection.first(
            "SELECT * FROM outbox WHERE receipt = ? AND channel = ?", [.text(receipt), .text(channel.rawValue)]
        ).map(Self.entry)
    }

    func settle(_ id: String, isDelivered: Bool, error: String?, at now: Date) throws -> Bool {
        let changed = try connection.execute(
            """
            UPDATE outbox SET state = ?, last_error = COALESCE(?, last_error), delivered_at = ?
            WHERE id = ? AND state IN ('handedOver', 'unknown')
            """,
            [
                .text((isDelivered ? DeliveryState.delivered : .failed).rawValue), .optional(error),
                isDelivered ? .moment(now) : .null, .text(id),
            ])
        return changed == 1
    }

    private static let replaying = """
        UPDATE outbox SET state = 'waiting', in_line = 1, attempts = 0, next_attempt_at = ?, delivered_at = NULL,
            receipt = NULL
        """

    /// An outcome as the row keeps it.
    private struct Mark {
        var state: DeliveryState
        var next: Date
        var error: String?
        var receipt: String?
        var delivered: Date?
        var isTry = true

        init(_ outcome: DeliveryOutcome, at now: Date) {
            next = now
            switch outcome {
            case .delivered:
                state = .delivered
                delivered = now
            case .handedOver(let number):
                state = .handedOver
                receipt = number
            case .retry(let moment, let why):
                state = .waiting
                next = moment
                error = why
            case .postponed(let moment, let why):
                state = .waiting
                next = moment
                error = why
                isTry = false
            case .failed(let why):
                state = .failed
                error = why
            case .unknown(let why):
                state = .unknown
                error = why
            }
        }
    }
}
