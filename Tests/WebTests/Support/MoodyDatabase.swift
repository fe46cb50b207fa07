import Station
import Synchronization

/// A store in front of another that refuses what it is told to refuse.
final class MoodyDatabase: StationDatabase {
    private let database: any StationDatabase
    private let refusals = Mutex<(writes: StoreError?, reads: StoreError?)>((nil, nil))

    init(_ database: any StationDatabase) { self.database = database }

    func refuse(writes: StoreError? = nil, reads: StoreError? = nil) { refusals.withLock { $0 = (writes, reads) } }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing StationTransaction) throws -> Value
    ) async throws -> Value {
        if let error = refusals.withLock({ $0.writes }) { throw error }
        return try await database.write(body)
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing StationTransaction) throws -> Value
    ) async throws -> Value {
        if let error = refusals.withLock({ $0.reads }) { throw error }
        return try await database.read(body)
    }

    func changes() -> AsyncStream<StationChange> { database.changes() }
}
