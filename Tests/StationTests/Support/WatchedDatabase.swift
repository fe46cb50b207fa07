import Station
import Synchronization

/// A store in front of another: counts writes, and fails the first one if it is told to.
final class WatchedDatabase: StationDatabase {
    private let database: any StationDatabase
    private let error: StoreError?
    private let count = Mutex(0)

    init(_ database: any StationDatabase, failingFirstWriteWith error: StoreError? = nil) {
        self.database = database
        self.error = error
    }

    /// Writes so far, failed ones too.
    var writes: Int { count.withLock { $0 } }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing StationTransaction) throws -> Value
    ) async throws -> Value {
        let number = count.withLock { count in
            count += 1
            return count
        }
        if number == 1, let error { throw error }
        return try await database.write(body)
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing StationTransaction) throws -> Value
    ) async throws -> Value { try await database.read(body) }

    func changes() -> AsyncStream<StationChange> { database.changes() }
}
