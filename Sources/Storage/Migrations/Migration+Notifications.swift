extension Migration {
    /// What goes with notifications in depth: lanes, attempts, pauses, digests, receipts, the in-app inbox, preferences.
    static let notifications = Migration(
        number: 7, name: "notifications in depth",
        statements: outbox + endpoints + people + inbound, appendOnlyTables: ["delivery_attempts", "inbound_mails"])

    /// The outbox is built anew: neither engine's subset can change a CHECK in place.
    private static let outbox = [
        """
        CREATE TABLE outbox_anew (
            id TEXT PRIMARY KEY,
            channel TEXT NOT NULL CHECK (length(channel) > 0),
            destination TEXT NOT NULL CHECK (length(destination) > 0),
            lane TEXT NOT NULL CHECK (length(lane) > 0),
            company TEXT REFERENCES companies (code),
            ticket BIGINT REFERENCES tickets (number),
            kind TEXT NOT NULL,
            payload TEXT NOT NULL,
            created_at BIGINT NOT NULL,
            not_before BIGINT NOT NULL CHECK (not_before >= created_at),
            state TEXT NOT NULL CHECK (state IN (
                'waiting', 'sending', 'handedOver', 'delivered', 'failed', 'unknown', 'folded')),
            in_line BIGINT NOT NULL CHECK (in_line IN (0, 1)),
            is_once BIGINT NOT NULL CHECK (is_once IN (0, 1)),
            attempts BIGINT NOT NULL CHECK (attempts >= 0),
            next_attempt_at BIGINT NOT NULL,
            lease_token TEXT,
            lease_ends_at BIGINT,
            last_error TEXT,
            delivered_at BIGINT,
            receipt TEXT,
            folded_into TEXT,
            CHECK (in_line = 0 OR state = 'waiting'),
            CHECK ((state = 'sending') = (lease_token IS NOT NULL)),
            CHECK ((state = 'sending') = (lease_ends_at IS NOT NULL)),
            CHECK ((state = 'delivered') = (delivered_at IS NOT NULL)),
            CHECK ((state = 'folded') = (folded_into IS NOT NULL)),
            CHECK (state <> 'handedOver' OR receipt IS NOT NULL))
        """,
        """
        INSERT INTO outbox_anew (
            id, channel, destination, lane, company, ticket, kind, payload, created_at, not_before, state, in_line,
            is_once, attempts, next_attempt_at, lease_token, lease_ends_at, last_error, delivered_at)
        SELECT id, channel, destination, CASE channel WHEN 'mail' THEN 'mail' ELSE channel || ' ' || destination END,
            company, ticket, kind, payload, created_at, created_at, state, 0,
            0, attempts, next_attempt_at, lease_token, lease_ends_at, last_error, delivered_at
        FROM outbox
        """,
        "DROP TABLE outbox",
        "ALTER TABLE outbox_anew RENAME TO outbox",
        // What is due stands in line, lane by lane; what waits for its time stands aside and costs the lanes nothing.
        "CREATE INDEX outbox_in_line ON outbox (lane, next_attempt_at, id) WHERE in_line = 1",
        // The constants stand in the key too: else SQLite prefers the index by state, and reads all that wait.
        "CREATE INDEX outbox_aside ON outbox (state, in_line, next_attempt_at, id) WHERE state = 'waiting' AND in_line = 0",
        "CREATE INDEX outbox_leased ON outbox (lease_ends_at) WHERE state = 'sending'",
        "CREATE INDEX outbox_newest ON outbox (created_at DESC, id DESC)",
        "CREATE INDEX outbox_of_state ON outbox (state, created_at DESC, id DESC)",
        "CREATE INDEX outbox_of_company ON outbox (company, created_at DESC, id DESC)",
        "CREATE INDEX outbox_of_ticket ON outbox (ticket, created_at DESC, id DESC)",
        "CREATE INDEX outbox_of_destination ON outbox (destination, created_at DESC, id DESC)",
        """
        CREATE INDEX outbox_open_digests ON outbox (destination, channel, created_at DESC, id DESC)
            WHERE kind = 'digest' AND state = 'waiting'
        """,
        "CREATE INDEX outbox_by_receipt ON outbox (receipt) WHERE receipt IS NOT NULL",
        """
        CREATE TABLE delivery_attempts (
            message TEXT NOT NULL REFERENCES outbox (id),
            at BIGINT NOT NULL,
            number BIGINT NOT NULL CHECK (number >= 1),
            lane TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'handedOver', 'delivered', 'failed', 'unknown')),
            error TEXT,
            PRIMARY KEY (message, at, number))
        """,
        "CREATE INDEX delivery_attempts_of_lane ON delivery_attempts (lane, at)",
        """
        CREATE TABLE delivery_pauses (
            lane TEXT PRIMARY KEY,
            paused_by TEXT NOT NULL,
            paused_at BIGINT NOT NULL)
        """,
    ]

    private static let endpoints = [
        "ALTER TABLE webhook_endpoints ADD COLUMN kinds TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE webhook_endpoints ADD COLUMN previous TEXT",
        "ALTER TABLE webhook_endpoints ADD COLUMN disabled TEXT",
    ]

    private static let people = [
        "CREATE INDEX accounts_of_company ON accounts (company)",
        """
        CREATE TABLE inbox (
            id TEXT PRIMARY KEY,
            account TEXT NOT NULL REFERENCES accounts (id),
            kind TEXT NOT NULL,
            ticket BIGINT REFERENCES tickets (number),
            subject TEXT NOT NULL,
            path TEXT NOT NULL,
            is_urgent BIGINT NOT NULL CHECK (is_urgent IN (0, 1)),
            at BIGINT NOT NULL,
            read_at BIGINT)
        """,
        "CREATE INDEX inbox_of_account ON inbox (account, at DESC, id DESC)",
        "CREATE INDEX inbox_unread ON inbox (account) WHERE read_at IS NULL",
        """
        CREATE TABLE notice_preferences (
            reader TEXT PRIMARY KEY CHECK (length(reader) > 0),
            body TEXT NOT NULL,
            updated_at BIGINT NOT NULL)
        """,
        """
        CREATE TABLE refused_addresses (
            address TEXT PRIMARY KEY CHECK (length(address) > 0),
            reason TEXT NOT NULL,
            at BIGINT NOT NULL)
        """,
    ]

    /// Every mail a gateway brought: fetched is accepted, refused and quarantined together.
    private static let inbound = [
        """
        CREATE TABLE inbound_mails (
            id TEXT PRIMARY KEY,
            at BIGINT NOT NULL,
            outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'refused', 'quarantined')),
            reason TEXT NOT NULL,
            sender TEXT NOT NULL,
            ticket BIGINT REFERENCES tickets (number))
        """,
        "CREATE INDEX inbound_mails_newest ON inbound_mails (at DESC, id DESC)",
    ]
}
