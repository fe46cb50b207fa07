import Foundation
import GRDB
import Station

/// The station's store in one SQLite file.
///
/// A write is on the disk when it returns. One process owns the file: SQLite before 3.51.3 can lose a write-ahead log
/// that two processes write. Reading beside the owner is possible, see `openReadOnly`.
public final class SQLiteStation: SQLEngine {
    /// Where the file lies, links resolved.
    public let path: String
    /// What was applied before this opening, and what this opening applied (`pending`).
    public let plan: MigrationPlan

    private let pool: DatabasePool
    private let writer: SQLiteWriter?
    let hub = ChangeHub()
    let shelf = TicketShelf()
    let utcOffset: Int

    /// Owns the file at `path`, made together with its folder if absent, and brings its schema up to date.
    ///
    /// `utcOffset` (seconds east of UTC, China by default) decides on which day a ticket counts as filed; it must stay
    /// the same for the life of a store.
    public init(path: String, utcOffset: Int = 28_800) throws(OpeningError) {
        let path = try SQLiteFile.prepare(path)
        try SQLiteFile.create(path)
        let owner = try OwnerLock(path: path)
        do {
            let pool = try DatabasePool(path: path, configuration: SQLiteSettings.configuration(readOnly: false))
            try pool.writeWithoutTransaction { database in
                try SQLiteSettings.makeDurable(database)
                try SQLiteSettings.verify(database)
            }
            plan = try pool.write { database in
                let connection = SQLiteConnection(database)
                let plan = try Migrator().apply(connection, at: Date())
                try connection.execute(connection.postponed)
                return plan
            }
            let log = WriteAheadLog()
            pool.writeWithoutTransaction { log.watch($0) }
            self.path = path
            self.pool = pool
            self.utcOffset = utcOffset
            writer = SQLiteWriter(pool: pool, owner: owner, log: log, hub: hub)
        } catch {
            throw OpeningError(error, path: path)
        }
    }

    private init(readOnly path: String) throws(OpeningError) {
        let path = try SQLiteFile.existing(path)
        do {
            pool = try DatabasePool(path: path, configuration: SQLiteSettings.configuration(readOnly: true))
            plan = try pool.read { try Migrator().plan(SQLiteConnection($0)) }
        } catch {
            throw OpeningError(error, path: path)
        }
        guard plan.pending.isEmpty else { throw .notMigrated(pending: plan.pending) }
        self.path = path
        writer = nil
        utcOffset = 0
    }

    /// Opens a store for commands that only read, also while another process owns it; `write` throws `unavailable`.
    public static func openReadOnly(path: String) throws(OpeningError) -> SQLiteStation {
        try SQLiteStation(readOnly: path)
    }

    /// What a store's schema has seen and what opening it would apply; changes nothing, needs no ownership.
    public static func inspect(path: String) throws(OpeningError) -> MigrationPlan {
        guard FileManager.default.fileExists(atPath: path) else {
            return MigrationPlan(applied: [], pending: Migration.all.map(\.step))
        }
        do {
            return try DatabaseQueue(path: path, configuration: SQLiteSettings.configuration(readOnly: true))
                .read { try Migrator().plan(SQLiteConnection($0)) }
        } catch {
            throw OpeningError(error, path: path)
        }
    }

    /// How many writes wait for their turn.
    var waitingWrites: Int { writer?.waiting ?? 0 }

    /// See `SQLiteWriter.commits`.
    var commits: Int { writer?.commits ?? 0 }

    /// See `OpenedStore`; a store that only reads never fails.
    public func failures() -> AsyncStream<String> { writer?.failures() ?? AsyncStream { _ in } }

    /// See `OpenedStore`.
    public func close() async {
        if let writer {
            await writer.close()
        } else {
            try? pool.close()
        }
    }

    /// See `SQLEngine`; `unavailable` if the store was opened for reading only.
    func transaction<Value: Sendable>(
        _ mode: TransactionMode, _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        switch mode {
        case .writing:
            guard let writer else { throw StoreError.unavailable("\(path) was opened for reading only") }
            return try await writer.write(body)
        case .reading:
            return try await withCheckedThrowingContinuation { continuation in
                pool.asyncRead { opened in
                    continuation.resume(
                        with: Result {
                            try body(SQLiteConnection(try SQLiteConnection.engine { try opened.get() }))
                        })
                }
            }
        }
    }
}
