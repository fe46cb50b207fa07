#if PostgreSQL
    import CPostgres
    import Station

    /// What a server says of itself at the start of each connection, once it passed the gate: a failover must not lead to
    /// one that loses what it acknowledged.
    struct PostgresServer: Sendable {
        /// Whether a pooler stands between: it gives process ids of its own.
        let isPooled: Bool
        /// The schema in which the tables are or will be; nil if the search path names none that exists.
        let schema: String?
        /// Tells stations in one database apart.
        let schemaID: String

        private static let oldest: Int32 = 140_000
        private static let question = """
            SELECT pg_backend_pid() AS pid, current_schema() AS schema,
                COALESCE((SELECT CAST(oid AS TEXT) FROM pg_namespace WHERE nspname = current_schema()), '') AS schema_id,
                COALESCE(current_setting('server_encoding', true), 'none') AS server_encoding,
                COALESCE(current_setting('fsync', true), 'none') AS fsync,
                COALESCE(current_setting('full_page_writes', true), 'none') AS full_page_writes,
                COALESCE(current_setting('standard_conforming_strings', true), 'none') AS standard_conforming_strings
            """
        private static let required = [
            ("server_encoding", "UTF8"), ("fsync", "on"), ("full_page_writes", "on"),
            ("standard_conforming_strings", "on"),
        ]

        /// Throws `settingRefused` for a server without which nothing is safe.
        init(_ connection: OpaquePointer, _ address: PostgresAddress) throws(OpeningError) {
            let version = PQserverVersion(connection)
            guard version >= Self.oldest else {
                throw .settingRefused(
                    name: "server_version", wanted: "14 or newer", found: "\(version / 10_000).\(version % 10_000)")
            }
            guard let answer = PQexec(connection, Self.question).map({ PostgresResult($0) }) else {
                throw .server(address.name, reason: PostgresFailure.sentence(PQerrorMessage(connection)))
            }
            if let failure = answer.failure(isLost: false) { throw .server(address.name, reason: failure.message) }
            do {
                guard let row = try answer.rows(columns: answer.columns).first else {
                    throw OpeningError.server(address.name, reason: "it says nothing of its settings")
                }
                for (name, wanted) in Self.required {
                    let found = try row.text(name)
                    guard found == wanted else {
                        throw OpeningError.settingRefused(name: name, wanted: wanted, found: found)
                    }
                }
                isPooled = try row.integer("pid") != Int64(PQbackendPID(connection))
                schema = try row.optionalText("schema")
                schemaID = try row.text("schema_id")
            } catch {
                throw error as? OpeningError ?? .server(address.name, reason: "\(error)")
            }
        }
    }
#endif
