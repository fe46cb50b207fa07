/// Everything in which the engines differ; all other SQL is common to both.
struct Dialect: Sendable {
    /// Pieces of work that one process does at a time.
    enum Lock: Int, Sendable {
        case migration = 7_301
        case lease = 7_302
    }

    let name: String
    /// PostgreSQL wants `$1, $2 …`, SQLite takes `?` as it stands.
    let numbersPlaceholders: Bool
    /// Gives a row if the table named by its one argument exists.
    let tableExists: String
    /// Nil where a write transaction already excludes every other.
    let lockStatement: @Sendable (Lock) -> String?
    /// Makes the engine refuse to change or delete a row of a table.
    let appendOnly: @Sendable (_ table: String) -> [String]

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
        lockStatement: { _ in nil },
        appendOnly: { table in
            ["UPDATE", "DELETE"].map { verb in
                """
                CREATE TRIGGER \(table)_no_\(verb.lowercased()) BEFORE \(verb) ON \(table)
                BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END
                """
            }
        })
}
