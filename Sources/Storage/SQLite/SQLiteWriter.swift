import GRDB
import Station

/// The one line in which writes queue. Each is its own transaction; group commit belongs here.
struct SQLiteWriter: Sendable {
    let pool: DatabasePool
    let utcOffset: Int

    /// Runs `body` on the writer's own thread and returns after the commit is on the disk.
    ///
    /// Once queued it runs to its end even if the caller's task is cancelled: nobody is left in doubt what is stored.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing StationTransaction) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            pool.asyncWriteWithoutTransaction { database in
                continuation.resume(with: Result { try run(body, on: database) })
            }
        }
    }

    private func run<Value>(
        _ body: (borrowing StationTransaction) throws -> Value, on database: Database
    ) throws -> Value {
        try Self.engine { try database.beginTransaction(.immediate) }
        do {
            let value = try body(StationTransaction(SQLiteConnection(database), utcOffset: utcOffset))
            try Self.engine { try database.commit() }
            return value
        } catch {
            // Some engine errors roll back by themselves. If rolling back fails too, the first error is the one to
            // tell: the next transaction then cannot begin, so nothing half-done is ever committed.
            if database.isInsideTransaction { try? database.rollback() }
            throw error
        }
    }

    /// Runs a step of the engine's own, its errors put in the station's words.
    static func engine<Value>(_ step: () throws -> Value) throws(StoreError) -> Value {
        do { return try step() } catch { throw StoreError(engine: error) }
    }
}
