import GRDB
import Station

/// One durable transaction over several closures, a savepoint each.
struct SQLiteGroup {
    private let database: Database

    init(_ database: Database) { self.database = database }

    /// What became of the closures so far; each is in one of the lists.
    private struct Progress {
        var settlements: [SQLiteWriter.Settlement] = []
        var refusals: [(SQLiteWriter.Job, any Error)] = []
        var changes: Set<StationChange> = []
        var postponed: [SQLiteConnection.Postponed] = []
    }

    /// Runs closures as `next` gives them and answers each of them, none before the commit is on the disk.
    ///
    /// - Parameters:
    ///   - next: the next closure, nil when the group is large enough.
    ///   - committed: told what the transaction changed.
    ///   - failed: told why nothing was stored, before anybody is answered, and whether the engine is lost.
    func run(
        _ next: () -> SQLiteWriter.Job?, committed: (Set<StationChange>) -> Void,
        failed: (_ reason: any Error, _ isLost: Bool) -> Void
    ) {
        var progress = Progress()
        do {
            try database.beginTransaction(.immediate)
            while let job = next() { try attempt(job, &progress) }
            let last = SQLiteConnection(database)
            let written = Result { try last.execute(progress.postponed) }
            if let failure = last.diskFailure { throw failure }
            try written.get()
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
        let connection = SQLiteConnection(database)
        let outcome = Result {
            try statement("SAVEPOINT job")
            return try job.attempt(connection)
        }
        switch outcome {
        case .success(let settle):
            progress.settlements.append(settle)
            progress.changes.formUnion(connection.changes)
            progress.postponed += connection.postponed
        case .failure(let error): progress.refusals.append((job, error))
        }
        if let failure = connection.diskFailure { throw failure }
        if case .failure(let error) = outcome {
            // Out of room: the engine has undone everything by itself.
            guard database.isInsideTransaction else { throw error }
            try statement("ROLLBACK TO job")
        }
        try statement("RELEASE job")
    }

    private func statement(_ sql: String) throws { try database.cachedStatement(sql: sql).execute() }

    /// Nothing of the group is stored, and everybody hears it.
    private func abandon(
        _ progress: Progress, _ error: any Error, _ failed: (_ reason: any Error, _ isLost: Bool) -> Void
    ) {
        if database.isInsideTransaction { try? database.rollback() }
        let reason = StoreError(engine: error)
        // First of all: whoever is answered now and tries again must find the line closed. A transaction that cannot
        // even be undone, or a failing disk: nothing can be trusted any more.
        failed(
            error, database.isInsideTransaction || (error as? DatabaseError)?.resultCode == .SQLITE_IOERR)
        for settle in progress.settlements { settle(reason) }
        for (job, error) in progress.refusals { job.refuse(error) }
    }
}
