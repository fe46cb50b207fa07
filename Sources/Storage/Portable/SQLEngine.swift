import Station

/// What a transaction is for.
enum TransactionMode: Sendable {
    /// One consistent snapshot; a statement that changes something fails.
    case reading
    case writing
}

/// An opened store down to its bare connection, for what concerns all tables alike: migrating, copying, checking.
protocol SQLEngine: OpenedStore {
    /// Seconds east of UTC in which a filing day is counted.
    var utcOffset: Int { get }
    var hub: ChangeHub { get }
    /// Tickets that readers found.
    var shelf: TicketShelf { get }

    /// Runs `body` in one transaction, with the guarantees of `StationDatabase.write` or `read`.
    func transaction<Value: Sendable>(
        _ mode: TransactionMode, _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value
}

extension SQLEngine {
    /// See `OpenedStore`; none, unless an engine has some.
    public var warnings: [String] { [] }

    /// See `StationDatabase`.
    public func write<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing StationTransaction) throws -> Value
    ) async throws -> Value {
        try await transaction(.writing) { [utcOffset] in
            try body(StationTransaction($0, utcOffset: utcOffset, shelf: nil))
        }
    }

    /// See `StationDatabase`.
    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing StationTransaction) throws -> Value
    ) async throws -> Value {
        try await transaction(.reading) { [utcOffset, shelf] in
            try body(StationTransaction($0, utcOffset: utcOffset, shelf: shelf))
        }
    }

    /// See `StationDatabase`.
    public func changes() -> AsyncStream<StationChange> { hub.changes() }
}
