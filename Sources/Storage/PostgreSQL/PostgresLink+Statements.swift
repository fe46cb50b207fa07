#if PostgreSQL
    import CPostgres
    import Foundation
    import Station

    /// Statements with arguments: one round trip each, named on the server from their second use on.
    extension PostgresLink {
        /// A statement as this connection knows it.
        final class Statement {
            /// With numbered placeholders.
            let text: String
            /// Whether it ran before; what runs only once needs no name.
            var isKnown = false
            /// Its name on the server, once it has one.
            var name: String?
            /// The names of its result's columns, once it has a name: the server refuses to change them.
            var columns: [String]?

            init(_ text: String) { self.text = text }
        }

        /// More than the station's own statements; lists with their many filters could otherwise grow without bound.
        private static let mostStatements = 512

        /// What a transaction begins with to make the server forget its names too; nothing unless there is reason.
        func forgetting() -> String {
            guard forgetsStatements || statements.count >= Self.mostStatements else { return "" }
            statements = [:]
            forgetsStatements = false
            return namesStatements ? "DEALLOCATE ALL; " : ""
        }

        /// `sql`, which is in the portable SQL, as this connection knows it.
        func statement(_ sql: String) -> Statement {
            if let statement = statements[sql] { return statement }
            let statement = Statement(Dialect.postgres.statement(sql))
            if statements.count < Self.mostStatements { statements[sql] = statement }
            return statement
        }

        /// Runs one statement.
        func run(
            _ statement: Statement, _ arguments: [SQLValue], within limit: Duration?
        ) throws(PostgresFailure) -> PostgresResult {
            guard namesStatements, statement.isKnown else {
                statement.isKnown = true
                return try runUnnamed(statement, arguments, within: limit)
            }
            do throws(PostgresFailure) {
                return try runNamed(statement, arguments, within: limit)
            } catch {
                throw explained(error)
            }
        }

        private func runUnnamed(
            _ statement: Statement, _ arguments: [SQLValue], within limit: Duration?
        ) throws(PostgresFailure) -> PostgresResult {
            let sent = withArguments(arguments) { count, values in
                PQsendQueryParams(connection, statement.text, count, nil, values, nil, nil, 0)
            }
            return try finish(sent, within: limit)
        }

        private func runNamed(
            _ statement: Statement, _ arguments: [SQLValue], within limit: Duration?
        ) throws(PostgresFailure) -> PostgresResult {
            let name: String
            if let known = statement.name {
                name = known
            } else {
                lastName += 1
                name = "s\(lastName)"
                _ = try finish(PQsendPrepare(connection, name, statement.text, 0, nil), within: limit)
                statement.name = name
            }
            let sent = withArguments(arguments) { count, values in
                PQsendQueryPrepared(connection, name, count, values, nil, nil, 0)
            }
            return try finish(sent, within: limit)
        }

        /// A name that the server knows otherwise or no longer: then all are given anew, and the closure may run again.
        private func explained(_ failure: PostgresFailure) -> PostgresFailure {
            switch failure.state {
            // The tables have changed since (“cached plan must not change result type”).
            case "0A000": break
            // Somebody shares the session: no such statement, or one of that name already.
            case "26000", "42P05": namesStatements = false
            default: return failure
            }
            forgetsStatements = true
            return PostgresFailure(
                state: failure.state, message: failure.message, isLost: failure.isLost, mayRunAgain: true)
        }

        /// Gives the arguments as libpq takes text: pointers to bytes that a zero closes, nil for NULL.
        private func withArguments(
            _ arguments: [SQLValue], _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?) -> Int32
        ) -> Int32 {
            arena.removeAll(keepingCapacity: arena.count < 1 << 20)
            let starts = arguments.map { argument -> Int? in
                let start = arena.count
                switch argument {
                case .null: return nil
                case .integer(let integer): arena.append(contentsOf: String(integer).utf8)
                case .text(let text): arena.append(contentsOf: text.utf8)
                }
                arena.append(0)
                return start
            }
            return arena.withUnsafeBytes { bytes in
                let base = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
                let pointers = starts.map { start -> UnsafePointer<CChar>? in start.flatMap { base?.advanced(by: $0) } }
                return pointers.withUnsafeBufferPointer { body(Int32(clamping: $0.count), $0.baseAddress) }
            }
        }
    }
#endif
