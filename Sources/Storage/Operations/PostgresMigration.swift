#if PostgreSQL
    import Foundation
    import Station

    /// Migrates a database on a server; one process at a time, the others wait.
    struct PostgresMigration {
        let url: String
        let migrator: Migrator

        /// Undoes the rehearsal.
        private struct Rehearsed: Error {}

        func run(
            rehearsesOnly: Bool, _ tell: @escaping @Sendable (StoreMigration.Event) -> Void
        ) async throws -> [MigrationPlan.Step] {
            let address = try PostgresAddress(url)
            let reconnection = PostgresReconnection()
            let line = PostgresLine(size: 1) { PostgresSession(address, reconnection) { _ in } }
            let outcome: Result<[MigrationPlan.Step], any Error>
            do {
                outcome = .success(try await run(line, rehearsesOnly: rehearsesOnly, tell))
            } catch {
                outcome = .failure(error)
            }
            line.close()
            await line.ended()
            return try outcome.get()
        }

        private func run(
            _ line: PostgresLine, rehearsesOnly: Bool, _ tell: @escaping @Sendable (StoreMigration.Event) -> Void
        ) async throws -> [MigrationPlan.Step] {
            let migrator = migrator
            let steps = try await transaction(line, .reading) { try migrator.plan($0).pending }
            guard !steps.isEmpty else { return [] }
            tell(.rehearsingUndone)
            do {
                try await transaction(line, .writing) { connection in
                    try Self.rehearse(steps, migrator, connection)
                    throw Rehearsed()
                }
            } catch is Rehearsed {
                tell(.rehearsed(steps))
            }
            guard !rehearsesOnly else { return steps }
            for step in steps {
                tell(.applying(step))
                do {
                    try await transaction(line, .writing) { try migrator.apply(through: step, $0) }
                } catch {
                    throw OperationError.step(step, reason: Self.reason(error))
                }
                tell(.applied(step))
            }
            return steps
        }

        private static func rehearse(
            _ steps: [MigrationPlan.Step], _ migrator: Migrator, _ connection: any SQLConnection
        ) throws {
            let before = try Migrator.rowCounts(connection)
            for step in steps {
                do {
                    try migrator.apply(through: step, connection)
                    let complaint = try Migrator.lostRows(since: before, connection)
                    if let complaint { throw MigrationError.failed(complaint) }
                } catch {
                    throw OperationError.rehearsal(step, reason: reason(error))
                }
            }
        }

        private func transaction<Value: Sendable>(
            _ line: PostgresLine, _ mode: TransactionMode,
            _ body: @escaping @Sendable (any SQLConnection) throws -> Value
        ) async throws -> Value {
            try await withCheckedThrowingContinuation { continuation in
                line.add(
                    PostgresLine.Job(
                        mode: mode,
                        run: { session in
                            continuation.resume(
                                with: Result {
                                    _ = try session.open()
                                    return try session.transaction(
                                        mode, mode == .writing ? .migrating : .reading, body)
                                })
                        },
                        refuse: { continuation.resume(throwing: $0) }))
            }
        }

        private static func reason(_ error: any Error) -> String {
            switch error {
            case MigrationError.failed(let reason): reason
            case let error as StoreError: error.sentence
            default: "\(error)"
            }
        }
    }
#endif
