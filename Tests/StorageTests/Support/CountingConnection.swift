import Station

@testable import Storage

/// A connection in front of another that remembers every statement: what is asked is counted, not timed.
final class CountingConnection: SQLConnection {
    private let connection: any SQLConnection
    private(set) var statements: [(sql: String, arguments: [SQLValue])] = []

    init(_ connection: any SQLConnection) { self.connection = connection }

    var dialect: Dialect { connection.dialect }
    var changes: Set<StationChange> {
        get { connection.changes }
        set { connection.changes = newValue }
    }

    func execute(_ sql: String, _ arguments: [SQLValue]) throws(StoreError) -> Int {
        statements.append((sql, arguments))
        return try connection.execute(sql, arguments)
    }

    func query(_ sql: String, _ arguments: [SQLValue]) throws(StoreError) -> [SQLRow] {
        statements.append((sql, arguments))
        return try connection.query(sql, arguments)
    }

    func executeByCommit(_ sql: String, _ arguments: [SQLValue]) throws(StoreError) {
        statements.append((sql, arguments))
        try connection.executeByCommit(sql, arguments)
    }

    /// How the engine would go about the statements so far, a line each; SQLite only.
    func plans() throws -> [String] {
        try statements.filter { $0.sql.hasPrefix("SELECT") }.flatMap { sql, arguments in
            try connection.query("EXPLAIN QUERY PLAN " + sql, arguments).map { try $0.text("detail") }
        }
    }
}
