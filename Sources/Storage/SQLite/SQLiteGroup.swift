import GRDB
import Station

/// One durable transaction over several closures, a savepoint each.
struct SQLiteGroup {
    private let database: Database

    init(_ database: Database) { self.database = database }

    /// What became of the closures so far; each is in one of the lists, or still to be tried.
    private struct Progress {
        var settlements: [SQLiteWriter.Settlement] = []
        var refusals: [(SQLiteWriter.Job, any Error)] = []
        var rest: ArraySlice<SQLiteWriter.Job>
        var changes: Set<StationChange> = []
        var postponed: [SQLiteConnection.Postponed] = []
    }

    /// Runs `jobs` in order and answers each of them, none before the commit is on the disk.
    ///
    /// - Parameters:
    ///   - committed: told what the transaction changed.
    ///   - failed: told why nothing was stored, before anybody is answered.
    func run(
        _ jobs: [SQLiteWriter.Job], committed: (Set<StationChange>) -> Void, failed: (any Error) -> Void
    ) {
        var progress = Progress(rest: jobs[...])
        do {
            try database.beginTransaction(.immediate)
            while let job = progress.rest.first { try attempt(job, &progress) }
            try SQLiteConnection(database).execute(progress.postponed)
            try database.commit()
        } catch {
            abandon(progress, error, failed)
            return
        }
        committed(progress.changes)
        for settle in progress.settlements { settle(nil) }
        for (job, error) in progress.refusals { job.refuse(error) }
    }

    /// Tries one closure; throws only what ends the whole transaction.
    private func attempt(_ job: SQLiteWriter.Job, _ progress: inout Progress) throws {
        try statement("SAVEPOINT job")
        let connection = SQLiteConnection(database)
        let outcome = Result { try job.attempt(connection) }
        progress.rest = progress.rest.dropFirst()
        switch outcome {
        case .success(let settle):
            progress.settlements.append(settle)
            progress.changes.formUnion(connection.changes)
            progress.postponed += connection.postponed
        case .failure(let error):
            progress.refusals.append((job, error))
            // Out of room or a failing disk: the engine has undone everything by itself.
            guard database.isInsideTransaction else { throw error }
            try statement("ROLLBACK TO job")
        }
        try statement("RELEASE job")
    }

    private func statement(_ sql: String) throws { try database.cachedStatement(sql: sql).execute() }

    /// Nothing of the group is stored, and everybody hears it.
    private func abandon(_ progress: Progress, _ error: any Error, _ failed: (any Error) -> Void) {
        // If even this fails, the next transaction cannot begin, so nothing half-done is ever committed.
        if database.isInsideTransaction { try? database.rollback() }
        let reason = StoreError(engine: error)
        // First of all: whoever is answered now and tries again must find the line closed.
        failed(error)
        for settle in progress.settlements { settle(reason) }
        for (job, error) in progress.refusals { job.refuse(error) }
        for job in progress.rest { job.refuse(reason) }
    }
}
