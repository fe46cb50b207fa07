import Foundation
import HealthCheck
import Spreadsheet
import Station

extension AnswerWorkbook {
    /// Rows before the first question: title, one line of help, headings.
    private static var headRows: Int { 3 }

    /// `答题`: a question a row.
    var questionSheet: Sheet {
        let title = words.say(
            "title", ["title": questionnaire.title[words.language], "version": questionnaire.version])
        var rows: [[Cell]] = [
            [.text(title, .title)], [.text(words.say("lead"), .muted)],
            SheetColumn.allCases.map { .text(words.locales.text($0.key, words.language), .heading) },
        ]
        var rules: [CellRule] = []
        for dimension in questionnaire.dimensions {
            for question in dimension.questions {
                if let rule = rule(question, row: rows.count) { rules.append(rule) }
                rows.append(row(question, of: dimension))
            }
        }
        return Sheet(
            name: words.say("name-answers"), columns: SheetColumn.allCases.map(\.width), rows: rows,
            frozenRows: Self.headRows, repeatedRows: Self.headRows, isProtected: true, rules: rules,
            orientation: .landscape)
    }

    private func row(_ question: Question, of dimension: HealthCheck.Dimension) -> [Cell] {
        [
            .text(question.id, .muted), .text(dimension.title[words.language], wraps: true),
            .text(question.text[words.language], wraps: true),
            .text(HowTo(words: words, questionnaire: questionnaire).text(question), .muted, wraps: true),
            answerCell(question), Cell(.empty, .input, format: .text, wraps: true),
        ]
    }

    private func answerCell(_ question: Question) -> Cell {
        switch question.kind {
        case .destinations:
            return .text(words.say("see-destinations", ["sheet": words.say("name-destinations")]), .muted, wraps: true)
        case .file: return .text(words.say("see-page"), .muted, wraps: true)
        case .yesNo, .single, .multiple, .number, .percent, .date, .text: break
        }
        let value = CellText(words: words).cell(answers[question.id], question)
        var cell = Cell(value, .input, wraps: true)
        switch question.kind {
        case .date: cell.format = .day
        case .text: cell.format = .text
        default: break
        }
        return cell
    }

    /// The drop-down list or the range of the answer's cell, with the note beside it.
    private func rule(_ question: Question, row: Int) -> CellRule? {
        guard let column = SheetColumn.allCases.firstIndex(of: .answer),
            let place = CellReference(row: row, column: column)
        else { return nil }
        let states =
            (question.unknownRisk != nil ? [words.unknown] : [])
            + (question.allowsNotApplicable ? [words.notApplicable] : [])
        let allowed: CellRule.Allowed
        var isAdvice = false
        switch question.kind {
        case .yesNo, .single: allowed = .choices(question.kind.choices.map { $0.label[words.language] } + states)
        case .multiple:
            allowed = .choices(question.kind.choices.map { $0.label[words.language] } + states)
            isAdvice = true
        case .number(let quantity, _), .percent(let quantity):
            allowed = .number(quantity.minimum...quantity.maximum)
            // “35%” is 0.35 to the spreadsheet, and words are offered beside numbers.
            if case .percent = question.kind { isAdvice = true } else { isAdvice = !states.isEmpty }
        case .date:
            allowed = .day
            isAdvice = true
        case .destinations, .text, .file: return nil
        }
        return CellRule(
            CellRange(place), allowed, promptTitle: words.say("prompt-title"), prompt: prompt(question),
            errorTitle: words.say("refused-title"), error: words.say("refused"), isAdvice: isAdvice)
    }

    private func prompt(_ question: Question) -> String {
        switch question.kind {
        case .yesNo, .single: words.say("prompt-one")
        case .multiple: words.say("prompt-several")
        default:
            HowTo(words: words, questionnaire: questionnaire).text(question)
        }
    }
}
