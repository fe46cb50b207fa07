import Foundation
import Station

/// What the engine says of itself.
enum EngineFindings {
    static func all(_ connection: any SQLConnection, now: Date) throws(StoreError) -> [StoreFinding] {
        connection.dialect.name == Dialect.sqlite.name
            ? try sqlite(connection) : try postgres(connection, now: now)
    }

    /// The version in which SQLite mended its write-ahead log for several writing processes.
    private static let mended = [3, 51, 3]

    private static func sqlite(_ connection: any SQLConnection) throws(StoreError) -> [StoreFinding] {
        let version = try connection.first("SELECT sqlite_version() AS version", [])?.text("version") ?? ""
        let numbers = version.split(separator: ".").map { Int($0) ?? 0 }
        var findings = [
            numbers.lexicographicallyPrecedes(mended)
                ? StoreFinding(
                    .warn, "engine",
                    "SQLite \(version) is older than 3.51.3 and relies on a single writing process; the station's owner "
                        + "lock guarantees that. Let no other program write to the file.")
                : StoreFinding(.ok, "engine", "SQLite \(version).")
        ]
        let journal = try connection.first("PRAGMA journal_mode", [])?.text("journal_mode") ?? "none"
        findings.append(
            journal == "wal"
                ? StoreFinding(
                    .ok, "settings",
                    "journal_mode is wal; the station sets synchronous to FULL and reads it back at every start.")
                : StoreFinding(.warn, "settings", "journal_mode is \(journal); the station sets wal when it starts."))
        return findings
    }

    private static func postgres(_ connection: any SQLConnection, now: Date) throws(StoreError) -> [StoreFinding] {
        let rows = try connection.query(
            """
            SELECT name, setting FROM pg_settings WHERE name IN (
                'server_version', 'fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums')
            """)
        var settings: [String: String] = [:]
        for row in rows { settings[try row.text("name")] = try row.text("setting") }
        var findings = [
            StoreFinding(.ok, "engine", "PostgreSQL \(settings["server_version"] ?? "of unknown version").")
        ]
        for name in ["fsync", "full_page_writes"] where settings[name] != "on" {
            findings.append(
                StoreFinding(
                    .fail, "settings",
                    "\(name) is \(settings[name] ?? "unknown"): a power cut can lose or damage what was stored."))
        }
        if settings["synchronous_commit"] == "off" {
            findings.append(
                StoreFinding(.fail, "settings", "synchronous_commit is off: what was acknowledged can be lost."))
        }
        if findings.count == 1 {
            findings.append(
                StoreFinding(
                    .ok, "settings",
                    "fsync and full_page_writes are on, synchronous_commit is "
                        + "\(settings["synchronous_commit"] ?? "unknown")."))
        }
        if settings["data_checksums"] != "on" {
            findings.append(
                StoreFinding(.warn, "checksums", "data_checksums are off: the server does not notice a page gone bad."))
        }
        let size = try connection.first("SELECT pg_database_size(current_database()) AS size", [])?.integer("size") ?? 0
        findings.append(StoreFinding(.ok, "size", "The database has \((size + (1 << 19)) >> 20) MiB."))
        let server = try connection.first(
            "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT) AS at", [])
        if let at = try server?.moment("at") { findings.append(clock(now, against: at)) }
        return findings
    }

    private static func clock(_ now: Date, against server: Date) -> StoreFinding {
        let seconds = Int(abs(now.timeIntervalSince(server)).rounded())
        let text = "This clock and the server's are \(seconds) s apart"
        switch seconds {
        case ...2: return StoreFinding(.ok, "server clock", text + ".")
        case ...30: return StoreFinding(.warn, "server clock", text + "; set both by the same time server.")
        default: return StoreFinding(.fail, "server clock", text + ": deadlines and leases come out wrong.")
        }
    }
}
