public import Station

/// A store that is open: the station's database, and what its operator asks of it.
public protocol OpenedStore: StationDatabase {
    /// What was applied before this opening, and what this opening applied (`pending`).
    var plan: MigrationPlan { get }

    /// What does not work as well as it could, in sentences for the operator; the store can be used all the same.
    var warnings: [String] { get }

    /// Gives the reason once the store can no longer be trusted until the process starts anew. From then on every write
    /// fails; nothing was acknowledged that is not stored.
    func failures() -> AsyncStream<String>

    /// Ends every connection, after the transactions that run. Nothing can be done with the store afterwards.
    func close() async
}
