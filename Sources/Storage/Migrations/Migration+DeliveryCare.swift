extension Migration {
    /// Mails that wait for a person's word with their text, how fast an endpoint may be sent to, and sending that costs
    /// the same whatever waits.
    static let deliveryCare = Migration(
        number: 10, name: "mails to look at, rates of endpoints, sending beside a backlog",
        statements: [
            "ALTER TABLE webhook_endpoints ADD COLUMN per_minute BIGINT CHECK (per_minute > 0)",
            "CREATE INDEX webhook_endpoints_rated ON webhook_endpoints (id) WHERE per_minute IS NOT NULL",
            // Only while it waits: once somebody has ruled, the text is on a ticket or gone.
            """
            CREATE TABLE quarantined_mails (
                mail TEXT PRIMARY KEY REFERENCES inbound_mails (id),
                at BIGINT NOT NULL,
                sender TEXT NOT NULL,
                body TEXT NOT NULL,
                is_cut BIGINT NOT NULL CHECK (is_cut IN (0, 1)))
            """,
            "CREATE INDEX quarantined_mails_newest ON quarantined_mails (at DESC, mail DESC)",
            """
            CREATE TABLE mail_rulings (
                mail TEXT PRIMARY KEY REFERENCES inbound_mails (id),
                at BIGINT NOT NULL,
                outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'refused')),
                ticket BIGINT REFERENCES tickets (number),
                ruled_by TEXT NOT NULL,
                CHECK (outcome = 'refused' OR ticket IS NOT NULL))
            """,
            // Each message passed through it three times on its way, and took its first entry out of a page that a
            // backlog filled: another page to write and sync for each.
            "DROP INDEX outbox_of_state",
            """
            CREATE INDEX outbox_resting ON outbox (state, created_at DESC, id DESC)
                WHERE state IN ('failed', 'unknown', 'handedOver', 'folded')
            """,
        ], appendOnlyTables: ["mail_rulings"])
}
