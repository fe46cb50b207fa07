import DequeModule
import Dispatch
import GRDB
import Station
import Synchronization

/// The one line in which writes queue, and their group commit.
///
/// What waits when the line moves shares one durable transaction, a savepoint each: an error in one closure undoes that
/// one alone, a failed commit fails them all. Nobody is answered before the commit is on the disk.
final class SQLiteWriter: Sendable {
    /// One waiting closure: tries itself on a connection and gives what to do once its commit is known.
    struct Job: Sendable {
        let attempt: @Sendable (SQLiteConnection) throws -> Settlement
        let refuse: @Sendable (any Error) -> Void
    }

    /// Answers the caller of a closure that ran well: nil when its commit is durable, else why it is not.
    typealias Settlement = @Sendable (StoreError?) -> Void

    private struct Line {
        var waiting = Deque<Job>()
        var isMoving = false
        /// Why nothing is written any more.
        var failure: String?
        var watchers: [AsyncStream<String>.Continuation] = []
    }

    /// Most closures that wait; the next is refused at once as `busy`, so that memory stays bounded.
    static let longestLine = 2048
    /// Most closures of one transaction, and how long it may gather them: enough to share the disk's work, short enough
    /// that those who are done are answered while the next ones are tried.
    private static let largestGroup = 128
    private static let gathering: Duration = .milliseconds(16)

    private let pool: DatabasePool
    private let hub: ChangeHub
    private let log: WriteAheadLog
    /// Held as long as anything may still be written.
    private let owner: OwnerLock
    private let committed = Atomic<Int>(0)
    private let line = Mutex(Line())

    init(pool: DatabasePool, owner: OwnerLock, log: WriteAheadLog, hub: ChangeHub) {
        self.pool = pool
        self.owner = owner
        self.log = log
        self.hub = hub
    }

    /// How many closures wait.
    var waiting: Int { line.withLock(\.waiting.count) }

    /// Transactions committed since the store was opened; fewer than closures is what group commit is for.
    var commits: Int { committed.load(ordering: .relaxed) }

    /// Runs `body` on the writer's own thread and returns after the commit is on the disk.
    ///
    /// Once queued it runs to its end even if the caller's task is cancelled: nobody is left in doubt what is stored.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue(
                Job(
                    attempt: { connection in
                        let value = try body(connection)
                        return { error in continuation.resume(with: error.map { .failure($0) } ?? .success(value)) }
                    },
                    refuse: { continuation.resume(throwing: $0) }))
        }
    }

    /// See `OpenedStore`.
    func failures() -> AsyncStream<String> {
        let (stream, watcher) = AsyncStream.makeStream(of: String.self)
        let known = line.withLock { line in
            if line.failure == nil { line.watchers.append(watcher) }
            return line.failure
        }
        if let known {
            watcher.yield(known)
            watcher.finish()
        }
        return stream
    }

    /// Refuses what comes, lets through what waits, closes the file and gives it to the next owner.
    func close() async {
        let refusal = "the store is closed"
        line.withLock { $0.failure = $0.failure ?? refusal }
        await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { _ in continuation.resume() }
        }
        while waiting > 0 { try? await Task.sleep(for: .milliseconds(1)) }
        await withCheckedContinuation { continuation in
            // Waits for the readers, so not on a thread that others need.
            DispatchQueue.global().async { [pool, owner] in
                try? pool.close()
                owner.release()
                continuation.resume()
            }
        }
    }

    private func queue(_ job: Job) {
        let (refusal, starts) = line.withLock { line -> (StoreError?, Bool) in
            if let failure = line.failure { return (.unavailable(failure), false) }
            guard line.waiting.count < Self.longestLine else { return (.busy, false) }
            line.waiting.append(job)
            defer { line.isMoving = true }
            return (nil, !line.isMoving)
        }
        if let refusal { return job.refuse(refusal) }
        if starts { move() }
    }

    /// Lets the next group through, and so on until nobody waits.
    private func move() {
        pool.asyncWriteWithoutTransaction { [self] database in
            group(on: database)
            let goesOn = line.withLock { line in
                line.isMoving = !line.waiting.isEmpty
                return line.isMoving
            }
            if goesOn { move() }
        }
    }

    private func group(on database: Database) {
        let end = ContinuousClock.now + Self.gathering
        var count = 0
        let next = { [self] () -> Job? in
            guard count < Self.largestGroup, ContinuousClock.now < end || count == 0 else { return nil }
            count += 1
            return line.withLock { $0.waiting.popFirst() }
        }
        var failure: (any Error)?
        do {
            try log.makeRoom(database)
            SQLiteGroup(database).run(
                next,
                committed: { changes in
                    committed.add(1, ordering: .relaxed)
                    hub.send(changes)
                },
                failed: { reason, isLost in
                    failure = reason
                    note(reason, isLost: isLost)
                })
            try log.checkpoint(database)
        } catch {
            failure = failure ?? error
            note(error, isLost: (error as? DatabaseError)?.resultCode == .SQLITE_IOERR)
        }
        // The transaction did not even begin: whoever waits would wait for the same again.
        if let failure, count == 0 { refuseAll(StoreError(engine: failure)) }
    }

    private func refuseAll(_ reason: StoreError) {
        let jobs = line.withLock { line in
            defer { line.waiting = [] }
            return line.waiting
        }
        for job in jobs { job.refuse(reason) }
    }

    /// After a failing disk nothing may be trusted any more; after any other failure the log makes room first.
    private func note(_ reason: any Error, isLost: Bool) {
        log.noteFailure()
        if isLost { fail("the database engine failed: \(reason)") }
    }

    /// Closes the line for good: after a failed synchronisation nobody knows what the disk holds.
    private func fail(_ reason: String) {
        let watchers = line.withLock { line in
            line.failure = line.failure ?? reason
            defer { line.watchers = [] }
            return line.watchers
        }
        refuseAll(.unavailable(reason))
        for watcher in watchers {
            watcher.yield(reason)
            watcher.finish()
        }
    }
}
