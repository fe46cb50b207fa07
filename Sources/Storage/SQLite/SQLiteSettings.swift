import Foundation
import GRDB

/// The settings without which the station does not start.
enum SQLiteSettings {
    /// What each must read as: a write-ahead log, every commit forced to the disk, references checked.
    static let required = [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1")]

    /// How long a connection waits for a lock another holds.
    static let patienceInMilliseconds: Int32 = 5000

    static func configuration(readOnly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readOnly
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(TimeInterval(patienceInMilliseconds) / 1000)
        configuration.maximumReaderCount = max(4, ProcessInfo.processInfo.activeProcessorCount)
        configuration.label = "CloudStation"
        // A transaction that cannot be undone closes the line of writes; GRDB would end the process.
        configuration.allowsUnsafeTransactions = true
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = -\(readerCache)") }
        return configuration
    }

    /// How much of the file each reading connection keeps in memory, in kibibytes: what a search of a common word walks
    /// through. The engine's own two thousand would be read again and again.
    private static let readerCache = 16_384
    /// The same for the writing connection.
    private static let writerCache = 32_768

    /// Makes commits durable. GRDB sets `synchronous` to NORMAL while it opens a pool, so this comes after. What a
    /// savepoint may have to undo stays in memory; it would go to a temporary file for every closure of a group.
    static func makeDurable(_ database: Database) throws {
        try database.execute(
            sql: "PRAGMA synchronous = FULL; PRAGMA cache_size = -\(writerCache); PRAGMA temp_store = MEMORY")
    }

    /// Reads the settings back from the connection that writes.
    static func verify(_ database: Database) throws {
        for (name, wanted) in required {
            let found = try Row.fetchOne(database, sql: "PRAGMA \(name)")?.databaseValues.first.map(Self.text) ?? "none"
            guard found == wanted else {
                throw OpeningError.settingRefused(name: name, wanted: wanted, found: found)
            }
        }
    }

    private static func text(_ value: DatabaseValue) -> String {
        switch value.storage {
        case .int64(let integer): String(integer)
        case .string(let text): text
        case .null, .double, .blob: value.description
        }
    }
}
