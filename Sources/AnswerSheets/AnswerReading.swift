import Foundation
import HealthCheck
import Spreadsheet
import Station

/// The answers of a file in the words of the version it was made for.
struct AnswerReading {
    private(set) var answers: [String: AnswerValue] = [:]
    private(set) var places: [String: SheetPlace] = [:]
    /// Where each row of countries stands, by question.
    private(set) var rows: [String: [RawAnswers.CountryRow]] = [:]
    /// As it stands in the cell, by question.
    private(set) var typed: [String: String] = [:]
    private(set) var problems: [SheetProblem] = []

    private let questionnaire: Questionnaire
    private let raw: RawAnswers
    private let words: SheetWords
    private let countries: CountryTable

    init(_ questionnaire: Questionnaire, _ raw: RawAnswers, _ words: SheetWords, _ countries: CountryTable) {
        self.questionnaire = questionnaire
        self.raw = raw
        self.words = words
        self.countries = countries
    }

    mutating func add(_ fault: SheetProblem.Fault, at place: SheetPlace, question: String, typed: String) {
        problems.append(
            SheetProblem(place: place, question: question, typed: String(typed.prefix(200)), fault: fault))
    }

    /// Throws `tooSlow` once `clock` has run out.
    mutating func read(_ clock: WorkClock) throws(SpreadsheetError) {
        for row in raw.answers {
            try clock.check()
            guard let entry = row.entry else { continue }
            guard let question = questionnaire.question(row.id) else {
                // A title or a remark beside the table has no answer in the column of answers.
                add(.answer(.noSuchQuestion), at: row.place, question: "", typed: row.id)
                continue
            }
            read(question, entry)
        }
        try readCountries(clock)
    }

    private mutating func read(_ question: Question, _ entry: RawAnswers.Entry) {
        guard let text = entry.value.text else {
            return add(.unreadable, at: entry.place, question: question.id, typed: entry.value.shown)
        }
        switch question.kind {
        case .destinations:
            guard !isNote(text, "see-destinations") else { return }
            return add(.belongsOnSheet, at: entry.place, question: question.id, typed: text)
        case .file:
            guard !isNote(text, "see-page") else { return }
            return add(.belongsOnPage, at: entry.place, question: question.id, typed: text)
        default: break
        }
        guard text.contains(where: { !$0.isWhitespace }) else { return }
        // Before it is understood: a file may repeat a question as often as it has rows.
        if let first = places[question.id] {
            return add(.twice(first), at: entry.place, question: question.id, typed: text)
        }
        guard let value = CellReading(words: words).value(entry.value, for: question) else { return }
        answers[question.id] = value
        places[question.id] = entry.place
        typed[question.id] = text
    }

    /// Whether a cell only says where to go instead, in either language.
    private func isNote(_ text: String, _ key: String) -> Bool {
        Language.allCases.contains { language in
            let words = SheetWords(words.locales, language)
            let note = words.say(key, ["sheet": words.say("name-destinations")])
            return SheetWords.plain(note) == SheetWords.plain(text)
        } || SheetWords.plain(text).isEmpty
    }

    /// One row more than a table may have is kept, so that it is told; those behind are not even looked at.
    private mutating func readCountries(_ clock: WorkClock) throws(SpreadsheetError) {
        let reading = CellReading(words: words)
        var filled: [String: [[String: AnswerValue]]] = [:]
        let tables = questionnaire.questions.filter { if case .destinations = $0.kind { true } else { false } }
        for row in raw.countries {
            try clock.check()
            let named = row.question.flatMap { id in tables.first { $0.id == id } }
            guard let question = named ?? (tables.count == 1 ? tables.first : nil),
                (filled[question.id]?.count ?? 0) <= DestinationTable.rowLimit
            else { continue }
            var cells: [String: AnswerValue] = [:]
            if let country = row.country?.value.text?.trimmingCharacters(in: .whitespacesAndNewlines), !country.isEmpty
            {
                cells["country"] = .text(countries.country(named: country)?.code ?? String(country.prefix(200)))
            }
            for (column, entry) in row.cells {
                let number = column == .revenueShare ? reading.percent(entry.value) : reading.number(entry.value)
                let text = entry.value.shown.trimmingCharacters(in: .whitespacesAndNewlines)
                guard number != nil || !text.isEmpty else { continue }
                cells[column.rawValue] = number.map { .number($0) } ?? .text(String(text.prefix(200)))
            }
            guard !cells.isEmpty else { continue }
            if places[question.id] == nil { places[question.id] = row.place }
            filled[question.id, default: []].append(cells)
            rows[question.id, default: []].append(row)
        }
        for (question, cells) in filled { answers[question] = .rows(cells) }
    }
}

extension SheetValue {
    /// What the cell shows, also where it has no value.
    var shown: String {
        switch self {
        case .error(let text): text
        case .uncomputed: "="
        default: text ?? ""
        }
    }
}
