public import Foundation

/// What a backup says of itself: the second line of its file.
public struct BackupManifest: Codable, Hashable, Sendable {
    /// A step of the schema's history.
    public struct Step: Codable, Hashable, Sendable {
        public let number: Int
        public let name: String
    }

    /// To the second.
    public let madeAt: Date
    /// The engine that the station ran on; what is stored is SQLite in any case.
    public let engine: String
    /// What the schema has seen, in order.
    public let migrations: [Step]
    /// Every table with its rows.
    public let tables: [TableDigest]
    /// Length of the database behind the manifest.
    public let databaseBytes: Int64

    /// One line of JSON, with its line feed.
    func line() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return Array(try encoder.encode(self)) + [0x0A]
    }

    /// Nil unless `line` is a manifest.
    init?(line: [UInt8]) {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        guard let manifest = try? decoder.decode(BackupManifest.self, from: Data(line)) else { return nil }
        self = manifest
    }

    init(madeAt: Date, engine: String, migrations: [Step], tables: [TableDigest], databaseBytes: Int64) {
        self.madeAt = madeAt
        self.engine = engine
        self.migrations = migrations
        self.tables = tables
        self.databaseBytes = databaseBytes
    }
}
