import Foundation
import HealthCheck
import Spreadsheet

/// The cells of a file sorted by what they are for, nothing understood yet. Tables are found by their headings, in either
/// language and in any order of columns; everything beside them is left alone.
struct RawAnswers {
    /// A cell with its place.
    struct Entry {
        let value: SheetValue
        let place: SheetPlace
    }

    /// A row of a table of countries.
    struct CountryRow {
        /// Which question it answers, where the sheet says so.
        let question: String?
        let place: SheetPlace
        let country: Entry?
        let cells: [DestinationTable.Column: Entry]
    }

    /// Question ids with their answers, in the order of the file; nil for an empty cell.
    private(set) var answers: [(id: String, place: SheetPlace, entry: Entry?)] = []
    private(set) var countries: [CountryRow] = []
    private(set) var facts: [SheetFact: Entry] = [:]
    private(set) var hasTable = false

    /// The table that rows belong to at the moment.
    private enum Table {
        case none
        case questions(id: Int, answer: Int)
        case countries(country: Int, columns: [DestinationTable.Column: Int])
    }

    private let words: SheetWords
    private let clock: WorkClock
    /// What each heading and each fact is called.
    private let names: [String: Set<String>]

    /// Throws `tooSlow` once `clock` has run out.
    init(_ sheets: [SheetContent], _ words: SheetWords, _ clock: WorkClock) throws(SpreadsheetError) {
        self.words = words
        self.clock = clock
        let keys = SheetFact.allCases.map(\.key) + Self.headings
        names = Dictionary(uniqueKeysWithValues: keys.map { ($0, words.names($0)) })
        for (order, sheet) in sheets.enumerated() where !sheet.isHidden { try read(sheet, order) }
    }

    private static let headings = [
        "sheet.column-id", "sheet.column-answer", "sheet.column-country", "sheet.fact-question", "sheet.help-title",
    ]

    private mutating func read(_ sheet: SheetContent, _ order: Int) throws(SpreadsheetError) {
        var table = Table.none
        var question: String?
        let rows = Dictionary(grouping: sheet.cells, by: \.key.row)
        for number in rows.keys.sorted() {
            try clock.check()
            var cells: [Int: Entry] = [:]
            for (reference, value) in rows[number] ?? [] {
                cells[reference.column] = Entry(
                    value: value, place: SheetPlace(sheet: sheet.name, cell: reference, order: order))
            }
            if let found = heading(cells) {
                table = found
                if case .questions = found { hasTable = true }
            } else if let fact = fact(cells) {
                facts[fact.0] = facts[fact.0] ?? fact.1
            } else if let id = named(cells, "sheet.fact-question") {
                question = id.value.text
            } else if means(cells[0], "sheet.help-title") {
                table = .none
            } else {
                take(cells, table, question)
            }
        }
    }

    private mutating func take(_ cells: [Int: Entry], _ table: Table, _ question: String?) {
        switch table {
        case .none: break
        case .questions(let id, let answer):
            guard let name = cells[id], let text = name.value.text, !SheetWords.plain(text).isEmpty else { return }
            answers.append((text.trimmingCharacters(in: .whitespacesAndNewlines), name.place, cells[answer]))
        case .countries(let country, let columns):
            let found = columns.compactMapValues { cells[$0] }
            guard let place = (cells[country] ?? found.values.first)?.place else { return }
            countries.append(CountryRow(question: question, place: place, country: cells[country], cells: found))
        }
    }

    /// The table that a row of headings begins; nil for every other row.
    private func heading(_ cells: [Int: Entry]) -> Table? {
        let titles = cells.compactMapValues(title)
        func column(_ key: String, _ id: String) -> Int? {
            titles.filter { $0.value == id || names[key]?.contains($0.value) == true }.keys.min()
        }
        if let id = column("sheet.column-id", "id"), let answer = column("sheet.column-answer", "answer") {
            return .questions(id: id, answer: answer)
        }
        guard let country = column("sheet.column-country", "country") else { return nil }
        var columns: [DestinationTable.Column: Int] = [:]
        for (place, title) in titles {
            if let found = words.destinationColumn(title) { columns[found] = place }
        }
        return columns.isEmpty ? nil : .countries(country: country, columns: columns)
    }

    private func fact(_ cells: [Int: Entry]) -> (SheetFact, Entry)? {
        for fact in SheetFact.allCases {
            if let entry = named(cells, fact.key) { return (fact, entry) }
        }
        return nil
    }

    /// The cell beside the name of `key`, if the row begins with it.
    private func named(_ cells: [Int: Entry], _ key: String) -> Entry? { means(cells[0], key) ? cells[1] : nil }

    private func means(_ entry: Entry?, _ key: String) -> Bool {
        entry.flatMap(title).map { names[key]?.contains($0) == true } ?? false
    }

    /// The cell's text made comparable with a heading; nil where it is longer than any heading is.
    private func title(_ entry: Entry) -> String? {
        guard let text = entry.value.text, text.utf8.count <= Self.titleBytes else { return nil }
        return SheetWords.plain(text)
    }

    private static let titleBytes = 400
}
