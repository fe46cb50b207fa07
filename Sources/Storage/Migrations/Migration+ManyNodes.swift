extension Migration {
    /// What several processes on one store need, and a search index of each engine's own kind.
    static let manyNodes = Migration(
        number: 2, name: "many nodes",
        statements: [
            """
            CREATE TABLE leases (
                name TEXT PRIMARY KEY,
                holder TEXT NOT NULL CHECK (length(holder) > 0),
                ends_at BIGINT NOT NULL)
            """,
            "DROP TABLE ticket_terms",
        ],
        appendOnlyTables: [], termIndexes: [SQLTicketStore.searchTable], indexesTickets: true)
}
