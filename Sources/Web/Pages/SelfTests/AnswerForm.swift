import Foundation
import HealthCheck

/// What the question form sends: an answer of whatever kind, and which button.
struct AnswerForm {
    let fields: FormFields

    /// Which button was pressed; nil for the script that saves while somebody types.
    var then: String? { fields["then"] }
    var comesFromReview: Bool { fields["from"] == "review" }
    /// Which questions were asked when the page was made.
    var asked: AskedMarks? { fields["asked"].map(AskedMarks.init(text:)) }
    /// Whether the reader has seen the advice on the number they typed.
    var hasSeenTips: Bool { fields["seen"] != nil }
    /// Row of the table to take away, from 1.
    var removedRow: Int? { fields["removeRow"].flatMap { Int($0) } }
    /// The evidence file to take away, and the same once it is confirmed.
    var removedFile: String? { fields["remove"] }
    var confirmedFile: String? { fields["confirm"] }

    /// The answer as typed, nil when the form was left empty.
    ///
    /// A form may hold a number (or ticked boxes) and a special choice at once. What is new wins: the special choice
    /// where the rest is as it was stored, else what was typed.
    func value(for question: Question, stored: AnswerValue?, _ countries: CountryTable) -> AnswerValue? {
        let given: AnswerValue?
        switch question.kind {
        case .yesNo, .single: return fields["answer"].map { .text($0) }
        case .multiple:
            let ids = fields.all("answers[]")
            given = ids.isEmpty ? nil : .list(ids)
        case .number, .percent: given = typedNumber(fields["number"] ?? "")
        case .date: given = typedDay
        case .destinations(let table): return rows(table, countries)
        case .text: return typedText
        // Files are put beside the question by the station itself.
        case .file: return stored
        }
        guard let special = fields["special"] else { return given }
        return given == nil || given == stored ? .text(special) : given
    }

    /// Full-width digits, as Chinese keyboards type them, and a percent sign are as good.
    private func typedNumber(_ text: String) -> AnswerValue? {
        let typed = text.precomposedStringWithCompatibilityMapping
            .trimmingCharacters(in: .whitespaces.union(["%"]))
        guard !typed.isEmpty else { return nil }
        // What is no number, or too long to come back as it was typed, is kept as text.
        guard let value = Double(typed), value.isFinite, typed.count <= 15 else { return .text(typed) }
        return .number(value)
    }

    private var typedDay: AnswerValue? {
        let typed = (fields["day"] ?? "").trimmingCharacters(in: .whitespaces)
        return typed.isEmpty ? nil : .text(AnswerDay(typed: typed)?.description ?? typed)
    }

    /// Browsers send line breaks as CR LF; of blanks alone nothing is kept.
    private var typedText: AnswerValue? {
        let typed = (fields["text"] ?? "").replacing("\r\n", with: "\n")
        return typed.contains { !$0.isWhitespace } ? .text(typed) : nil
    }

    /// The table's rows in their order, without empty ones and the one taken away. A country that nobody knows stays as
    /// it was typed.
    private func rows(_ table: DestinationTable, _ countries: CountryTable) -> AnswerValue? {
        let rows = (1...DestinationTable.rowLimit + 10).compactMap { number -> [String: AnswerValue]? in
            guard number != removedRow else { return nil }
            var row: [String: AnswerValue] = [:]
            let country = (fields["country-\(number)"] ?? "").trimmingCharacters(in: .whitespaces)
            if !country.isEmpty { row["country"] = .text(countries.country(named: country)?.code ?? country) }
            for column in table.columns {
                row[column.rawValue] = typedNumber(fields["\(column.rawValue)-\(number)"] ?? "")
            }
            return row.isEmpty ? nil : row
        }
        return rows.isEmpty ? nil : .rows(rows)
    }
}

/// Which of a questionnaire's questions are asked, as a page carries it along: one mark each, in order.
struct AskedMarks: Equatable {
    let text: String

    init(text: String) { self.text = text }

    init(_ asked: [Question], of questionnaire: Questionnaire) {
        let ids = Set(asked.map(\.id))
        text = String(questionnaire.questions.map { ids.contains($0.id) ? "1" : "0" })
    }

    /// How many questions are gone, and how many are new, since `before`; nothing where that was another questionnaire.
    func changes(since before: AskedMarks) -> (fewer: Int, more: Int) {
        guard before.text.count == text.count else { return (0, 0) }
        let pairs = Array(zip(before.text, text))
        return (pairs.count { $0 == ("1", "0") }, pairs.count { $0 == ("0", "1") })
    }
}
