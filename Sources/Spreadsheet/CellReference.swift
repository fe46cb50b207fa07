/// A cell's place on a sheet, written `B7`; always within the 1,048,576 rows and 16,384 columns of a spreadsheet.
public struct CellReference: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// 0 is the row that spreadsheets call 1.
    public let row: Int
    /// 0 is column A.
    public let column: Int

    /// The rows a sheet has.
    public static let rows = 1_048_576
    /// The columns a sheet has; the last is XFD.
    public static let columns = 16_384

    /// Nil outside of the sheet; both count from 0.
    public init?(row: Int, column: Int) {
        guard (0..<Self.rows).contains(row), (0..<Self.columns).contains(column) else { return nil }
        self.row = row
        self.column = column
    }

    /// Parses `B7`, letters of either case before digits, and nothing looser (no `$`, no leading zero).
    public init?(_ text: some StringProtocol) {
        var column = 0
        var row = 0
        var digits = 0
        for byte in text.utf8 {
            switch byte {
            case 0x41...0x5A where digits == 0: column = column * 26 + Int(byte - 0x40)
            case 0x61...0x7A where digits == 0: column = column * 26 + Int(byte - 0x60)
            case 0x30...0x39 where digits > 0 || byte > 0x30:
                row = row * 10 + Int(byte - 0x30)
                digits += 1
            default: return nil
            }
            guard column <= Self.columns, row <= Self.rows else { return nil }
        }
        self.init(row: row - 1, column: column - 1)
    }

    /// The column's letters, `AB`.
    public var letters: String {
        var left = column + 1
        var bytes: [UInt8] = []
        while left > 0 {
            bytes.append(UInt8(0x41 + (left - 1) % 26))
            left = (left - 1) / 26
        }
        return String(decoding: bytes.reversed(), as: UTF8.self)
    }

    /// `B7`.
    public var description: String { letters + String(row + 1) }

    /// In reading order: by row, then by column.
    public static func < (lhs: CellReference, rhs: CellReference) -> Bool {
        (lhs.row, lhs.column) < (rhs.row, rhs.column)
    }
}
