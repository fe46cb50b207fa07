import Foundation

/// What can be said of a store's file from outside.
extension SQLiteFile {
    static func findings(_ path: String) -> [StoreFinding] {
        var findings = [
            StoreFinding(
                .ok, "size",
                "The store has \(mebibytes(path)) MiB, its write-ahead log \(mebibytes(path + "-wal")) MiB.")
        ]
        if Files.size(path + "-wal") > max(1 << 28, Files.size(path)) {
            findings.append(
                StoreFinding(
                    .warn, "log",
                    "The write-ahead log is larger than the store: something reads without end, or the disk is full."))
        }
        findings.append(
            owner(of: path).map { StoreFinding(.ok, "owner", "Process \($0) owns the store now.") }
                ?? StoreFinding(.ok, "owner", "No process owns the store now."))
        return findings
    }

    /// The process that owns the store now; nil if none does or the system does not say.
    ///
    /// The system is asked for its locks, because trying the lock would get in the way of whoever starts just now.
    static func owner(of path: String) -> Int32? {
        let lock = resolved(path) + ".owner"
        var file = stat()
        guard stat(lock, &file) == 0, let text = try? String(contentsOfFile: lock, encoding: .utf8),
            let process = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines))
        else { return nil }
        let locks: [String]
        if let opened = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fdinfo") {
            locks = opened.map { "/proc/\(process)/fdinfo/\($0)" }
        } else {
            // Somebody else's process: only the list of all locks tells.
            locks = ["/proc/locks"]
        }
        let holds = locks.contains { holdsLock(on: UInt64(file.st_ino), $0) }
        return holds ? process : nil
    }

    /// Whether `list` has a line such as `1: FLOCK  ADVISORY  WRITE 4711 08:01:262159 0 EOF` for the file.
    private static func holdsLock(on file: UInt64, _ list: String) -> Bool {
        guard let text = try? String(contentsOfFile: list, encoding: .utf8) else { return false }
        return text.split(separator: "\n").contains { line in
            let words = line.split { $0 == " " || $0 == "\t" }
            return words.contains("FLOCK") && words.contains("WRITE")
                && words.contains { $0.split(separator: ":").count == 3 && $0.hasSuffix(":\(file)") }
        }
    }

    private static func mebibytes(_ path: String) -> Int64 { (Files.size(path) + (1 << 19)) >> 20 }
}
