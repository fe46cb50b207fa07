public import Foundation

/// Tables as comma-separated text (RFC 4180); needs no trait.
public enum CSVTable {
    /// Reads UTF-8, UTF-16 with a byte order mark, or else GB 18030, as Chinese editions of Excel save it.
    ///
    /// Fields part at commas, or where the first line outside quotes has none, at semicolons or tabs. Every value is a
    /// text; `SheetValue.number` reads numbers from it. Blanks are kept. The apostrophe by which `text(_:)` guards
    /// against formulas is taken off. The sheet's name is empty.
    public static func read(
        _ data: Data, limits: SpreadsheetLimits = .standard
    ) throws(SpreadsheetError) -> SheetContent {
        guard data.count <= limits.fileBytes else { throw .tooLarge(.fileBytes, allowed: limits.fileBytes) }
        let kind = FileKind(data)
        guard [.text, .empty].contains(kind) else { throw .otherKind(kind) }
        return SheetContent(name: "", cells: try CSVReader(try text(of: data), limits).cells())
    }

    /// The rows as one text with a byte order mark, so that spreadsheets see UTF-8; lines end with CR LF.
    ///
    /// A field that a spreadsheet would take for a formula gets an apostrophe in front.
    public static func text(_ rows: [[String]]) -> String {
        "\u{FEFF}" + rows.map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
    }

    /// One field: guarded against formulas and quoted where needed.
    public static func field(_ text: String) -> String {
        let safe = FormulaGuard.guarded(text)
        // By scalars: a mark that joins onto a quote, and CR LF, are single characters to Swift.
        guard safe.unicodeScalars.contains(where: { [",", "\"", "\n", "\r"].contains($0) }) else { return safe }
        var quoted = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in safe.unicodeScalars {
            quoted.append(scalar)
            if scalar == "\"" { quoted.append(scalar) }
        }
        quoted.append("\"")
        return String(quoted)
    }

    /// 0x80000632 is GB 18030 among Foundation's encodings (`kCFStringEncodingGB_18030_2000`).
    private static let gb18030 = String.Encoding(rawValue: 0x8000_0632)

    private static func text(of data: Data) throws(SpreadsheetError) -> String {
        let bytes = data.starts(with: [0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data
        if data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]) {
            guard let text = String(data: data, encoding: .utf16) else { throw .encoding }
            return text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
        }
        guard !bytes.contains(0), let text = String(bytes: bytes, encoding: .utf8) ?? gb(bytes) else { throw .encoding }
        return text
    }

    /// A slice has no zero base, which Foundation's older conversions trip over, hence the copy.
    private static func gb(_ bytes: Data) -> String? { String(data: Data(bytes), encoding: gb18030) }
}
