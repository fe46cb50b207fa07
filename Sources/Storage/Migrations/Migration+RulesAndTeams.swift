extension Migration {
    /// Editions of the routing rules, who in a unit works on what and who is away, what was learned from corrections,
    /// and lists that cost the same however many tickets there are.
    static let rulesAndTeams = Migration(
        number: 11, name: "rules and teams", statements: rules + teams + lessons + lists,
        appendOnlyTables: ["routing_editions", "routing_publications", "holdings"],
        droppedFirst: [SQLTicketStore.searchTable], termIndexes: [SQLTicketStore.searchTable], indexesTickets: true)

    private static let rules = [
        """
        CREATE TABLE routing_editions (
            number BIGINT PRIMARY KEY CHECK (number >= 1),
            content_hash TEXT NOT NULL UNIQUE,
            source TEXT NOT NULL,
            content TEXT NOT NULL,
            note TEXT NOT NULL,
            brought_at BIGINT NOT NULL,
            brought_by TEXT NOT NULL)
        """,
        """
        CREATE TABLE routing_publications (
            sequence BIGINT PRIMARY KEY CHECK (sequence >= 1),
            edition BIGINT NOT NULL REFERENCES routing_editions (number),
            at BIGINT NOT NULL,
            published_by TEXT NOT NULL,
            reason TEXT NOT NULL)
        """,
    ]

    private static let teams = [
        """
        CREATE TABLE absences (
            id TEXT PRIMARY KEY,
            officer TEXT NOT NULL REFERENCES accounts (id),
            deputy TEXT NOT NULL REFERENCES accounts (id) CHECK (deputy <> officer),
            first_day BIGINT NOT NULL,
            last_day BIGINT NOT NULL CHECK (last_day >= first_day),
            entered_by TEXT NOT NULL,
            entered_at BIGINT NOT NULL,
            withdrawn_at BIGINT)
        """,
        "CREATE INDEX absences_of_officer ON absences (officer, last_day) WHERE withdrawn_at IS NULL",
        // Who in a unit had a ticket when, and why; `holders` is how things stand, for open tickets only.
        """
        CREATE TABLE holdings (
            ticket BIGINT NOT NULL REFERENCES tickets (number),
            sequence BIGINT NOT NULL CHECK (sequence >= 1),
            unit TEXT NOT NULL,
            officer TEXT NOT NULL REFERENCES accounts (id),
            at BIGINT NOT NULL,
            assigned_by TEXT NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (ticket, sequence))
        """,
        """
        CREATE TABLE holders (
            ticket BIGINT PRIMARY KEY REFERENCES tickets (number),
            unit TEXT NOT NULL,
            officer TEXT NOT NULL REFERENCES accounts (id))
        """,
        "CREATE INDEX holders_of_unit ON holders (unit, officer, ticket)",
        "CREATE INDEX holders_of_officer ON holders (officer, ticket)",
    ]

    private static let lessons = [
        // What a ticket taught, so that a correction takes back exactly that.
        """
        CREATE TABLE lessons (
            ticket BIGINT PRIMARY KEY REFERENCES tickets (number),
            matter TEXT NOT NULL,
            unit TEXT NOT NULL)
        """,
        """
        CREATE TABLE learned_words (
            word TEXT NOT NULL,
            matter TEXT NOT NULL,
            unit TEXT NOT NULL,
            tickets BIGINT NOT NULL CHECK (tickets >= 1),
            PRIMARY KEY (word, matter, unit))
        """,
    ]

    private static let lists = [
        // A leg knows where its ticket stands in the list by deadline, so that a unit's list needs no look at tickets that
        // are not on its page.
        "ALTER TABLE ticket_legs ADD COLUMN sort_due BIGINT NOT NULL DEFAULT 0",
        """
        UPDATE ticket_legs SET sort_due = (SELECT t.sort_due FROM tickets t WHERE t.number = ticket_legs.number)
        """,
        "DROP INDEX ticket_legs_of_unit",
        "CREATE INDEX ticket_legs_of_unit ON ticket_legs (unit, sort_due, number DESC)",
        "CREATE INDEX tickets_of_lead_by_filing ON tickets (lead, filed_at DESC, number DESC)",
        // Tickets are found by the name their company had when they were filed; under a new one they are looked up apart.
        "ALTER TABLE companies ADD COLUMN is_renamed BIGINT NOT NULL DEFAULT 0 CHECK (is_renamed IN (0, 1))",
        "CREATE INDEX companies_renamed ON companies (code) WHERE is_renamed = 1",
    ]
}
