import Foundation
import GRDB

/// Into a SQLite file: unpacked beside it, then renamed.
extension StoreRestoration {
    /// Gives where the store that stood there is kept.
    func restore(
        _ envelope: BackupEnvelope, into path: String, _ report: OperationProgress.Report
    ) throws -> String? {
        let path = try SQLiteFile.prepare(path)
        // From here on nobody else opens the store to write, and whoever has it now is named.
        let owner = try OwnerLock(path: path)
        return try withExtendedLifetime(owner) {
            let stands = Files.size(path) > 0
            guard replaces || !stands else { throw OperationError.holdsStation(path) }
            let unpacked = path + ".restoring"
            defer { Files.removeDatabase(unpacked) }
            try unpack(envelope, to: unpacked, report)
            try SQLiteSnapshot(existing: unpacked).makeLogged()
            let kept = stands ? try putAside(path) : nil
            if !stands { Files.removeLogs(path) }
            try Files.rename(unpacked, to: path)
            return kept
        }
    }

    /// Gives the old store a dated name beside its own; the log that belongs to it must never meet the new file.
    private func putAside(_ path: String) throws -> String {
        let name = Self.freeName(path)
        let log = path + "-wal"
        let hasLog = Files.size(log) > 0
        // Opening a store that is damaged may empty its log, which somebody may still want to look at.
        if hasLog { try FileManager.default.copyItem(atPath: log, toPath: name + "-wal") }
        let isWhole = !hasLog || Self.emptyLog(path)
        guard link(path, name) == 0 else {
            throw OperationError.file(path: name, reason: String(cString: strerror(errno)))
        }
        // A whole store keeps its name until the new one takes it; of any other only the dated one stays.
        unlink(isWhole ? name + "-wal" : path)
        Files.removeLogs(path)
        try Files.synchronizeFolder(of: name)
        return name
    }

    /// Puts what the log holds into the file; false if the store cannot be used any more.
    private static func emptyLog(_ path: String) -> Bool {
        do {
            let old = try DatabaseQueue(path: path, configuration: SQLiteSettings.configuration(readOnly: false))
            _ = try old.writeWithoutTransaction { try $0.checkpoint(.truncate) }
            try old.close()
            return Files.size(path + "-wal") == 0
        } catch {
            return false
        }
    }

    private static func freeName(_ path: String) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.dateFormat = "yyyyMMdd-HHmmss"
        let dated = "\(path).replaced-\(formatter.string(from: Date()))"
        var name = dated
        var count = 1
        while Files.exists(name) {
            count += 1
            name = "\(dated)-\(count)"
        }
        return name
    }
}

extension Files {
    /// Removes what a SQLite file has beside it.
    static func removeLogs(_ path: String) {
        for suffix in ["-wal", "-shm", "-journal"] { unlink(path + suffix) }
    }
}
