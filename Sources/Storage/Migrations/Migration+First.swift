extension Migration {
    /// The first schema. Constraints first: what the program must never do, the engine refuses.
    static let first = Migration(
        number: 1, name: "first schema",
        statements: people + selfTests + tickets + deliveries,
        appendOnlyTables: ["questionnaires", "submissions", "profiles", "ticket_events", "audit"])

    private static let people = [
        """
        CREATE TABLE companies (
            code TEXT PRIMARY KEY CHECK (length(code) = 18),
            name TEXT NOT NULL CHECK (length(name) > 0),
            folded TEXT NOT NULL,
            industry TEXT NOT NULL CHECK (
                industry IN ('manufacturing', 'trade', 'technology', 'construction', 'logistics', 'services')),
            size TEXT NOT NULL CHECK (size IN ('small', 'medium', 'large')),
            contact_name TEXT NOT NULL,
            contact_phone TEXT NOT NULL,
            contact_email TEXT NOT NULL,
            language TEXT NOT NULL CHECK (language IN ('zh-Hans', 'en')))
        """,
        """
        CREATE TABLE webhook_endpoints (
            id TEXT PRIMARY KEY,
            company TEXT NOT NULL REFERENCES companies (code),
            url TEXT NOT NULL,
            secret TEXT NOT NULL,
            is_enabled BIGINT NOT NULL CHECK (is_enabled IN (0, 1)))
        """,
        "CREATE INDEX webhook_endpoints_of_company ON webhook_endpoints (company)",
        """
        CREATE TABLE accounts (
            id TEXT PRIMARY KEY,
            login TEXT NOT NULL UNIQUE CHECK (length(login) > 0),
            display_name TEXT NOT NULL,
            unit TEXT,
            company TEXT REFERENCES companies (code),
            email TEXT NOT NULL,
            language TEXT NOT NULL CHECK (language IN ('zh-Hans', 'en')),
            password_hash TEXT NOT NULL,
            is_disabled BIGINT NOT NULL CHECK (is_disabled IN (0, 1)))
        """,
        "CREATE INDEX accounts_of_unit ON accounts (unit)",
        """
        CREATE TABLE account_roles (
            account TEXT NOT NULL REFERENCES accounts (id),
            role TEXT NOT NULL CHECK (
                role IN ('company', 'liaison', 'unit', 'expert', 'manager', 'administrator', 'auditor')),
            PRIMARY KEY (account, role))
        """,
        "CREATE INDEX account_roles_by_role ON account_roles (role, account)",
        """
        CREATE TABLE sessions (
            token_hash TEXT PRIMARY KEY CHECK (length(token_hash) = 64),
            account TEXT NOT NULL REFERENCES accounts (id),
            created_at BIGINT NOT NULL,
            expires_at BIGINT NOT NULL CHECK (expires_at >= created_at))
        """,
        "CREATE INDEX sessions_of_account ON sessions (account)",
        "CREATE INDEX sessions_by_expiry ON sessions (expires_at)",
        "CREATE TABLE sign_in_failures (subject TEXT NOT NULL, at BIGINT NOT NULL)",
        "CREATE INDEX sign_in_failures_of_subject ON sign_in_failures (subject, at)",
        "CREATE INDEX sign_in_failures_by_time ON sign_in_failures (at)",
    ]

    private static let selfTests = [
        """
        CREATE TABLE questionnaires (
            content_hash TEXT PRIMARY KEY,
            id TEXT NOT NULL,
            version TEXT NOT NULL,
            body TEXT NOT NULL)
        """,
        """
        CREATE TABLE drafts (
            company TEXT NOT NULL REFERENCES companies (code),
            self_test TEXT NOT NULL,
            answers TEXT NOT NULL,
            version BIGINT NOT NULL CHECK (version >= 0),
            updated_at BIGINT NOT NULL,
            PRIMARY KEY (company, self_test))
        """,
        """
        CREATE TABLE submissions (
            id TEXT PRIMARY KEY,
            company TEXT NOT NULL REFERENCES companies (code),
            self_test TEXT NOT NULL,
            version TEXT NOT NULL,
            content_hash TEXT NOT NULL REFERENCES questionnaires (content_hash),
            method TEXT NOT NULL,
            answers TEXT NOT NULL,
            consent TEXT NOT NULL,
            submitted_by TEXT NOT NULL,
            submitted_at BIGINT NOT NULL)
        """,
        """
        CREATE TABLE profiles (
            id TEXT PRIMARY KEY,
            submission TEXT NOT NULL UNIQUE REFERENCES submissions (id),
            company TEXT NOT NULL REFERENCES companies (code),
            self_test TEXT NOT NULL,
            body TEXT NOT NULL,
            is_shared BIGINT NOT NULL CHECK (is_shared IN (0, 1)),
            issued_at BIGINT NOT NULL)
        """,
        "CREATE INDEX profiles_of_company ON profiles (company, self_test, issued_at DESC, id DESC)",
    ]

    private static let tickets = [
        """
        CREATE TABLE ticket_numbers (
            year BIGINT PRIMARY KEY CHECK (year BETWEEN 2000 AND 9999),
            last BIGINT NOT NULL CHECK (last BETWEEN 1 AND 999999))
        """,
        """
        CREATE TABLE tickets (
            number BIGINT PRIMARY KEY CHECK (number BETWEEN 2000000001 AND 9999999999),
            version BIGINT NOT NULL CHECK (version >= 1),
            company TEXT NOT NULL REFERENCES companies (code),
            matter TEXT NOT NULL,
            lead TEXT NOT NULL CHECK (length(lead) > 0),
            state TEXT NOT NULL CHECK (state IN (
                'submitted', 'transferred', 'inProgress', 'awaitingMaterials', 'answered',
                'closed', 'refused', 'withdrawn', 'merged')),
            urgency TEXT NOT NULL CHECK (urgency IN ('normal', 'expedited')),
            filed_at BIGINT NOT NULL,
            filed_day BIGINT NOT NULL,
            due_at BIGINT,
            missed_at BIGINT,
            sort_due BIGINT NOT NULL,
            promised_by BIGINT NOT NULL,
            answered_at BIGINT,
            answered_seconds BIGINT CHECK (answered_seconds >= 0),
            answered_in_time BIGINT CHECK (answered_in_time IN (0, 1)),
            ended_at BIGINT,
            stars BIGINT CHECK (stars BETWEEN 1 AND 5),
            body TEXT NOT NULL,
            CHECK ((state IN ('closed', 'refused', 'withdrawn', 'merged')) = (due_at IS NULL)),
            CHECK ((ended_at IS NULL) = (due_at IS NOT NULL)))
        """,
        "CREATE INDEX tickets_by_due ON tickets (sort_due, number DESC)",
        "CREATE INDEX tickets_by_filing ON tickets (filed_at DESC, number DESC)",
        "CREATE INDEX tickets_of_state ON tickets (state, sort_due, number DESC)",
        "CREATE INDEX tickets_of_lead ON tickets (lead, sort_due, number DESC)",
        "CREATE INDEX tickets_of_company ON tickets (company, filed_at DESC, number DESC)",
        "CREATE INDEX tickets_of_matter ON tickets (matter, sort_due, number DESC)",
        "CREATE INDEX tickets_to_miss ON tickets (due_at, number) WHERE missed_at IS NULL AND due_at IS NOT NULL",
        // Covers every count of what is open or overdue now.
        "CREATE INDEX tickets_running ON tickets (due_at, lead, state) WHERE due_at IS NOT NULL",
        """
        CREATE TABLE ticket_events (
            number BIGINT NOT NULL REFERENCES tickets (number),
            sequence BIGINT NOT NULL CHECK (sequence >= 1),
            at BIGINT NOT NULL,
            kind TEXT NOT NULL,
            actor TEXT NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (number, sequence))
        """,
        """
        CREATE TABLE ticket_legs (
            number BIGINT NOT NULL REFERENCES tickets (number),
            leg BIGINT NOT NULL CHECK (leg >= 1),
            unit TEXT NOT NULL,
            due_at BIGINT NOT NULL,
            PRIMARY KEY (number, leg))
        """,
        "CREATE INDEX ticket_legs_of_unit ON ticket_legs (unit, number)",
        """
        CREATE TABLE ticket_terms (
            term TEXT NOT NULL,
            number BIGINT NOT NULL REFERENCES tickets (number),
            PRIMARY KEY (term, number))
        """,
        """
        CREATE TABLE warnings (
            id TEXT PRIMARY KEY,
            profile TEXT NOT NULL REFERENCES profiles (id),
            position BIGINT NOT NULL,
            company TEXT NOT NULL REFERENCES companies (code),
            body TEXT NOT NULL,
            ticket BIGINT REFERENCES tickets (number),
            UNIQUE (profile, position))
        """,
    ]

    private static let deliveries = [
        """
        CREATE TABLE outbox (
            id TEXT PRIMARY KEY,
            channel TEXT NOT NULL CHECK (channel IN ('mail', 'webhook')),
            destination TEXT NOT NULL CHECK (length(destination) > 0),
            company TEXT REFERENCES companies (code),
            ticket BIGINT REFERENCES tickets (number),
            kind TEXT NOT NULL,
            payload TEXT NOT NULL,
            created_at BIGINT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'delivered', 'failed')),
            attempts BIGINT NOT NULL CHECK (attempts >= 0),
            next_attempt_at BIGINT NOT NULL,
            lease_token TEXT,
            lease_ends_at BIGINT,
            last_error TEXT,
            delivered_at BIGINT,
            CHECK ((state = 'sending') = (lease_token IS NOT NULL)),
            CHECK ((state = 'sending') = (lease_ends_at IS NOT NULL)),
            CHECK ((state = 'delivered') = (delivered_at IS NOT NULL)))
        """,
        "CREATE INDEX outbox_due ON outbox (state, destination, next_attempt_at, id)",
        "CREATE INDEX outbox_leased ON outbox (lease_ends_at) WHERE state = 'sending'",
        "CREATE INDEX outbox_newest ON outbox (created_at DESC, id DESC)",
        "CREATE INDEX outbox_of_state ON outbox (state, created_at DESC, id DESC)",
        "CREATE INDEX outbox_of_company ON outbox (company, created_at DESC, id DESC)",
        "CREATE INDEX outbox_of_ticket ON outbox (ticket, created_at DESC, id DESC)",
        """
        CREATE TABLE audit (
            id TEXT PRIMARY KEY,
            at BIGINT NOT NULL,
            who TEXT NOT NULL,
            action TEXT NOT NULL,
            subject TEXT NOT NULL,
            result TEXT NOT NULL)
        """,
        "CREATE INDEX audit_newest ON audit (at DESC, id DESC)",
        """
        CREATE TABLE idempotent_replies (
            account TEXT NOT NULL,
            request_key TEXT NOT NULL,
            request_hash TEXT NOT NULL,
            reply TEXT NOT NULL,
            at BIGINT NOT NULL,
            PRIMARY KEY (account, request_key))
        """,
        "CREATE INDEX idempotent_replies_by_time ON idempotent_replies (at)",
    ]
}
