import Casework
import Foundation
import Station

/// The transactional outbox: entering, leasing and recording; the log of it is in `SQLOutboxStore+Log`.
struct SQLOutboxStore: OutboxStore {
    let connection: any SQLConnection

    func add(_ message: OutboxMessage) throws {
        try connection.execute(
            """
            INSERT INTO outbox (
                id, channel, destination, company, ticket, kind, payload, created_at, state, attempts, next_attempt_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', 0, ?)
            """,
            [
                .text(message.id), .text(message.channel.rawValue), .text(message.destination),
                .optional(message.company?.description), .optional(message.ticket), .text(message.kind),
                try JSONText.encode(message.payload), .moment(message.createdAt), .moment(message.createdAt),
            ])
        connection.changes.insert(.outbox)
    }

    func lease(
        at now: Date, until end: Date, token: String, limit: Int, perDestination: Int
    ) throws -> [LeasedMessage] {
        // Several nodes: who leases does so alone, or a destination would get more than its share at once.
        try connection.lock(.leasing)
        try connection.execute(
            """
            UPDATE outbox SET state = 'waiting', lease_token = NULL, lease_ends_at = NULL
            WHERE id IN (
                SELECT id FROM outbox WHERE state = 'sending' AND lease_ends_at <= ?\(connection.dialect.skipsLocked))
            """,
            [.moment(now)])
        return try candidates(at: now, limit: limit, perDestination: perDestination).compactMap { id in
            let row = try connection.first(
                """
                UPDATE outbox SET state = 'sending', lease_token = ?, lease_ends_at = ?, attempts = attempts + 1
                WHERE id IN (
                    SELECT id FROM outbox WHERE id = ? AND state = 'waiting'\(connection.dialect.skipsLocked))
                RETURNING *
                """,
                [.text(token), .moment(end), .text(id)])
            return try row.map {
                LeasedMessage(message: try Self.message($0), attempt: try $0.int("attempts"), leaseToken: token)
            }
        }
    }

    func record(_ outcome: DeliveryOutcome, for id: String, token: String, at now: Date) throws -> Bool {
        let (state, next, error, delivered, uncounted): (DeliveryState, SQLValue, SQLValue, SQLValue, Int) =
            switch outcome {
            case .delivered: (.delivered, .moment(now), .null, .moment(now), 0)
            case .retry(let at, let error): (.waiting, .moment(at), .text(error), .null, 0)
            case .postponed(let until, let error): (.waiting, .moment(until), .text(error), .null, 1)
            case .failed(let error): (.failed, .moment(now), .text(error), .null, 0)
            }
        let changed = try connection.execute(
            """
            UPDATE outbox SET state = ?, next_attempt_at = ?, last_error = COALESCE(?, last_error),
                delivered_at = ?, attempts = attempts - ?, lease_token = NULL, lease_ends_at = NULL
            WHERE id = ? AND state = 'sending' AND lease_token = ?
            """,
            [.text(state.rawValue), next, error, delivered, .int(uncounted), .text(id), .text(token)])
        return changed == 1
    }

    func replay(_ id: String, at now: Date) throws -> Bool {
        let changed = try connection.execute(
            """
            UPDATE outbox SET state = 'waiting', attempts = 0, next_attempt_at = ?, delivered_at = NULL
            WHERE id = ? AND state IN ('failed', 'delivered')
            """,
            [.moment(now), .text(id)])
        if changed == 1 { connection.changes.insert(.outbox) }
        return changed == 1
    }

    /// Due messages, oldest first, as many of each destination as it has room for.
    ///
    /// The recursions leap from destination to destination along the index and then from message to message, and look at
    /// no more than `perDestination` of each: a backlog of a million for one dead server costs no more than one of ten.
    private func candidates(at now: Date, limit: Int, perDestination: Int) throws -> [String] {
        var room = try connection.query(
            "SELECT destination, COUNT(*) AS busy FROM outbox WHERE state = 'sending' GROUP BY destination"
        ).reduce(into: [String: Int]()) { room, row in
            room[try row.text("destination")] = perDestination - (try row.int("busy"))
        }
        // Written so that both engines walk the index: no join, which PostgreSQL would do over the whole table.
        let due = try connection.query(
            """
            WITH RECURSIVE lanes (destination) AS (
                SELECT MIN(destination) FROM outbox WHERE state = 'waiting'
                UNION ALL
                SELECT (
                    SELECT MIN(n.destination) FROM outbox n
                    WHERE n.state = 'waiting' AND n.destination > lanes.destination)
                FROM lanes WHERE lanes.destination IS NOT NULL),
            picks (destination, id, place) AS (
                SELECT lanes.destination, (
                    SELECT w.id FROM outbox w
                    WHERE w.state = 'waiting' AND w.destination = lanes.destination AND w.next_attempt_at <= ?
                    ORDER BY w.next_attempt_at, w.id LIMIT 1), 1
                FROM lanes WHERE lanes.destination IS NOT NULL
                UNION ALL
                SELECT picks.destination, (
                    SELECT w.id FROM outbox w
                    WHERE w.state = 'waiting' AND w.destination = picks.destination AND w.next_attempt_at <= ?
                        AND w.next_attempt_at >= (SELECT p.next_attempt_at FROM outbox p WHERE p.id = picks.id)
                        AND (w.id > picks.id
                            OR w.next_attempt_at > (SELECT p.next_attempt_at FROM outbox p WHERE p.id = picks.id))
                    ORDER BY w.next_attempt_at, w.id LIMIT 1), picks.place + 1
                FROM picks WHERE picks.id IS NOT NULL AND picks.place < ?)
            SELECT id, destination, (SELECT o.next_attempt_at FROM outbox o WHERE o.id = picks.id) AS due
            FROM picks WHERE id IS NOT NULL ORDER BY due, id
            """,
            [.moment(now), .moment(now), .int(perDestination)])
        var chosen: [String] = []
        for row in due where chosen.count < limit {
            let destination = try row.text("destination")
            let left = room[destination] ?? perDestination
            guard left > 0 else { continue }
            room[destination] = left - 1
            chosen.append(try row.text("id"))
        }
        return chosen
    }
}
