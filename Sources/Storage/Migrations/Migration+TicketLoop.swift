extension Migration {
    /// The ticket loop in depth: rungs of warning, late legs, three rates, and what an officer's desk keeps.
    static let ticketLoop = Migration(
        number: 8, name: "the ticket loop in depth",
        statements: tickets + desk, appendOnlyTables: [])

    private static let tickets = [
        "ALTER TABLE tickets ADD COLUMN remind_at BIGINT",
        "ALTER TABLE tickets ADD COLUMN responded BIGINT CHECK (responded IN (0, 1))",
        "ALTER TABLE tickets ADD COLUMN solved BIGINT CHECK (solved IN (0, 1))",
        "CREATE INDEX tickets_to_remind ON tickets (remind_at, number) WHERE remind_at IS NOT NULL",
        "ALTER TABLE ticket_legs ADD COLUMN missed BIGINT NOT NULL DEFAULT 0 CHECK (missed IN (0, 1))",
        "CREATE INDEX ticket_legs_to_miss ON ticket_legs (due_at, number) WHERE missed = 0",
    ]

    private static let desk = [
        """
        CREATE TABLE desk_drafts (
            account TEXT NOT NULL REFERENCES accounts (id),
            ticket BIGINT NOT NULL REFERENCES tickets (number),
            field TEXT NOT NULL,
            body TEXT NOT NULL,
            updated_at BIGINT NOT NULL,
            PRIMARY KEY (account, ticket, field))
        """,
        """
        CREATE TABLE presences (
            ticket BIGINT NOT NULL REFERENCES tickets (number),
            account TEXT NOT NULL REFERENCES accounts (id),
            is_writing BIGINT NOT NULL CHECK (is_writing IN (0, 1)),
            at BIGINT NOT NULL,
            PRIMARY KEY (ticket, account))
        """,
        """
        CREATE TABLE saved_filters (
            id TEXT PRIMARY KEY,
            account TEXT NOT NULL REFERENCES accounts (id),
            name TEXT NOT NULL CHECK (length(name) > 0),
            query TEXT NOT NULL,
            created_at BIGINT NOT NULL)
        """,
        "CREATE INDEX saved_filters_of_account ON saved_filters (account, created_at, id)",
    ]
}
