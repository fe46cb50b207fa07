import Foundation
import Testing

/// INFORM Risk 2020 v0.4.0 as published: 191 countries, every node from component to index.
struct InformTable {
    /// One country by column name.
    struct Row {
        let cells: [String: String]

        func text(_ column: String) -> String { cells[column] ?? "" }
        func number(_ column: String) -> Double? { Double(text(column)) }
        var country: String { text("ISO3") }
    }

    let rows: [Row]

    init() throws {
        let url = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Questionnaires/countries/inform_2020.csv").standardizedFileURL
        let lines = try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline)
        let header = Self.cells(try #require(lines.first))
        rows = lines.dropFirst().map { line in
            Row(cells: Dictionary(zip(header, Self.cells(line)), uniquingKeysWith: { first, _ in first }))
        }
    }

    /// The cells of a line; a quoted cell may hold commas.
    private static func cells(_ line: Substring) -> [String] {
        var cells = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: cells.append("")
            default: cells[cells.count - 1].append(character)
            }
        }
        return cells
    }
}
