import Casework
import Station

/// The notification log.
extension SQLOutboxStore {
    private static let log = "outbox"

    func entry(_ id: String) throws -> OutboxEntry? {
        try connection.first("SELECT * FROM outbox WHERE id = ?", [.text(id)]).map(Self.entry)
    }

    func attempts(of id: String) throws -> [DeliveryAttempt] {
        try connection.query(
            "SELECT * FROM delivery_attempts WHERE message = ? ORDER BY at, number", [.text(id)]
        ).map { row in
            DeliveryAttempt(
                number: try row.int("number"), at: try row.moment("at"),
                state: try row.word("state", as: DeliveryState.self), error: try row.optionalText("error"))
        }
    }

    func list(_ query: OutboxQuery, limit: Int, cursor: String?) throws -> Page<OutboxEntry> {
        var conditions = Self.conditions(query)
        if let few = try fewPassing(query) { conditions.and("id", in: few) }
        if let position = Keyset(cursor, list: Self.log) {
            // Ids only tell messages of one millisecond apart; any order of the engine's will do, if it stays the same.
            conditions.and(
                "created_at <= ? AND (created_at < ? OR id < ?)", .integer(position.key), .integer(position.key),
                .text(position.tie))
        }
        let size = Keyset.size(limit)
        let entries = try connection.query(
            "SELECT * FROM outbox\(conditions.clause) ORDER BY created_at DESC, id DESC LIMIT ?",
            conditions.arguments + [.int(size + 1)]
        ).map(Self.entry)
        let items = Array(entries.prefix(size))
        guard entries.count > size, let last = items.last?.message else { return Page(items: items, next: nil) }
        return Page(
            items: items, next: Keyset(list: Self.log, key: last.createdAt.milliseconds, tie: last.id).text)
    }

    func count(_ query: OutboxQuery, limit: Int) throws -> Int {
        let conditions = Self.conditions(query)
        let row = try connection.first(
            "SELECT COUNT(*) AS total FROM (SELECT 1 FROM outbox\(conditions.clause) LIMIT ?) AS found",
            conditions.arguments + [.int(limit)])
        return try row?.int("total") ?? 0
    }

    /// The ids of what waits or is being sent, while they are few; nil if they are many, or not asked for.
    ///
    /// These two have no index by age: every message would pass through it, and each time leave a page to write wherever
    /// a backlog stands. Few are named one by one; among many, a walk from the newest soon meets enough of them.
    private func fewPassing(_ query: OutboxQuery) throws -> [SQLValue]? {
        let ids: String
        switch query.state {
        case .waiting:
            ids = """
                SELECT id FROM outbox WHERE in_line = 1
                UNION ALL SELECT id FROM outbox WHERE state = 'waiting' AND in_line = 0
                """
        case .sending: ids = "SELECT id FROM outbox WHERE state = 'sending'"
        default: return nil
        }
        guard query.ticket == nil, query.company == nil, query.destination == nil else { return nil }
        let found = try connection.query("\(ids) LIMIT ?", [.int(Self.few + 1)])
        return found.count > Self.few ? nil : try found.map { .text(try $0.text("id")) }
    }

    private static let few = 500
    /// States in which messages stay, and which are the exception.
    private static let resting: Set<DeliveryState> = [.failed, .unknown, .handedOver, .folded]
    /// In the words of the index `outbox_resting`.
    static let isResting = "state IN ('failed', 'unknown', 'handedOver', 'folded')"

    static func conditions(_ query: OutboxQuery) -> Conditions {
        var conditions = Conditions()
        if let state = query.state {
            conditions.and("state = ?", .text(state.rawValue))
            // In the words of the index, or an engine that does not know the argument yet would not take it.
            if resting.contains(state) { conditions.and(Self.isResting) }
        }
        if let ticket = query.ticket { conditions.and("ticket = ?", .number(ticket)) }
        if let company = query.company { conditions.and("company = ?", .text(company.description)) }
        if let channel = query.channel { conditions.and("channel = ?", .text(channel.rawValue)) }
        if let destination = query.destination { conditions.and("destination = ?", .text(destination)) }
        if let since = query.since { conditions.and("created_at >= ?", .moment(since)) }
        if let before = query.before { conditions.and("created_at < ?", .moment(before)) }
        return conditions
    }

    static func message(_ row: SQLRow) throws(StoreError) -> OutboxMessage {
        let payload = try row.json("payload", as: OutboxMessage.Payload.self)
        let told = try row.optionalInteger("told").map { Int($0) }
        return OutboxMessage(
            id: try row.text("id"), channel: try row.word("channel", as: OutboxMessage.Channel.self),
            destination: try row.text("destination"), company: try row.optionalCode("company"),
            ticket: try row.optionalNumber("ticket"), kind: try row.text("kind"),
            payload: told.map(payload.telling) ?? payload,
            createdAt: try row.moment("created_at"), notBefore: try row.moment("not_before"))
    }

    static func entry(_ row: SQLRow) throws(StoreError) -> OutboxEntry {
        OutboxEntry(
            message: try message(row), state: try row.word("state", as: DeliveryState.self),
            attempts: try row.int("attempts"), nextAttemptAt: try row.moment("next_attempt_at"),
            lastError: try row.optionalText("last_error"), deliveredAt: try row.optionalMoment("delivered_at"),
            foldedInto: try row.optionalText("folded_into"))
    }
}
