import Casework
import Foundation
import Station

/// Leasing: in turn from lane to lane, so that what it costs depends on how many are leased, never on how many wait.
///
/// What is due stands in line (`in_line`, one index entry each); what waits for its time stands aside under another
/// index and is put in line when it comes. The rounds go on where the last one ended, so a thousand busy lanes keep
/// nobody from their turn, and a lane with a million messages gives no more than it has room for.
extension SQLOutboxStore {
    func lease(_ request: LeaseRequest) throws -> Lease {
        // Several nodes: who leases does so alone, or a lane would get more than its share at once.
        try connection.lock(.leasing)
        let doubtful = try endLeases(at: request.now)
        try putInLine(at: request.now)
        let paused = try Set(self.paused())
        guard request.limit > 0, !paused.contains(Self.everyLane) else {
            return Lease(messages: [], last: request.after, doubtful: doubtful)
        }
        let closed = paused.union(request.skipping)
        let busy = try busy()
        let rates = try rates()
        // Lanes without room are looked at too, so look at as many more.
        let lanes = try lanes(after: request.after, count: request.limit + busy.count + closed.count)
        var messages: [LeasedMessage] = []
        var last = request.after
        for text in lanes where messages.count < request.limit {
            last = text
            guard !closed.contains(text), let lane = DeliveryLane(text) else { continue }
            let room = min(
                request.limit - messages.count, try room(lane, busy: busy[text] ?? 0, rates, at: request.now))
            guard room > 0 else { continue }
            messages += try take(room, of: text, request)
        }
        return Lease(messages: messages, last: last, doubtful: doubtful)
    }

    func pause(_ lane: String, by who: String, at now: Date) throws {
        try connection.execute(
            """
            INSERT INTO delivery_pauses (lane, paused_by, paused_at) VALUES (?, ?, ?)
            ON CONFLICT (lane) DO UPDATE SET paused_by = excluded.paused_by, paused_at = excluded.paused_at
            """,
            [.text(lane), .text(who), .moment(now)])
    }

    func resume(_ lane: String) throws -> Bool {
        let changed = try connection.execute("DELETE FROM delivery_pauses WHERE lane = ?", [.text(lane)])
        if changed == 1 { connection.changes.insert(.outbox) }
        return changed == 1
    }

    func paused() throws -> [String] {
        try connection.query("SELECT lane FROM delivery_pauses").map { try $0.text("lane") }.sorted()
    }

    static let everyLane = "*"
    /// Put in line by one lease at most, so that no transaction grows without bound.
    private static let promoted = 512

    /// Takes back what a worker did not finish. What must not be sent twice may have been sent: that is given as doubtful.
    private func endLeases(at now: Date) throws -> [OutboxMessage] {
        let unfinished = "state = 'sending' AND lease_ends_at <= ?"
        try connection.execute(
            """
            UPDATE outbox SET state = 'waiting', in_line = 1, lease_token = NULL, lease_ends_at = NULL
            WHERE id IN (
                SELECT id FROM outbox WHERE \(unfinished) AND is_once = 0\(connection.dialect.skipsLocked))
            """,
            [.moment(now)])
        return try connection.query(
            """
            UPDATE outbox SET state = 'unknown', last_error = ?, lease_token = NULL, lease_ends_at = NULL
            WHERE id IN (
                SELECT id FROM outbox WHERE \(unfinished) AND is_once = 1\(connection.dialect.skipsLocked))
            RETURNING *
            """,
            [.text(DeliveryFault(.interrupted).description), .moment(now)]
        ).map(Self.message)
    }

    /// Puts in line what has become due.
    private func putInLine(at now: Date) throws {
        try connection.execute(
            """
            UPDATE outbox SET in_line = 1 WHERE id IN (
                SELECT id FROM outbox WHERE state = 'waiting' AND in_line = 0 AND next_attempt_at <= ?
                ORDER BY next_attempt_at, id LIMIT ?\(connection.dialect.skipsLocked))
            """,
            [.moment(now), .int(Self.promoted)])
    }

    private func busy() throws -> [String: Int] {
        try connection.query("SELECT lane, COUNT(*) AS busy FROM outbox WHERE state = 'sending' GROUP BY lane")
            .reduce(into: [:]) { $0[try $1.text("lane")] = try $1.int("busy") }
    }

    /// The next lanes with something in line, leaping along the index and once round at the end.
    private func lanes(after start: String, count: Int) throws -> [String] {
        let behind = try leap(after: start, count: count)
        guard behind.count < count, !start.isEmpty else { return behind }
        // Where round ends is told by equality, not by order: engines order text differently.
        return behind + (try leap(after: "", count: count - behind.count)).prefix { $0 != behind.first }
    }

    private func leap(after start: String, count: Int) throws -> [String] {
        try connection.query(
            """
            WITH RECURSIVE lanes (lane, place) AS (
                SELECT (SELECT MIN(o.lane) FROM outbox o WHERE o.in_line = 1 AND o.lane > ?), 1
                UNION ALL
                SELECT (SELECT MIN(o.lane) FROM outbox o WHERE o.in_line = 1 AND o.lane > lanes.lane), lanes.place + 1
                FROM lanes WHERE lanes.lane IS NOT NULL AND lanes.place < ?)
            SELECT lane FROM lanes WHERE lane IS NOT NULL ORDER BY place
            """,
            [.text(start), .int(count)]
        ).map { try $0.text("lane") }
    }

    private func take(_ room: Int, of lane: String, _ request: LeaseRequest) throws -> [LeasedMessage] {
        try connection.query(
            """
            UPDATE outbox SET state = 'sending', in_line = 0, lease_token = ?, lease_ends_at = ?,
                attempts = attempts + 1
            WHERE id IN (
                SELECT id FROM outbox WHERE in_line = 1 AND lane = ? AND next_attempt_at <= ?
                ORDER BY next_attempt_at, id LIMIT ?\(connection.dialect.skipsLocked))
            RETURNING *
            """,
            [.text(request.token), .moment(request.end), .text(lane), .moment(request.now), .int(room)]
        )
        .map { (due: try $0.integer("next_attempt_at"), row: $0) }
        .sorted { $0.due < $1.due }
        .map {
            LeasedMessage(
                message: try Self.message($0.row), attempt: try $0.row.int("attempts"), leaseToken: request.token)
        }
    }
}
