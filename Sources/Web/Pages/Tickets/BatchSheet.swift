import Foundation
import HealthCheck
import Spreadsheet
import Station

/// A spreadsheet of many tickets: a line of headings, in Chinese or English, then one ticket a line.
struct BatchSheet {
    let lines: [BatchLine]

    /// The columns; only matter, title and body must be there.
    enum Column: String, CaseIterable {
        case matter, title, body, company, urgency, countries
    }

    /// What a file has no headings for.
    struct MissingColumns: Error {
        let columns: [Column]
    }

    static var limits: SpreadsheetLimits {
        var limits = SpreadsheetLimits.standard
        limits.fileBytes = 5 << 20
        limits.cells = 20_000
        return limits
    }

    /// Reads XLSX or CSV by its content. Throws only where the whole file is not to be used.
    init(_ data: Data, _ locales: Locales) throws {
        let isText = [.text, .empty].contains(FileKind(data))
        let sheets =
            try isText
            ? [CSVTable.read(data, limits: Self.limits)] : XLSXFile.read(data, limits: Self.limits)
        guard let sheet = sheets.first(where: { !$0.isHidden }) else { throw MissingColumns(columns: [.matter]) }
        let rows = sheet.filledRows
        let places = Self.places(sheet, row: rows.first ?? 0, locales)
        let missing = [Column.matter, .title, .body].filter { places[$0] == nil }
        guard missing.isEmpty else { throw MissingColumns(columns: missing) }
        lines = rows.dropFirst().map { row in
            func text(_ column: Column) -> String {
                places[column].flatMap { sheet[row: row, column: $0]?.text }?
                    .trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
            }
            return BatchLine(
                line: row + 1, matter: text(.matter).uppercased(), title: text(.title), body: text(.body),
                company: text(.company), isExpedited: Self.isYes(text(.urgency)),
                countries: text(.countries).nonEmpty)
        }
    }

    private static func places(_ sheet: SheetContent, row: Int, _ locales: Locales) -> [Column: Int] {
        var places: [Column: Int] = [:]
        for (cell, value) in sheet.cells where cell.row == row {
            let heading = value.text?.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
            let column = Column.allCases.first { column in
                column.rawValue == heading
                    || Language.allCases.contains {
                        locales.text("batch.column-\(column.rawValue)", $0).lowercased() == heading
                    }
            }
            if let column { places[column] = min(places[column] ?? cell.column, cell.column) }
        }
        return places
    }

    static func isYes(_ text: String) -> Bool {
        ["加急", "是", "expedited", "yes", "true", "1"].contains(text.lowercased())
    }

    /// An empty sheet with its headings and one line as an example.
    static func template(_ locales: Locales, _ language: Language) -> String {
        CSVTable.text([
            Column.allCases.map { locales.text("batch.column-\($0.rawValue)", language) },
            [
                "EE02", locales.text("batch.example-title", language), locales.text("batch.example-body", language), "",
                "", locales.text("batch.example-countries", language),
            ],
        ])
    }
}
