import Foundation
import HealthCheck
import Spreadsheet

/// Answers as the text or number of a cell, such that reading the cell gives the same answer back.
struct CellText {
    let words: SheetWords

    /// Between several answers in one cell; read in full and half width.
    static let separator = "；"

    /// `183`, `0.5`: as it is, without needless places.
    static func number(_ value: Double) -> String {
        Int(exactly: value).map(String.init) ?? String(value)
    }

    /// The cell's value for `value`; empty where a cell cannot hold it.
    func cell(_ value: AnswerValue?, _ question: Question) -> Cell.Value {
        guard let value else { return .empty }
        if question.kind.isScored {
            if value == .unknown { return .text(words.unknown) }
            if value == .notApplicable { return .text(words.notApplicable) }
        }
        switch (question.kind, value) {
        case (.file, _), (.destinations, _), (_, .rows): return .empty
        case (.yesNo, .text(let id)), (.single, .text(let id)): return .text(label(id, question))
        case (.multiple, .text(let id)): return .text(label(id, question))
        case (.multiple, .list(let ids)): return .text(list(ids, question))
        case (.number, .number(let number)), (.percent, .number(let number)): return .number(number)
        case (.date, .text(let text)): return day(text).map { .day($0) } ?? .text(text)
        case (_, .text(let text)): return .text(text)
        case (_, .number(let number)): return .number(number)
        case (_, .list(let list)): return .text(list.joined(separator: Self.separator))
        }
    }

    /// The same for a table of texts.
    func text(_ value: AnswerValue?, _ question: Question) -> String {
        switch cell(value, question) {
        case .empty: ""
        case .text(let text): text
        case .number(let number): Self.number(number)
        case .day(let date): AnswerDay(start: date).description
        case .boolean(let flag): flag ? "TRUE" : "FALSE"
        }
    }

    private func list(_ ids: [String], _ question: Question) -> String {
        let choices = question.kind.choices
        let order = Dictionary(choices.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        let sorted = ids.sorted { (order[$0] ?? .max) < (order[$1] ?? .max) }
        let text = sorted.map { label($0, question) }.joined(separator: Self.separator)
        // What would not be read back as it was meant is written by its ids.
        return CellReading(words: words).chosen(text, ChoiceNames(choices)) == sorted
            ? text : sorted.joined(separator: Self.separator)
    }

    /// The label, or the id where the label would be read as something else.
    private func label(_ id: String, _ question: Question) -> String {
        let choices = question.kind.choices
        guard let choice = choices.first(where: { $0.id == id }) else { return id }
        let label = choice.label[words.language]
        return ChoiceNames(choices)[label] == id && words.state(label) == nil ? label : id
    }

    private func day(_ text: String) -> Date? {
        guard let day = AnswerDay(text), SerialDay(day.start) != nil else { return nil }
        return day.start
    }
}
