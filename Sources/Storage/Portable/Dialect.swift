/// Everything in which the engines differ; all other SQL is common to both.
struct Dialect: Sendable {
    /// What one transaction at a time may do.
    enum Lock: Int, Sendable {
        case migration = 7_301
        case leasing = 7_302
        case idempotencyKey = 7_303
        case findings = 7_304
        case draft = 7_305
        case account = 7_306
        case digest = 7_307
        case routing = 7_308
        case team = 7_309
        case counterDay = 7_310
        case bookings = 7_311
        case endpoints = 7_312
        case inboundMail = 7_313
    }

    let name: String
    /// PostgreSQL wants `$1, $2 …`, SQLite takes `?` as it stands.
    let numbersPlaceholders: Bool
    /// Gives a row if the table named by its one argument exists.
    let tableExists: String
    /// Waits for a lock, given its number and its subject, and holds it until the transaction ends; nil where a write
    /// transaction already excludes every other.
    let lockStatement: String?
    /// Closes a SELECT so that it leaves out rows which another transaction holds; empty where there is none.
    let skipsLocked: String
    /// Makes the engine refuse to change or delete a row of a table.
    let appendOnly: @Sendable (_ table: String) -> [String]
    /// Makes a table `(rowid, terms)` in which the engine finds rows by the words of `terms`, parted by blanks.
    let termIndex: @Sendable (_ table: String) -> [String]
    /// Selects the `number` of each row of such a table that holds every word of its one argument, parted by blanks.
    let termSearch: @Sendable (_ table: String) -> String
    /// The same from the table or a part of it by looking into each row, for words that many hold; nil where the index gives
    /// its rows in order by itself.
    let termWalk: (@Sendable (_ rows: String) -> String)?

    /// `sql` as the engine takes it.
    func statement(_ sql: String) -> String {
        guard numbersPlaceholders else { return sql }
        var result = ""
        var count = 0
        for character in sql {
            if character == "?" {
                count += 1
                result += "$\(count)"
            } else {
                result.append(character)
            }
        }
        return result
    }
}

extension Dialect {
    /// SQLite: one writer at a time, so nothing needs locking; triggers guard the append-only tables.
    static let sqlite = Dialect(
        name: "SQLite", numbersPlaceholders: false,
        tableExists: "SELECT 1 AS found FROM sqlite_master WHERE type = 'table' AND name = ?",
        lockStatement: nil, skipsLocked: "",
        appendOnly: { table in
            ["UPDATE", "DELETE"].map { verb in
                """
                CREATE TRIGGER \(table)_no_\(verb.lowercased()) BEFORE \(verb) ON \(table)
                BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END
                """
            }
        },
        // Only which ticket holds which word: no text, no positions, a tenth of the room.
        termIndex: { table in
            [
                """
                CREATE VIRTUAL TABLE \(table) USING fts5(
                    terms, content = '', columnsize = 0, detail = none, tokenize = 'ascii')
                """
            ]
        },
        termSearch: { "SELECT rowid AS number FROM \($0) WHERE \($0) MATCH ?" }, termWalk: nil)

    /// PostgreSQL: several writers, so what must happen alone takes an advisory lock of its transaction.
    static let postgres = Dialect(
        name: "PostgreSQL", numbersPlaceholders: true,
        tableExists: "SELECT 1 AS found WHERE to_regclass(?) IS NOT NULL",
        lockStatement: "SELECT 1 AS held FROM pg_advisory_xact_lock(?, hashtext(?))",
        skipsLocked: " FOR UPDATE SKIP LOCKED",
        appendOnly: { table in
            [
                """
                CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN RAISE EXCEPTION ''% is append-only'', TG_TABLE_NAME; END'
                """,
                """
                CREATE TRIGGER \(table)_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON \(table)
                FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
                """,
            ]
        },
        // `rowid` by that name, because SQLite's index knows no other.
        termIndex: { table in
            [
                "CREATE TABLE \(table) (rowid BIGINT PRIMARY KEY, terms TEXT NOT NULL)",
                "CREATE INDEX \(table)_terms ON \(table) USING gin (string_to_array(terms, ' '))",
            ]
        },
        // By its index always: told only that a page is wanted, the planner would walk back for a rare word too.
        termSearch: {
            """
            SELECT rowid AS number FROM \($0) WHERE string_to_array(terms, ' ') @> string_to_array(?, ' ') OFFSET 0
            """
        },
        termWalk: {
            "SELECT rowid AS number FROM \($0) WHERE string_to_array(terms, ' ') @> string_to_array(?, ' ')"
        })
}
