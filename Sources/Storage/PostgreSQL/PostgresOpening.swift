#if PostgreSQL
    import Foundation
    import Station

    /// The first thing done with a server: may this program be here, and is the schema up to date?
    struct PostgresOpening {
        private let address: PostgresAddress
        private let line: PostgresLine

        init(_ address: PostgresAddress, _ line: PostgresLine) {
            self.address = address
            self.line = line
        }

        /// What was and what is to be done; done already if `applying`.
        func plan(applying: Bool) async throws(OpeningError) -> MigrationPlan {
            let address = address
            let result = await withCheckedContinuation { continuation in
                line.add(
                    PostgresLine.Job(
                        mode: applying ? .writing : .reading,
                        run: { session in
                            do {
                                continuation.resume(
                                    returning: Result<MigrationPlan, OpeningError>.success(
                                        try Self.plan(session, address, applying: applying)))
                            } catch {
                                continuation.resume(returning: .failure(OpeningError(error, server: address.name)))
                            }
                        },
                        refuse: { continuation.resume(returning: .failure(OpeningError($0, server: address.name))) }))
            }
            return try result.get()
        }

        private static func plan(
            _ session: PostgresSession, _ address: PostgresAddress, applying: Bool
        ) throws -> MigrationPlan {
            let server = try session.open()
            guard server.schema != nil else {
                throw OpeningError.server(address.name, reason: "no schema of the search path exists or may be used")
            }
            let plan = try session.transaction(.reading, .reading) { connection in
                let plan = try Migrator().plan(connection)
                if applying, !plan.pending.isEmpty { try checkRights(connection, address) }
                return plan
            }
            guard applying, !plan.pending.isEmpty else { return plan }
            // Another node may be at it: the plan is made anew when the lock is held.
            return try session.transaction(.writing, .migrating) { try Migrator().apply($0, at: Date()) }
        }

        private static func checkRights(_ connection: any SQLConnection, _ address: PostgresAddress) throws {
            let row = try connection.first(
                """
                SELECT has_schema_privilege(current_schema(), 'CREATE') AS may, current_schema() AS schema,
                    current_user AS role
                """, [])
            guard let row, try row.flag("may") else {
                let role = try row?.text("role") ?? "the role"
                throw OpeningError.server(
                    address.name, reason: "\(role) may not create tables in schema \(try row?.text("schema") ?? "")")
            }
        }
    }

    extension OpeningError {
        /// What an error while opening means to the operator.
        init(_ error: any Error, server: String) {
            switch error {
            case let error as OpeningError: self = error
            case let error as MigrationError: self = .migration(error)
            case StoreError.unavailable(let reason), StoreError.damaged(let reason),
                StoreError.alreadyExists(let reason):
                let prefix = server + ": "
                self = .server(
                    server, reason: reason.hasPrefix(prefix) ? String(reason.dropFirst(prefix.count)) : reason)
            default: self = .server(server, reason: "\(error)")
            }
        }
    }
#endif
