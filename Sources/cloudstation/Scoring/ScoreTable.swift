import ArgumentParser
import Foundation
import HealthCheck
import Spreadsheet
import Station

/// The scores of many files, a row each.
struct ScoreTable {
    let rows: [ScoreRow]
    let scorer: FileScorer

    /// Where the table goes, by the file's ending.
    struct Target {
        enum Kind: String {
            case csv, xlsx, json
        }

        let file: URL
        let kind: Kind

        init(_ file: URL) throws {
            guard let kind = Kind(rawValue: file.pathExtension.lowercased()) else {
                throw ValidationError("--output must end in .csv, .xlsx or .json.")
            }
            guard kind != .xlsx || XLSXFile.isAvailable else {
                throw ValidationError(SpreadsheetError.notBuilt.description)
            }
            self.file = file
            self.kind = kind
        }
    }

    /// Files that could not be scored.
    var failures: Int { rows.count { $0.problems != nil } }

    /// `12 files scored, 1 with problems.`
    var summary: String {
        "\(rows.count - failures) of \(rows.count) files scored\(failures > 0 ? ", \(failures) with problems" : "")."
    }

    /// Writes the whole file or none of it.
    func write(to target: Target) throws {
        let data: Data
        switch target.kind {
        case .csv: data = Data(CSVTable.text([headings] + rows.map { cells($0).map(\.text) }).utf8)
        case .json: data = Data((json() + "\n").utf8)
        case .xlsx: data = try XLSXFile.data(of: workbook)
        }
        try data.write(to: target.file, options: .atomic)
    }

    func json() -> String { StationJSON.text(rows) }

    /// One line a file, columns under each other as wide as a terminal shows them.
    func text() -> String {
        let lines = [headings] + rows.map { cells($0).map { $0.text.replacing("\n", with: " ") } }
        let widths = headings.indices.map { column in lines.map { Self.width($0[column]) }.max() ?? 0 }
        return lines.map { line in
            zip(line, widths).map { text, width in text + String(repeating: " ", count: width - Self.width(text)) }
                .joined(separator: "  ").trimmingCharacters(in: .whitespaces)
        }.joined(separator: "\n")
    }

    /// Han characters and their punctuation take two columns.
    private static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
    }

    private var workbook: Workbook {
        let head = headings.map { Cell.text($0, .heading, wraps: true) }
        let body = rows.map { row in cells(row).map { $0.cell(row.problems != nil ? .bad : .plain) } }
        let title = say("title", ["title": scorer.questionnaire.title[scorer.language]])
        return Workbook(
            sheets: [
                Sheet(
                    name: say("name"),
                    columns: [30, 24] + headings.dropFirst(2).dropLast().map { _ in 11 } + [60],
                    rows: [head] + body, frozenRows: 1, repeatedRows: 1, orientation: .landscape)
            ],
            properties: .init(
                title: title, author: scorer.catalogue.locales.text("app.name", scorer.language),
                language: scorer.language.rawValue, created: Date()))
    }

    func say(_ key: String, _ values: [String: String] = [:]) -> String {
        scorer.catalogue.locales.text("scores.\(key)", scorer.language, values)
    }
}
