import GRDB
import GRDBSQLite
import Synchronization

/// Copies the write-ahead log back into the database when it has grown, between two groups.
///
/// SQLite would do so by itself inside a commit, where everybody waits for it and where it keeps a failing disk to
/// itself. The log must not be used again after a failed synchronisation: what it held may be nowhere else.
final class WriteAheadLog: Sendable {
    /// Pages in the log, told by SQLite after each commit.
    private let pages = Atomic<Int>(0)
    /// How many there were when they were last copied; none once the log began anew.
    private let copied = Atomic<Int>(0)
    /// A transaction failed, perhaps for want of room.
    private let needsRoom = Atomic<Bool>(false)

    /// Eight mebibytes at SQLite's usual page size: pages that change all the time are copied once for many changes.
    private static let worthCopying = 2000
    /// Readers kept the log from beginning anew: how many pages later to try again.
    private static let worthTryingAgain = 500
    /// From here on readers are waited for, in milliseconds: short enough that nobody minds.
    private static let tooLong = 8000
    private static let patience: Int32 = 50

    /// Takes over from SQLite's own checkpoints on the connection that writes. `self` must outlive the connection.
    func watch(_ database: Database) {
        sqlite3_wal_hook(
            database.sqliteConnection,
            { context, _, _, pages in
                if let context {
                    Unmanaged<WriteAheadLog>.fromOpaque(context).takeUnretainedValue().note(pages: Int(pages))
                }
                return SQLITE_OK
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    /// Copies back if it is worth it; outside of a transaction. What long readers still need stays for the next time.
    func checkpoint(_ database: Database) throws {
        let found = pages.load(ordering: .relaxed)
        let last = copied.load(ordering: .relaxed)
        guard found >= Self.worthCopying, found - last >= (last == 0 ? 0 : Self.worthTryingAgain) else { return }
        try copy(database, found >= Self.tooLong ? .restart : .passive)
        copied.store(found, ordering: .relaxed)
    }

    /// To be called when a transaction came to nothing.
    func noteFailure() { needsRoom.store(true, ordering: .relaxed) }

    /// After a failure: empties the log before anything new is written, throws if the disk has no room for that. If a
    /// reader is in the way, the next call tries again.
    ///
    /// A log that filled the disk would swallow whatever room is made, and never be copied back again.
    func makeRoom(_ database: Database) throws {
        guard needsRoom.load(ordering: .relaxed), try copy(database, .truncate) else { return }
        needsRoom.store(false, ordering: .relaxed)
        copied.store(0, ordering: .relaxed)
    }

    /// False if a reader is in the way, which is no error; its part stays in the log.
    @discardableResult
    private func copy(_ database: Database, _ kind: Database.CheckpointMode) throws -> Bool {
        sqlite3_busy_timeout(database.sqliteConnection, Self.patience)
        defer { sqlite3_busy_timeout(database.sqliteConnection, SQLiteSettings.patienceInMilliseconds) }
        do {
            try database.checkpoint(kind)
            return true
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            return false
        }
    }

    private func note(pages found: Int) {
        pages.store(found, ordering: .relaxed)
        if found < copied.load(ordering: .relaxed) { copied.store(0, ordering: .relaxed) }
    }
}
