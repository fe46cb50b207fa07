/// Takes a CSV text apart byte by byte, with line numbers in its errors and limits on what it collects.
///
/// SwiftCSV, which reads the catalogue's own tables of countries, drops blanks before a field, takes a quote that never
/// closes and one with a combining mark behind it as text, and has neither limits nor line numbers: too lenient for
/// such files.
struct CSVReader {
    private let bytes: [UInt8]
    private let limits: SpreadsheetLimits
    private let clock: WorkClock
    private let delimiter: UInt8
    private var at = 0
    private var line = 1
    private var found: [CellReference: SheetValue] = [:]

    private static let quote: UInt8 = 0x22
    private static let lineFeed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D

    init(_ text: String, _ limits: SpreadsheetLimits) {
        bytes = Array(text.utf8)
        self.limits = limits
        clock = WorkClock(limits)
        delimiter = Self.delimiter(bytes)
    }

    /// The fields that are not empty.
    consuming func cells() throws(SpreadsheetError) -> [CellReference: SheetValue] {
        var row = 0
        var column = 0
        while at < bytes.count {
            let field = try field()
            guard row < CellReference.rows else { throw .tooLarge(.rows, allowed: CellReference.rows) }
            guard let place = CellReference(row: row, column: column) else {
                throw .tooLarge(.columns, allowed: CellReference.columns)
            }
            if !field.isEmpty { try keep(field, place) }
            guard at < bytes.count, bytes[at] != delimiter else {
                at += 1
                column += 1
                continue
            }
            passLineEnd()
            row += 1
            column = 0
            if row % 1024 == 0 { try clock.check() }
        }
        return found
    }

    private mutating func keep(_ field: ArraySlice<UInt8>, _ place: CellReference) throws(SpreadsheetError) {
        let text = String(decoding: field, as: UTF8.self)
        guard text.utf16.count <= limits.textLength else { throw .tooLarge(.textLength, allowed: limits.textLength) }
        found[place] = .text(FormulaGuard.unguarded(text))
        guard found.count <= limits.cells else { throw .tooLarge(.cells, allowed: limits.cells) }
    }

    /// From `at` to the delimiter or line end behind it.
    private mutating func field() throws(SpreadsheetError) -> ArraySlice<UInt8> {
        if at < bytes.count, bytes[at] == Self.quote { return try quotedField() }
        let start = at
        while at < bytes.count, bytes[at] != delimiter, !isLineEnd(bytes[at]) {
            guard bytes[at] != Self.quote else { throw .quoting(line: line) }
            at += 1
        }
        return bytes[start..<at]
    }

    private mutating func quotedField() throws(SpreadsheetError) -> ArraySlice<UInt8> {
        let opening = line
        var content: [UInt8] = []
        at += 1
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            if byte == Self.quote {
                guard at < bytes.count, bytes[at] == Self.quote else {
                    guard at == bytes.count || bytes[at] == delimiter || isLineEnd(bytes[at]) else {
                        throw .quoting(line: line)
                    }
                    return content[...]
                }
                at += 1
            } else if byte == Self.lineFeed {
                line += 1
            }
            content.append(byte)
        }
        throw .quoting(line: opening)
    }

    private func isLineEnd(_ byte: UInt8) -> Bool { byte == Self.lineFeed || byte == Self.carriageReturn }

    private mutating func passLineEnd() {
        let isPair = bytes[at] == Self.carriageReturn && at + 1 < bytes.count && bytes[at + 1] == Self.lineFeed
        at += isPair ? 2 : 1
        line += 1
    }

    /// The first of comma, semicolon and tab that the first line has outside quotes.
    private static func delimiter(_ bytes: [UInt8]) -> UInt8 {
        var isQuoted = false
        var seen: Set<UInt8> = []
        for byte in bytes {
            if byte == quote { isQuoted.toggle() }
            guard !isQuoted else { continue }
            if byte == lineFeed || byte == carriageReturn { break }
            seen.insert(byte)
        }
        return Array(",;\t".utf8).first(where: seen.contains) ?? 0x2C
    }
}
