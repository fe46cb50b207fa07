import GRDB
import Station

/// A GRDB connection inside a transaction, behind the seam.
final class SQLiteConnection: SQLConnection {
    /// A statement that waits for the end of the group it belongs to.
    struct Postponed {
        let sql: String
        let arguments: [SQLValue]
    }

    var changes: Set<StationChange> = []
    private(set) var postponed: [Postponed] = []
    /// The first time that the disk did not do as it was told.
    private(set) var diskFailure: DatabaseError?
    private let database: Database

    init(_ database: Database) { self.database = database }

    var dialect: Dialect { .sqlite }

    /// The search index writes all it holds at each savepoint; once for a whole group is many times cheaper.
    func executeByCommit(_ sql: String, _ arguments: [SQLValue]) {
        postponed.append(Postponed(sql: sql, arguments: arguments))
    }

    func execute(_ postponed: [Postponed]) throws(StoreError) {
        for statement in postponed { try execute(statement.sql, statement.arguments) }
    }

    /// Runs a step of the engine's own, its errors put in the station's words.
    static func engine<Value>(_ step: () throws -> Value) throws(StoreError) -> Value {
        do { return try step() } catch { throw StoreError(engine: error) }
    }

    @discardableResult
    func execute(_ sql: String, _ arguments: [SQLValue]) throws(StoreError) -> Int {
        try arguments.requireStorable()
        do {
            try database.cachedStatement(sql: sql).execute(arguments: StatementArguments(arguments))
            return database.changesCount
        } catch {
            throw storeError(error)
        }
    }

    func query(_ sql: String, _ arguments: [SQLValue]) throws(StoreError) -> [SQLRow] {
        try arguments.requireStorable()
        do {
            let statement = try database.cachedStatement(sql: sql)
            let columns = statement.columnNames
            let cursor = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
            var rows: [SQLRow] = []
            while let row = try cursor.next() {
                rows.append(SQLRow(columns: columns, values: try row.databaseValues.map(Self.value)))
            }
            return rows
        } catch {
            throw storeError(error)
        }
    }

    private func storeError(_ error: any Error) -> StoreError {
        if let error = error as? DatabaseError, error.resultCode == .SQLITE_IOERR { diskFailure = diskFailure ?? error }
        return StoreError(engine: error)
    }

    private static func value(_ value: DatabaseValue) throws(StoreError) -> SQLValue {
        guard let value = SQLValue.fromDatabaseValue(value) else {
            throw .damaged("a column holds a value of a type the station never writes")
        }
        return value
    }
}

extension StoreError {
    /// What an engine's error means to the station; a `StoreError` stays as it is.
    init(engine error: any Error) {
        switch error {
        case let error as StoreError: self = error
        case let error as DatabaseError: self = StoreError(error)
        default: self = .unavailable("\(error)")
        }
    }

    private init(_ error: DatabaseError) {
        let reason = error.message ?? error.resultCode.description
        switch (error.extendedResultCode, error.resultCode) {
        case (.SQLITE_CONSTRAINT_UNIQUE, _), (.SQLITE_CONSTRAINT_PRIMARYKEY, _): self = .alreadyExists(reason)
        case (_, .SQLITE_CORRUPT), (_, .SQLITE_NOTADB): self = .damaged(reason)
        default: self = .unavailable(reason)
        }
    }
}

extension SQLValue: DatabaseValueConvertible {
    var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let integer): integer.databaseValue
        case .text(let text): text.databaseValue
        }
    }

    /// Nil for a type that the station never writes.
    static func fromDatabaseValue(_ value: DatabaseValue) -> SQLValue? {
        switch value.storage {
        case .null: .null
        case .int64(let integer): .integer(integer)
        case .string(let text): .text(text)
        case .double, .blob: nil
        }
    }
}
