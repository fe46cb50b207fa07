extension Migration {
    /// What goes with self-tests in depth: evidence, plans, consultations, cohorts, reminders.
    static let selfTestDepth = Migration(
        number: 3, name: "self-tests in depth",
        statements: [
            "ALTER TABLE companies ADD COLUMN affiliation TEXT NOT NULL DEFAULT ''",
            "CREATE INDEX profiles_by_issue ON profiles (issued_at, id)",
            "CREATE INDEX submissions_of_company ON submissions (self_test, company, submitted_at DESC, id DESC)",
        ] + evidence + plans + consultations + cohorts,
        appendOnlyTables: ["consultation_entries", "consultation_looks"])

    private static let evidence = [
        """
        CREATE TABLE evidence (
            id TEXT PRIMARY KEY,
            company TEXT NOT NULL REFERENCES companies (code),
            self_test TEXT NOT NULL,
            question TEXT NOT NULL,
            name TEXT NOT NULL CHECK (length(name) > 0),
            type TEXT NOT NULL CHECK (type IN ('pdf', 'png', 'jpeg')),
            size BIGINT NOT NULL CHECK (size > 0),
            sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
            uploaded_by TEXT NOT NULL,
            uploaded_at BIGINT NOT NULL)
        """,
        "CREATE INDEX evidence_of_company ON evidence (company, self_test, uploaded_at, id)",
        """
        CREATE TABLE evidence_chunks (
            evidence TEXT NOT NULL REFERENCES evidence (id),
            position BIGINT NOT NULL CHECK (position >= 0),
            body TEXT NOT NULL,
            PRIMARY KEY (evidence, position))
        """,
    ]

    private static let plans = [
        """
        CREATE TABLE plan_items (
            id TEXT PRIMARY KEY,
            company TEXT NOT NULL REFERENCES companies (code),
            self_test TEXT NOT NULL,
            profile TEXT NOT NULL REFERENCES profiles (id),
            question TEXT NOT NULL,
            title TEXT NOT NULL,
            advice TEXT NOT NULL,
            owner TEXT NOT NULL,
            due_day BIGINT,
            note TEXT NOT NULL,
            done_at BIGINT,
            version BIGINT NOT NULL CHECK (version >= 1),
            created_at BIGINT NOT NULL)
        """,
        "CREATE INDEX plan_items_of_company ON plan_items (company, created_at, id)",
    ]

    private static let consultations = [
        """
        CREATE TABLE consultations (
            id TEXT PRIMARY KEY,
            company TEXT NOT NULL REFERENCES companies (code),
            profile TEXT NOT NULL REFERENCES profiles (id),
            shared_question TEXT,
            question TEXT NOT NULL CHECK (length(question) > 0),
            purpose TEXT NOT NULL CHECK (length(purpose) > 0),
            expert TEXT NOT NULL REFERENCES accounts (id),
            state TEXT NOT NULL CHECK (state IN ('asked', 'answered', 'closed', 'withdrawn')),
            consented_by TEXT NOT NULL,
            consented_at BIGINT NOT NULL,
            ended_at BIGINT,
            version BIGINT NOT NULL CHECK (version >= 1),
            CHECK ((ended_at IS NULL) = (state IN ('asked', 'answered'))))
        """,
        "CREATE INDEX consultations_of_company ON consultations (company, consented_at DESC, id DESC)",
        "CREATE INDEX consultations_of_expert ON consultations (expert, consented_at DESC, id DESC)",
        """
        CREATE TABLE consultation_entries (
            id TEXT PRIMARY KEY,
            consultation TEXT NOT NULL REFERENCES consultations (id),
            author TEXT NOT NULL REFERENCES accounts (id),
            author_name TEXT NOT NULL,
            body TEXT NOT NULL,
            opinion TEXT,
            is_for_company BIGINT NOT NULL CHECK (is_for_company IN (0, 1)),
            at BIGINT NOT NULL)
        """,
        "CREATE INDEX consultation_entries_of ON consultation_entries (consultation, at, id)",
        """
        CREATE TABLE consultation_looks (
            id TEXT PRIMARY KEY,
            consultation TEXT NOT NULL REFERENCES consultations (id),
            account TEXT NOT NULL REFERENCES accounts (id),
            account_name TEXT NOT NULL,
            at BIGINT NOT NULL)
        """,
        "CREATE INDEX consultation_looks_at ON consultation_looks (consultation, at DESC, id DESC)",
    ]

    private static let cohorts = [
        """
        CREATE TABLE cohorts (
            self_test TEXT NOT NULL,
            industry TEXT NOT NULL,
            size TEXT NOT NULL,
            members TEXT NOT NULL,
            refreshed_at BIGINT NOT NULL,
            PRIMARY KEY (self_test, industry, size))
        """,
        """
        CREATE TABLE retest_reminders (
            company TEXT NOT NULL REFERENCES companies (code),
            self_test TEXT NOT NULL,
            profile TEXT NOT NULL REFERENCES profiles (id),
            due_at BIGINT NOT NULL,
            sent_at BIGINT,
            PRIMARY KEY (company, self_test))
        """,
        "CREATE INDEX retest_reminders_by_due ON retest_reminders (due_at)",
    ]
}
