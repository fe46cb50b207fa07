import Foundation
import Station

/// How far a copy has come, kept in the target and written with the rows it speaks of; gone when the copy is done.
struct CopyProgress: Sendable {
    static let table = StoredTable(name: "copy_progress", key: ["name"])

    /// One table's part.
    struct Part: Hashable, Sendable {
        let table: StoredTable
        /// The last row stored; nil before the first.
        var position: [SQLValue]?
        var sum = RowSum()
        var isDone = false
    }

    var parts: [Part]

    /// Begins a copy in an empty target or takes up the one that was begun from the same source.
    static func begin(
        _ connection: any SQLConnection, source: String, target: String
    ) throws -> CopyProgress {
        try connection.lock(.migration, "copy")
        if try table.exists(connection) { return try resume(connection, source: source, target: target) }
        for table in StoredTable.all
        where try connection.first("SELECT 1 AS found FROM \(table.name) LIMIT 1", []) != nil {
            throw OperationError.holdsStation(target)
        }
        try connection.execute(
            """
            CREATE TABLE \(table.name) (
                name TEXT PRIMARY KEY,
                source TEXT NOT NULL,
                position TEXT,
                row_count BIGINT NOT NULL,
                digest TEXT NOT NULL,
                is_done BIGINT NOT NULL CHECK (is_done IN (0, 1)))
            """)
        let parts = StoredTable.all.map { Part(table: $0) }
        for part in parts {
            try connection.execute(
                "INSERT INTO \(table.name) (name, source, row_count, digest, is_done) VALUES (?, ?, 0, ?, 0)",
                [.text(part.table.name), .text(source), .text(part.sum.digest)])
        }
        return CopyProgress(parts: parts)
    }

    private static func resume(
        _ connection: any SQLConnection, source: String, target: String
    ) throws -> CopyProgress {
        let rows = try connection.query("SELECT * FROM \(table.name)").map { (name: try $0.text("name"), row: $0) }
        if let other = try rows.first?.row.text("source"), other != source {
            throw OperationError.otherCopy(target: target, source: other)
        }
        return CopyProgress(
            parts: try StoredTable.all.map { table in
                guard let row = rows.first(where: { $0.name == table.name })?.row,
                    let sum = RowSum(rows: try row.int("row_count"), digest: try row.text("digest"))
                else { throw StoreError.damaged("the copy's progress in \(table.name)") }
                return Part(
                    table: table, position: try row.optionalText("position").map(Self.position), sum: sum,
                    isDone: try row.flag("is_done"))
            })
    }

    /// Records `next`, which follows `part`; throws if somebody else moved it meanwhile.
    static func advance(
        _ part: Part, to next: Part, _ connection: any SQLConnection, target: String
    ) throws {
        let moved = try connection.execute(
            """
            UPDATE \(table.name) SET position = ?, row_count = ?, digest = ?, is_done = ?
            WHERE name = ? AND row_count = ? AND is_done = 0
            """,
            [
                try next.position.map(text) ?? .null, .int(next.sum.rows), .text(next.sum.digest),
                .flag(next.isDone), .text(part.table.name), .int(part.sum.rows),
            ])
        guard moved == 1 else { throw OperationError.copiedTwice(target: target) }
    }

    static func end(_ connection: any SQLConnection) throws { try connection.execute("DROP TABLE \(table.name)") }

    /// The source of a copy that was begun here and is not done; nil if there is none.
    static func unfinished(_ connection: any SQLConnection) throws(StoreError) -> String? {
        guard try table.exists(connection) else { return nil }
        return try connection.first("SELECT source FROM \(table.name) LIMIT 1", [])?.text("source")
    }

    /// A key's values as one text: each with a letter for its kind.
    private static func text(_ position: [SQLValue]) throws -> SQLValue {
        try JSONText.encode(
            position.map { value in
                switch value {
                case .null: "n"
                case .integer(let integer): "i\(integer)"
                case .text(let text): "t\(text)"
                }
            })
    }

    private static func position(_ text: String) throws -> [SQLValue] {
        try JSONText.decode([String].self, from: text, what: "position").map { part in
            switch part.first {
            case "n": return .null
            case "t": return .text(String(part.dropFirst()))
            case "i":
                if let integer = Int64(part.dropFirst()) { return .integer(integer) }
                fallthrough
            default: throw StoreError.damaged("the copy's progress")
            }
        }
    }
}

extension SQLEngine {
    /// Throws a sentence for the operator if the store is the target of a copy that was not finished: a station must
    /// not run on half of itself.
    func refuseUnfinishedCopy(name: String) async throws(OpeningError) {
        let source: String?
        do {
            source = try await transaction(.reading) { try CopyProgress.unfinished($0) }
        } catch {
            throw OpeningError(operation: error, path: name)
        }
        guard let source else { return }
        throw .engine(
            path: name,
            reason: "it holds an unfinished copy of \(source); run the same “cloudstation copy” or “restore” again")
    }
}
