import Foundation
import GRDB
public import Station

/// The station's store in one SQLite file.
///
/// A write is on the disk when it returns. One process owns the file: SQLite before 3.51.3 can lose a write-ahead log
/// that two processes write. Reading beside the owner is possible, see `openReadOnly`.
public final class SQLiteStation: StationDatabase {
    /// Where the file lies, links resolved.
    public let path: String
    /// What was applied before this opening, and what this opening applied (`pending`).
    public let plan: MigrationPlan

    private let pool: DatabasePool
    private let writer: SQLiteWriter?
    private let owner: OwnerLock?
    private let utcOffset: Int

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
            plan = try pool.write { try Migrator().apply(SQLiteConnection($0), at: Date()) }
            self.path = path
            self.pool = pool
            self.owner = owner
            self.utcOffset = utcOffset
            writer = SQLiteWriter(pool: pool, utcOffset: utcOffset)
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
        owner = nil
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

    /// See `StationDatabase`; `unavailable` if the store was opened for reading only.
    public func write<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing StationTransaction) throws -> Value
    ) async throws -> Value {
        guard let writer else { throw StoreError.unavailable("\(path) was opened for reading only") }
        return try await writer.write(body)
    }

    /// See `StationDatabase`.
    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing StationTransaction) throws -> Value
    ) async throws -> Value {
        let utcOffset = utcOffset
        return try await withCheckedThrowingContinuation { continuation in
            pool.asyncRead { opened in
                continuation.resume(
                    with: Result {
                        let database = try SQLiteWriter.engine { try opened.get() }
                        return try body(StationTransaction(SQLiteConnection(database), utcOffset: utcOffset))
                    })
            }
        }
    }
}
