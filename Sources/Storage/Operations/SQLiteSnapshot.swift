import GRDB
import Station

/// A SQLite file of its own, on which a whole station stands still.
struct SQLiteSnapshot {
    let path: String

    /// Pages copied before progress is told and others get the disk.
    private static let pagesAtOnce: CInt = 512

    /// Copies the store at `path` as it is at one moment, also beside the process that owns it, which is not kept
    /// waiting: a reader never blocks the writer of a write-ahead log.
    init(of path: String, at file: String, report: @escaping OperationProgress.Report) throws {
        try SQLiteFile.create(file)
        let source = try DatabaseQueue(path: path, configuration: SQLiteSettings.configuration(readOnly: true))
        let copy = try DatabaseQueue(path: file, configuration: Self.configuration(readOnly: false))
        let meter = ProgressMeter("snapshot", .pages)
        try source.read { from in
            // From its first statement on the transaction sees one moment, and the engine keeps each step to it.
            _ = try Int.fetchOne(from, sql: "SELECT COUNT(*) FROM sqlite_master")
            try copy.writeWithoutTransaction { into in
                try from.backup(to: into, pagesPerStep: Self.pagesAtOnce) { progress in
                    try report(meter.progress(progress.completedPageCount, of: progress.totalPageCount))
                }
            }
        }
        try copy.close()
        try source.close()
        self.path = file
        try makePlain()
    }

    /// A file that nobody else has.
    init(existing path: String) { self.path = path }

    /// Puts everything into the one file, without a write-ahead log beside it.
    func makePlain() throws { try setJournal("DELETE") }

    /// As the station leaves its file.
    func makeLogged() throws { try setJournal("WAL") }

    private func setJournal(_ mode: String) throws {
        let queue = try DatabaseQueue(path: path, configuration: Self.configuration(readOnly: false))
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = \(mode)") }
        try queue.close()
    }

    /// Runs `body` on it, reading only.
    func read<Value>(_ body: (any SQLConnection) throws -> Value) throws -> Value {
        let queue = try DatabaseQueue(path: path, configuration: Self.configuration(readOnly: true))
        let value = try queue.read { try body(SQLiteConnection($0)) }
        try queue.close()
        return value
    }

    private static func configuration(readOnly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readOnly
        configuration.label = "CloudStation snapshot"
        return configuration
    }
}

/// SQLite's own checks.
enum SQLiteSoundness {
    /// What the engine complains of, in its words; empty if the file and its references are sound.
    static func complaints(_ connection: any SQLConnection) throws(StoreError) -> [String] {
        let integrity = try connection.query("PRAGMA integrity_check(20)").map { row throws(StoreError) in
            try row.text("integrity_check")
        }
        if integrity != ["ok"] { return integrity }
        return try connection.query("PRAGMA foreign_key_check").prefix(20).map { row throws(StoreError) in
            "a row of \(try row.text("table")) refers to a row of \(try row.text("parent")) that is not there"
        }
    }

    /// Throws `unsound` if there is something to complain of.
    static func require(_ connection: any SQLConnection, store: String) throws {
        let complaints = try complaints(connection)
        guard complaints.isEmpty else { throw OperationError.unsound(store: store, complaints: complaints) }
    }
}
