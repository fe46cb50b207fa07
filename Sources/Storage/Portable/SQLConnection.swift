import Station

/// One engine's connection inside one transaction: all that the stores know of an engine.
///
/// Statements are written once, in the SQL that SQLite 3.40 and PostgreSQL 15 share, with `?` for each argument; a `?`
/// never stands in a literal, so that a driver may number them (`Dialect.statement`). A class, so that the stores of a
/// transaction share it without allocating.
protocol SQLConnection: AnyObject {
    var dialect: Dialect { get }

    /// What others wait for and this transaction changed; told to them after its commit.
    var changes: Set<StationChange> { get set }

    /// Runs one statement; gives the number of rows it changed.
    @discardableResult
    func execute(_ sql: String, _ arguments: [SQLValue]) throws(StoreError) -> Int

    /// Runs one statement to its end and gives every row.
    func query(_ sql: String, _ arguments: [SQLValue]) throws(StoreError) -> [SQLRow]

    /// Runs one statement now or, where the engine does it cheaper for several transactions at once, just before the
    /// commit that carries this one; an error there fails the commit.
    func executeByCommit(_ sql: String, _ arguments: [SQLValue]) throws(StoreError)
}

extension SQLConnection {
    @discardableResult
    func execute(_ sql: String) throws(StoreError) -> Int { try execute(sql, []) }

    func query(_ sql: String) throws(StoreError) -> [SQLRow] { try query(sql, []) }

    /// The first row, for statements that give at most one.
    func first(_ sql: String, _ arguments: [SQLValue]) throws(StoreError) -> SQLRow? {
        try query(sql, arguments).first
    }

    /// Makes other transactions that take the same lock wait until this one ends, where the engine runs several at once.
    func lock(_ lock: Dialect.Lock, _ subject: String = "") throws(StoreError) {
        if let sql = dialect.lockStatement { _ = try query(sql, [.int(lock.rawValue), .text(subject)]) }
    }
}
