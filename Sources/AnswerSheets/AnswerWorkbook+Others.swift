import Foundation
import HealthCheck
import Spreadsheet
import Station

extension AnswerWorkbook {
    /// `目的地`: a country a row, for one question.
    func destinationSheet(_ question: Question, _ table: DestinationTable, isOnly: Bool) -> Sheet {
        let name = words.say("name-destinations")
        var rows: [[Cell]] = [
            [.text(question.text[words.language], .title)],
            [.text(words.say("destinations-lead"), .muted)],
            [.text(words.say("fact-question"), .muted), .text(question.id, .muted)],
            [.text(words.say("column-country"), .heading)]
                + table.columns.map { .text(words.column($0), .heading) },
        ]
        let first = rows.count
        rows += filled(table, answers[question.id])
        while rows.count < first + DestinationTable.rowLimit {
            rows.append(Array(repeating: Cell(.empty, .input), count: table.columns.count + 1))
        }
        var rules: [CellRule] = []
        if let range = Self.column(0, first, rows.count - 1), !countries.countries.isEmpty {
            rules.append(
                CellRule(
                    range, .choices(countries.countries.map { $0.name[words.language] }),
                    prompt: words.say("prompt-country"), isAdvice: true))
        }
        for (place, column) in table.columns.enumerated() {
            guard let range = Self.column(place + 1, first, rows.count - 1) else { continue }
            let most: Double = column == .staff ? 1_000_000 : 100
            rules.append(CellRule(range, .number(0...most), prompt: words.say("prompt-\(column.rawValue)")))
        }
        return Sheet(
            name: isOnly ? name : String("\(name) \(question.id)".prefix(31)),
            columns: [28] + table.columns.map { _ in 18 },
            rows: rows, frozenRows: first, isProtected: true, rules: rules)
    }

    private func filled(_ table: DestinationTable, _ value: AnswerValue?) -> [[Cell]] {
        guard case .rows(let rows)? = value else { return [] }
        return rows.map { row in
            let country = row["country"].map { countryName($0) } ?? ""
            return [Cell(country.isEmpty ? .empty : .text(country), .input)]
                + table.columns.map { column in
                    switch row[column.rawValue] {
                    case .number(let number)?: .number(number, .input)
                    case .text(let text)? where !text.isEmpty: .text(text, .input)
                    default: Cell(.empty, .input)
                    }
                }
        }
    }

    private func countryName(_ value: AnswerValue) -> String {
        guard case .text(let code) = value else { return "" }
        guard let name = countries[code.uppercased()]?.name[words.language] else { return code }
        return countries.country(named: name)?.code == code.uppercased() ? name : code
    }

    private static func column(_ column: Int, _ first: Int, _ last: Int) -> CellRange? {
        guard let top = CellReference(row: first, column: column), let end = CellReference(row: last, column: column)
        else { return nil }
        return CellRange(top, end)
    }

    /// `说明`: how to fill, and which version this is.
    var explanation: Sheet {
        let help = (1...7).map { [Cell(.empty), Cell.text(words.say("help-\($0)"), wraps: true)] }
        let facts = SheetFact.allCases.map { fact in
            let value = self.value(fact)
            let isEmpty = value.isEmpty
            return [
                Cell.text(words.locales.text(fact.key, words.language), .muted),
                fact.isInput
                    ? Cell(isEmpty ? .empty : .text(value), .input, format: .text)
                    : Cell(.text(value), .muted, format: .text, wraps: true),
            ]
        }
        return Sheet(
            name: words.say("name-help"), columns: [34, 70],
            rows: [[.text(words.say("help-title"), .title)]]
                + help + [[Cell()], [.text(words.say("facts-title"), .heading), Cell(.empty, .heading)]] + facts,
            isProtected: true)
    }

    private func value(_ fact: SheetFact) -> String {
        switch fact {
        case .selfTest: questionnaire.id
        case .version: questionnaire.version
        case .contentHash: questionnaire.contentHash
        case .company: company
        case .answeredOn: answeredOn?.description ?? ""
        }
    }
}
