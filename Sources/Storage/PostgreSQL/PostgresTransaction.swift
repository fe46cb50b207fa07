#if PostgreSQL
    import Foundation
    import Station

    /// A connection inside one transaction, behind the seam.
    final class PostgresTransaction: SQLConnection {
        var changes: Set<StationChange> = []
        /// The first thing that went wrong. From then on the server refuses everything, and so does the commit.
        private(set) var failure: PostgresFailure?

        private let link: PostgresLink
        private let limit: Duration?

        init(_ link: PostgresLink, limit: Duration?) {
            self.link = link
            self.limit = limit
        }

        var dialect: Dialect { .postgres }

        @discardableResult
        func execute(_ sql: String, _ arguments: [SQLValue]) throws(StoreError) -> Int {
            try run(sql, arguments) { (result, _) throws(StoreError) in result.rowCount }
        }

        func query(_ sql: String, _ arguments: [SQLValue]) throws(StoreError) -> [SQLRow] {
            try run(sql, arguments) { (result, statement) throws(StoreError) in
                let columns = statement.columns ?? result.columns
                if statement.name != nil { statement.columns = columns }
                return try result.rows(columns: columns)
            }
        }

        func executeByCommit(_ sql: String, _ arguments: [SQLValue]) throws(StoreError) { try execute(sql, arguments) }

        private func run<Value>(
            _ sql: String, _ arguments: [SQLValue],
            _ take: (borrowing PostgresResult, PostgresLink.Statement) throws(StoreError) -> Value
        ) throws(StoreError) -> Value {
            if let failure { throw failure.storeError(link.address.name) }
            try arguments.requireStorable()
            let statement = link.statement(sql)
            let result: PostgresResult
            do throws(PostgresFailure) {
                result = try link.run(statement, arguments, within: limit)
            } catch {
                failure = error
                throw error.storeError(link.address.name)
            }
            return try take(result, statement)
        }
    }
#endif
