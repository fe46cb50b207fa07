extension Migration {
    /// What people put beside a ticket's words: files, texts they keep to use again, and whom they call by name.
    static let atTheTicket = Migration(
        number: 9, name: "files, kept texts and mentions at tickets",
        statements: attachments + textBlocks + mentions, appendOnlyTables: ["mentions"])

    private static let attachments = [
        """
        CREATE TABLE attachments (
            id TEXT PRIMARY KEY,
            ticket BIGINT NOT NULL REFERENCES tickets (number),
            sequence BIGINT NOT NULL CHECK (sequence >= 1),
            action TEXT NOT NULL,
            name TEXT NOT NULL CHECK (length(name) > 0),
            type TEXT NOT NULL CHECK (type IN ('pdf', 'png', 'jpeg')),
            size BIGINT NOT NULL CHECK (size > 0),
            sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
            uploaded_by TEXT NOT NULL REFERENCES accounts (id),
            uploaded_at BIGINT NOT NULL,
            standing TEXT NOT NULL CHECK (standing IN ('waiting', 'clean', 'unscanned', 'infected')),
            finding TEXT,
            looks BIGINT NOT NULL CHECK (looks >= 0),
            look_at BIGINT,
            CHECK ((standing = 'waiting') = (look_at IS NOT NULL)),
            CHECK (standing <> 'infected' OR finding IS NOT NULL))
        """,
        "CREATE INDEX attachments_of_ticket ON attachments (ticket, sequence, id)",
        "CREATE INDEX attachments_to_look_at ON attachments (look_at, id) WHERE standing = 'waiting'",
        """
        CREATE TABLE attachment_chunks (
            attachment TEXT NOT NULL REFERENCES attachments (id),
            position BIGINT NOT NULL CHECK (position >= 0),
            body TEXT NOT NULL,
            PRIMARY KEY (attachment, position))
        """,
    ]

    private static let textBlocks = [
        """
        CREATE TABLE text_blocks (
            id TEXT PRIMARY KEY,
            unit TEXT,
            account TEXT REFERENCES accounts (id),
            title TEXT NOT NULL CHECK (length(title) > 0),
            chinese TEXT NOT NULL CHECK (length(chinese) > 0),
            english TEXT NOT NULL CHECK (length(english) > 0),
            version BIGINT NOT NULL CHECK (version >= 1),
            updated_by TEXT NOT NULL,
            updated_at BIGINT NOT NULL,
            CHECK ((unit IS NULL) <> (account IS NULL)))
        """,
        "CREATE INDEX text_blocks_of_unit ON text_blocks (unit, title, id) WHERE unit IS NOT NULL",
        "CREATE INDEX text_blocks_of_account ON text_blocks (account, title, id) WHERE account IS NOT NULL",
    ]

    private static let mentions = [
        """
        CREATE TABLE mentions (
            account TEXT NOT NULL REFERENCES accounts (id),
            ticket BIGINT NOT NULL REFERENCES tickets (number),
            sequence BIGINT NOT NULL CHECK (sequence >= 1),
            at BIGINT NOT NULL,
            PRIMARY KEY (account, ticket, sequence))
        """,
        "CREATE INDEX mentions_newest ON mentions (account, at DESC, ticket DESC, sequence DESC)",
    ]
}
