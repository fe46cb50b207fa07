extension Migration {
    /// Of tickets due at the same moment the one filed first comes first; what has ended keeps its order, the newest
    /// first, by its key. How much each officer has open, and how much a digest tells, is kept beside them.
    static let fairQueue = Migration(
        number: 14, name: "fair queue", statements: dropped + keys + indexes + loads + digests + findings,
        appendOnlyTables: [])

    private static let dropped = [
        "DROP INDEX tickets_by_due", "DROP INDEX tickets_of_state", "DROP INDEX tickets_of_lead",
        "DROP INDEX tickets_of_matter", "DROP INDEX ticket_legs_of_unit", "DROP INDEX holders_of_unit",
    ]

    private static let keys = [
        "UPDATE tickets SET sort_due = sort_due + 1000000000000 - number WHERE sort_due = 9000000000000000"
    ]

    private static let indexes = [
        "CREATE INDEX tickets_by_due ON tickets (sort_due, number)",
        "CREATE INDEX tickets_of_state ON tickets (state, sort_due, number)",
        "CREATE INDEX tickets_of_lead ON tickets (lead, sort_due, number)",
        "CREATE INDEX tickets_of_matter ON tickets (matter, sort_due, number)",
        "CREATE INDEX ticket_legs_of_unit ON ticket_legs (unit, sort_due, number)",
    ]

    private static let loads = [
        """
        CREATE TABLE officer_loads (
            unit TEXT NOT NULL,
            officer TEXT NOT NULL REFERENCES accounts (id),
            open BIGINT NOT NULL CHECK (open >= 0),
            PRIMARY KEY (unit, officer))
        """,
        """
        INSERT INTO officer_loads (unit, officer, open)
        SELECT unit, officer, COUNT(*) FROM holders GROUP BY unit, officer
        """,
    ]

    private static let findings = [
        "CREATE INDEX warnings_with_ticket ON warnings (company, ticket) WHERE ticket IS NOT NULL"
    ]

    private static let digests = ["ALTER TABLE outbox ADD COLUMN told BIGINT"]
}
