import Crypto
import Foundation
import Station

/// How many rows a table has and a digest over them that no engine's order or column order changes.
public struct TableDigest: Codable, Hashable, Sendable {
    public let name: String
    public let rows: Int
    /// The sum of every row's SHA-256 modulo 2²⁵⁶, lower-case hex. It tells accidents, not forgery: for that a backup
    /// carries a SHA-256 over all of it.
    public let digest: String

    /// `12 rows (digest 3f2a…)`
    var sentence: String { "\(rows) rows (digest \(digest.prefix(12))…)" }
}

/// The growing sum behind a `TableDigest`.
struct RowSum: Hashable, Sendable {
    private(set) var rows = 0
    /// Most significant first.
    private var words: [UInt64] = [0, 0, 0, 0]

    init() {}

    /// Nil unless `digest` is 64 hexadecimal digits.
    init?(rows: Int, digest: String) {
        let digits = Array(digest)
        guard digits.count == 64 else { return nil }
        words = stride(from: 0, to: 64, by: 16).compactMap { UInt64(String(digits[$0..<$0 + 16]), radix: 16) }
        guard words.count == 4 else { return nil }
        self.rows = rows
    }

    var digest: String {
        words.map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    func table(_ name: String) -> TableDigest { TableDigest(name: name, rows: rows, digest: digest) }

    /// Takes rows of one statement, so that all have the same columns.
    mutating func add(_ batch: [SQLRow]) {
        guard let columns = batch.first?.columns else { return }
        let order = columns.indices.sorted { columns[$0].utf8.lexicographicallyPrecedes(columns[$1].utf8) }
        for row in batch {
            var bytes: [UInt8] = []
            for index in order where row.values.indices.contains(index) {
                Self.append(Array(columns[index].utf8), to: &bytes)
                Self.append(row.values[index], to: &bytes)
            }
            add(SHA256.hash(data: bytes))
        }
    }

    private mutating func add(_ hash: SHA256.Digest) {
        let summand = hash.reduce(into: [UInt8]()) { $0.append($1) }
        var carry: UInt64 = 0
        for word in (0..<4).reversed() {
            let value = summand[word * 8..<word * 8 + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let (once, first) = words[word].addingReportingOverflow(value)
            let (twice, second) = once.addingReportingOverflow(carry)
            words[word] = twice
            carry = first || second ? 1 : 0
        }
        rows += 1
    }

    /// One unmistakable way to write each value: its kind, and texts with their length.
    private static func append(_ value: SQLValue, to bytes: inout [UInt8]) {
        switch value {
        case .null: bytes.append(0)
        case .integer(let integer):
            bytes.append(1)
            append(UInt64(bitPattern: integer), to: &bytes)
        case .text(let text):
            bytes.append(2)
            append(Array(text.utf8), to: &bytes)
        }
    }

    private static func append(_ text: [UInt8], to bytes: inout [UInt8]) {
        append(UInt64(text.count), to: &bytes)
        bytes += text
    }

    private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }
}

extension StoredTable {
    /// Rows read at once: a few megabytes even where each holds a whole ticket.
    static let batch = 500

    /// Reads the whole table, a batch at a time.
    func sum(
        _ connection: any SQLConnection, each: (_ rows: Int) throws -> Void = { _ in }
    ) throws -> RowSum {
        var sum = RowSum()
        var position: [SQLValue]?
        while true {
            let rows = try rows(connection, after: position, limit: Self.batch)
            sum.add(rows)
            try each(sum.rows)
            guard let last = rows.last, !key.isEmpty, rows.count == Self.batch else { return sum }
            position = try self.position(of: last)
        }
    }

    /// The digest of every table there is in the store.
    static func digests(
        _ connection: any SQLConnection, report: OperationProgress.Report = { _ in }
    ) throws -> [TableDigest] {
        var digests: [TableDigest] = []
        for table in all where try table.exists(connection) {
            let meter = ProgressMeter("reading \(table.name)", .rows)
            let sum = try table.sum(connection) { try report(meter.progress($0, of: nil)) }
            digests.append(sum.table(table.name))
        }
        return digests
    }
}
