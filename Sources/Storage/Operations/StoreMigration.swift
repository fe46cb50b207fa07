import Foundation
import Station

/// Brings a store's schema up to date: first on a copy, then on the store, a transaction for each step.
public struct StoreMigration: Sendable {
    /// What is being done, for whoever waits.
    public enum Event: Hashable, Sendable {
        /// The steps are tried out on a copy of the store at this path.
        case rehearsing(copy: String)
        /// The steps are tried out in a transaction that is undone.
        case rehearsingUndone
        case rehearsed([MigrationPlan.Step])
        case applying(MigrationPlan.Step)
        case applied(MigrationPlan.Step)
    }

    private let store: StoreLocation
    private let migrations: [Migration]

    public init(_ store: StoreLocation) { self.init(store, migrations: Migration.all) }

    init(_ store: StoreLocation, migrations: [Migration]) {
        self.store = store
        self.migrations = migrations
    }

    /// Gives the steps that were applied, or with `rehearsesOnly` those that would be; none if nothing is pending.
    ///
    /// A failing rehearsal leaves the store untouched. Killed between two steps, the next run goes on with the second.
    /// Where another process owns the store it is refused by name; on a server one process waits for the other.
    public func run(
        rehearsesOnly: Bool = false, _ tell: @escaping @Sendable (Event) -> Void
    ) async throws(OperationError) -> [MigrationPlan.Step] {
        do {
            switch store {
            case .sqlite(let path):
                return try SQLiteMigration(path: path, migrator: Migrator(migrations))
                    .run(rehearsesOnly: rehearsesOnly, tell)
            case .postgres(let url):
                #if PostgreSQL
                    return try await PostgresMigration(url: url, migrator: Migrator(migrations))
                        .run(rehearsesOnly: rehearsesOnly, tell)
                #else
                    _ = url
                    throw OpeningError.notBuilt
                #endif
            }
        } catch let error as OperationError {
            throw error
        } catch {
            throw OperationError(OpeningError(operation: error, path: store.description), store: store.description)
        }
    }
}
