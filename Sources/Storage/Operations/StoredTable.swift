import Station

/// A table as far as moving and checking a whole station needs it; its columns are the engine's to tell.
struct StoredTable: Hashable, Sendable {
    let name: String
    /// The primary key; empty for a table that has none and is taken in one piece.
    let key: [String]

    /// Every table of the current schema, what others refer to first. The migrations' own history is not among them,
    /// nor the search index, which is made anew.
    static let all = [
        StoredTable(name: "companies", key: ["code"]),
        StoredTable(name: "webhook_endpoints", key: ["id"]),
        StoredTable(name: "accounts", key: ["id"]),
        StoredTable(name: "account_roles", key: ["account", "role"]),
        StoredTable(name: "sessions", key: ["token_hash"]),
        // Swept after a week, and a lock-out slows it down: it stays small enough to be held in memory.
        StoredTable(name: "sign_in_failures", key: []),
        StoredTable(name: "questionnaires", key: ["content_hash"]),
        StoredTable(name: "drafts", key: ["company", "self_test"]),
        StoredTable(name: "submissions", key: ["id"]),
        StoredTable(name: "profiles", key: ["id"]),
        StoredTable(name: "ticket_numbers", key: ["year"]),
        tickets,
        StoredTable(name: "ticket_events", key: ["number", "sequence"]),
        StoredTable(name: "ticket_legs", key: ["number", "leg"]),
        StoredTable(name: "warnings", key: ["id"]),
        StoredTable(name: "outbox", key: ["id"]),
        StoredTable(name: "audit", key: ["id"]),
        StoredTable(name: "idempotent_replies", key: ["account", "request_key"]),
        StoredTable(name: "leases", key: ["name"]),
        StoredTable(name: "evidence", key: ["id"]),
        StoredTable(name: "evidence_chunks", key: ["evidence", "position"]),
        StoredTable(name: "plan_items", key: ["id"]),
        StoredTable(name: "consultations", key: ["id"]),
        StoredTable(name: "consultation_entries", key: ["id"]),
        StoredTable(name: "consultation_looks", key: ["id"]),
        StoredTable(name: "cohort_refreshes", key: ["number"]),
        StoredTable(name: "cohort_members", key: ["refresh", "self_test", "industry", "size", "position"]),
        StoredTable(name: "retest_reminders", key: ["company", "self_test"]),
        StoredTable(name: "delivery_attempts", key: ["message", "at", "number"]),
        StoredTable(name: "delivery_pauses", key: ["lane"]),
        StoredTable(name: "inbox", key: ["id"]),
        StoredTable(name: "notice_preferences", key: ["reader"]),
        StoredTable(name: "refused_addresses", key: ["address"]),
        StoredTable(name: "inbound_mails", key: ["id"]),
        StoredTable(name: "quarantined_mails", key: ["mail"]),
        StoredTable(name: "mail_rulings", key: ["mail"]),
        StoredTable(name: "desk_drafts", key: ["account", "ticket", "field"]),
        StoredTable(name: "presences", key: ["ticket", "account"]),
        StoredTable(name: "saved_filters", key: ["id"]),
        StoredTable(name: "attachments", key: ["id"]),
        StoredTable(name: "attachment_chunks", key: ["attachment", "position"]),
        StoredTable(name: "text_blocks", key: ["id"]),
        StoredTable(name: "mentions", key: ["account", "ticket", "sequence"]),
        StoredTable(name: "routing_editions", key: ["number"]),
        StoredTable(name: "routing_publications", key: ["sequence"]),
        StoredTable(name: "absences", key: ["id"]),
        StoredTable(name: "holdings", key: ["ticket", "sequence"]),
        StoredTable(name: "holders", key: ["ticket"]),
        StoredTable(name: "officer_loads", key: ["unit", "officer"]),
        StoredTable(name: "lessons", key: ["ticket"]),
        StoredTable(name: "learned_words", key: ["word", "matter", "unit"]),
        StoredTable(name: "appointments", key: ["id"]),
        StoredTable(name: "pre_reviews", key: ["id"]),
        StoredTable(name: "approval_reviews", key: ["ticket"]),
        StoredTable(name: "approval_switches", key: ["rule"]),
    ]

    static let tickets = StoredTable(name: "tickets", key: ["number"])

    /// Whether an older schema has the table too.
    func exists(_ connection: any SQLConnection) throws(StoreError) -> Bool {
        try connection.first(connection.dialect.tableExists, [.text(name)]) != nil
    }

    func count(_ connection: any SQLConnection) throws(StoreError) -> Int {
        try connection.first("SELECT COUNT(*) AS total FROM \(name)", [])?.int("total") ?? 0
    }

    /// The next rows behind `position` (nil: from the start) in the engine's own order of the key; at most `limit`, or
    /// all where there is no key.
    func rows(
        _ connection: any SQLConnection, after position: [SQLValue]?, limit: Int
    ) throws(StoreError) -> [SQLRow] {
        guard !key.isEmpty else { return position == nil ? try connection.query("SELECT * FROM \(name)") : [] }
        let columns = key.joined(separator: ", ")
        let behind = position == nil ? "" : " WHERE (\(columns)) > (\(Conditions.marks(key.count)))"
        return try connection.query(
            "SELECT * FROM \(name)\(behind) ORDER BY \(columns) LIMIT ?", (position ?? []) + [.int(limit)])
    }

    /// Where `row` stands in the order of the key.
    func position(of row: SQLRow) throws(StoreError) -> [SQLValue] {
        try key.map { column throws(StoreError) in
            guard let index = row.columns.firstIndex(of: column), row.values.indices.contains(index) else {
                throw .damaged("\(name).\(column) is not in the result")
            }
            return row.values[index]
        }
    }

    /// Rows of one statement: enough to save most of its cost, few enough for every engine's limit on arguments.
    private static let rowsAtOnce = 40

    /// Stores rows as another engine gave them.
    func insert(_ rows: [SQLRow], _ connection: any SQLConnection) throws(StoreError) {
        var rest = rows[...]
        while let first = rest.first {
            let chunk = rest.prefix(rest.count >= Self.rowsAtOnce ? Self.rowsAtOnce : 1)
            rest = rest.dropFirst(chunk.count)
            let marks = "(\(Conditions.marks(first.columns.count)))"
            try connection.execute(
                """
                INSERT INTO \(name) (\(first.columns.joined(separator: ", "))) \
                VALUES \(Array(repeating: marks, count: chunk.count).joined(separator: ", "))
                """,
                chunk.flatMap(\.values))
        }
    }
}
