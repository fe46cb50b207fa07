import Station

/// One engine's connection inside one transaction: all that the stores know of an engine.
///
/// Statements are written once, in the SQL that SQLite 3.40 and PostgreSQL 15 share, with `?` for each argument; a `?`
/// never stands in a literal, so that a driver may number them (`Dialect.statement`). A class, so that the seven
/// stores of a transaction share it without allocating.
protocol SQLConnection: AnyObject {
    var dialect: Dialect { get }

    /// Runs one statement; gives the number of rows it changed.
    @discardableResult
    func execute(_ sql: String, _ arguments: [SQLValue]) throws(StoreError) -> Int

    /// Runs one statement to its end and gives every row.
    func query(_ sql: String, _ arguments: [SQLValue]) throws(StoreError) -> [SQLRow]
}

extension SQLConnection {
    @discardableResult
    func execute(_ sql: String) throws(StoreError) -> Int { try execute(sql, []) }

    func query(_ sql: String) throws(StoreError) -> [SQLRow] { try query(sql, []) }

    /// The first row, for statements that give at most one.
    func first(_ sql: String, _ arguments: [SQLValue]) throws(StoreError) -> SQLRow? {
        try query(sql, arguments).first
    }

    /// Makes other processes wait until this transaction ends, where the engine lets several write at once.
    func lock(_ lock: Dialect.Lock) throws(StoreError) {
        if let sql = dialect.lockStatement(lock) { _ = try query(sql) }
    }
}
