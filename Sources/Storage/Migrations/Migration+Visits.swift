extension Migration {
    /// Appointments with their seats, pre-reviews, and what people find about approvals by rule.
    static let visits = Migration(
        number: 12, name: "appointments, pre-reviews and approvals by rule",
        statements: appointments + preReviews + approvals, appendOnlyTables: [])

    private static let appointments = [
        """
        CREATE TABLE appointments (
            id TEXT PRIMARY KEY,
            company TEXT NOT NULL REFERENCES companies (code),
            matter TEXT NOT NULL,
            site TEXT NOT NULL,
            counter TEXT NOT NULL,
            day BIGINT NOT NULL,
            start_at BIGINT,
            end_at BIGINT,
            seat BIGINT CHECK (seat >= 1),
            state TEXT NOT NULL CHECK (state IN (
                'waiting', 'offered', 'booked', 'arrived', 'no-show', 'cancelled', 'lapsed')),
            visitor_name TEXT NOT NULL CHECK (length(visitor_name) > 0),
            visitor_phone TEXT NOT NULL CHECK (length(visitor_phone) > 0),
            note TEXT NOT NULL,
            offer_ends_at BIGINT,
            remind_at BIGINT,
            ticket BIGINT REFERENCES tickets (number),
            sequence BIGINT NOT NULL CHECK (sequence >= 0),
            version BIGINT NOT NULL CHECK (version >= 1),
            booked_by TEXT NOT NULL,
            created_at BIGINT NOT NULL,
            CHECK ((start_at IS NULL) = (end_at IS NULL)),
            CHECK (start_at IS NULL OR start_at < end_at),
            CHECK (seat IS NULL OR start_at IS NOT NULL),
            CHECK ((seat IS NOT NULL) = (state IN ('offered', 'booked', 'arrived', 'no-show'))),
            CHECK ((offer_ends_at IS NOT NULL) = (state = 'offered')))
        """,
        // One seat, one visitor: whatever a program does, nobody is booked onto somebody else.
        "CREATE UNIQUE INDEX appointments_seats ON appointments (site, counter, start_at, seat) WHERE seat IS NOT NULL",
        "CREATE INDEX appointments_of_company ON appointments (company, day DESC, id DESC)",
        "CREATE INDEX appointments_of_day ON appointments (site, day, counter, state)",
        "CREATE INDEX appointments_to_remind ON appointments (remind_at, id) WHERE remind_at IS NOT NULL",
        "CREATE INDEX appointments_to_lapse ON appointments (state, day) WHERE state IN ('waiting', 'offered')",
    ]

    private static let preReviews = [
        """
        CREATE TABLE pre_reviews (
            id TEXT PRIMARY KEY,
            company TEXT NOT NULL REFERENCES companies (code),
            matter TEXT NOT NULL,
            items TEXT NOT NULL,
            handed_in_at BIGINT,
            is_waiting BIGINT NOT NULL CHECK (is_waiting IN (0, 1)),
            reviewed_at BIGINT,
            reviewer TEXT NOT NULL,
            version BIGINT NOT NULL CHECK (version >= 1),
            created_at BIGINT NOT NULL,
            CHECK (is_waiting = 0 OR handed_in_at IS NOT NULL))
        """,
        "CREATE INDEX pre_reviews_of_company ON pre_reviews (company, created_at DESC, id DESC)",
        "CREATE INDEX pre_reviews_waiting ON pre_reviews (handed_in_at, id) WHERE is_waiting = 1",
    ]

    private static let approvals = [
        """
        CREATE TABLE approval_reviews (
            ticket BIGINT PRIMARY KEY REFERENCES tickets (number),
            rule TEXT NOT NULL,
            drawn_at BIGINT NOT NULL,
            finding TEXT CHECK (finding IN ('right', 'wrong')),
            comment TEXT NOT NULL,
            reviewer TEXT NOT NULL,
            reviewed_at BIGINT,
            CHECK ((finding IS NULL) = (reviewed_at IS NULL)))
        """,
        "CREATE INDEX approval_reviews_to_do ON approval_reviews (drawn_at, ticket) WHERE finding IS NULL",
        """
        CREATE TABLE approval_switches (
            rule TEXT PRIMARY KEY,
            is_off BIGINT NOT NULL CHECK (is_off IN (0, 1)),
            by_name TEXT NOT NULL,
            reason TEXT NOT NULL,
            at BIGINT NOT NULL)
        """,
    ]
}
