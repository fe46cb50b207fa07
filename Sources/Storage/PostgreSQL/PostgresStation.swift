#if PostgreSQL
    import Foundation
    import Station

    /// The station's store on a PostgreSQL server, which several stations may share.
    ///
    /// A write is durable on the server when it returns. Connections have threads of their own; when the server is away
    /// everything fails at once as `unavailable`, and works again by itself soon after it is back.
    public final class PostgresStation: SQLEngine {
        /// What was applied before this opening, and what this opening applied (`pending`).
        public let plan: MigrationPlan
        /// The server's address without the password.
        public let name: String

        let hub: ChangeHub
        let shelf = TicketShelf()
        let utcOffset: Int

        private let line: PostgresLine
        private let listener: PostgresListener?
        private let isReadOnly: Bool
        private let patience: (writing: PostgresPatience, reading: PostgresPatience)

        /// Connects to the server at `url` (libpq's, and `pool_size`, `listen_host`, `listen_port`), checks that it keeps
        /// what it acknowledges, and brings the schema up to date.
        ///
        /// - Parameters:
        ///   - readOnly: changes nothing, ever; throws `notMigrated` where steps are pending.
        ///   - utcOffset: seconds east of UTC (China by default), decides on which day a ticket counts as filed; it must
        ///     stay the same for the life of a store.
        public convenience init(
            url: String, readOnly: Bool = false, utcOffset: Int = 28_800
        ) async throws(OpeningError) {
            try await self.init(
                url: url, readOnly: readOnly, utcOffset: utcOffset, writing: .writing, reading: .reading)
        }

        init(
            url: String, readOnly: Bool, utcOffset: Int, writing: PostgresPatience, reading: PostgresPatience
        ) async throws(OpeningError) {
            let address = try PostgresAddress(url)
            let hub = ChangeHub()
            let listener = readOnly ? nil : PostgresListener(address, hub: hub)
            if listener == nil, !readOnly {
                throw .server(address.name, reason: "no file descriptors are left to listen for changes with")
            }
            let reconnection = PostgresReconnection()
            let line = PostgresLine(size: address.poolSize) {
                PostgresSession(address, reconnection) { changes in
                    hub.send(changes)
                    listener?.announce(changes)
                }
            }
            do throws(OpeningError) {
                plan = try await PostgresOpening(address, line).plan(applying: !readOnly)
                if readOnly, !plan.pending.isEmpty { throw OpeningError.notMigrated(pending: plan.pending) }
            } catch {
                line.close()
                listener?.close()
                await line.ended()
                throw error
            }
            await listener?.started()
            (name, self.hub, self.utcOffset, self.line, self.listener) = (address.name, hub, utcOffset, line, listener)
            isReadOnly = readOnly
            patience = (writing, reading)
        }

        deinit {
            line.close()
            listener?.close()
        }

        /// What a store's schema has seen and what opening it would apply; changes nothing.
        public static func inspect(url: String) async throws(OpeningError) -> MigrationPlan {
            let address = try PostgresAddress(url)
            let reconnection = PostgresReconnection()
            let line = PostgresLine(size: 1) { PostgresSession(address, reconnection) { _ in } }
            let plan: Result<MigrationPlan, OpeningError>
            do throws(OpeningError) {
                plan = .success(try await PostgresOpening(address, line).plan(applying: false))
            } catch {
                plan = .failure(error)
            }
            line.close()
            await line.ended()
            return try plan.get()
        }

        /// What works less well than it could, now, as sentences for the operator.
        public var warnings: [String] { [listener?.warning].compactMap { $0 } }

        /// See `OpenedStore`; a server's trouble passes, so this store never needs the process to start anew.
        public func failures() -> AsyncStream<String> { AsyncStream { _ in } }

        /// See `OpenedStore`.
        public func close() async {
            line.close()
            await line.ended()
            listener?.close()
            await listener?.ended()
        }

        /// See `SQLEngine`; `unavailable` if the store was opened for reading only.
        ///
        /// Once queued it runs to its end even if the caller's task is cancelled: nobody is left in doubt what is stored.
        func transaction<Value: Sendable>(
            _ mode: TransactionMode, _ body: @escaping @Sendable (any SQLConnection) throws -> Value
        ) async throws -> Value {
            if isReadOnly, mode == .writing { throw StoreError.unavailable("\(name) was opened for reading only") }
            let patience = mode == .writing ? patience.writing : patience.reading
            return try await withCheckedThrowingContinuation { continuation in
                line.add(
                    PostgresLine.Job(
                        mode: mode,
                        run: { session in
                            continuation.resume(with: Result { try session.transaction(mode, patience, body) })
                        },
                        refuse: { continuation.resume(throwing: $0) }))
            }
        }
    }
#endif
