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
    /// How many there were when they were last copied.
    private let copied = Atomic<Int>(0)

    /// Sixteen mebibytes at SQLite's usual page size: pages that change all the time are copied once for many changes.
    private static let worthCopying = 4000

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
        guard found - copied.load(ordering: .relaxed) >= Self.worthCopying else { return }
        try database.checkpoint(.passive)
        copied.store(found, ordering: .relaxed)
    }

    private func note(pages found: Int) {
        pages.store(found, ordering: .relaxed)
        // The log began anew.
        if found < copied.load(ordering: .relaxed) { copied.store(0, ordering: .relaxed) }
    }
}
