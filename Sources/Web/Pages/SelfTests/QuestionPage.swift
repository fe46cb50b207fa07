import Foundation
import HealthCheck
import Station

/// One question on a page of its own.
struct QuestionPage {
    let action: String
    let autosave: String
    let backHref: String
    let dimension: String
    let test: String
    let progress: String
    let position: Int
    let total: Int
    let text: String
    let help: String?
    let why: String
    let basis: [BasisLine]
    let isSingle: Bool
    let isMultiple: Bool
    let isNumber: Bool
    let choices: [ChoiceRow]
    let number: String
    let unit: String
    let range: String
    let specials: [ChoiceRow]
    let hasSpecials: Bool
    let errors: ErrorSummary?
    let errorText: String?
    let fromReview: Bool

    struct ChoiceRow {
        let value: String
        let label: String
        let isChosen: Bool
        let id: String
    }

    init(
        _ question: Question, in dimension: HealthCheck.Dimension, of questionnaire: Questionnaire, value: AnswerValue?,
        problem: String?, errors: ErrorSummary?, fromReview: Bool, _ wording: Wording
    ) {
        let language = wording.language
        let base = "/self-tests/\(questionnaire.id)"
        let index = dimension.questions.firstIndex { $0.id == question.id } ?? 0
        action = "\(base)/questions/\(question.id)"
        autosave = "\(base)/questions/\(question.id)/autosave"
        backHref =
            fromReview
            ? "\(base)/review" : index > 0 ? "\(base)/questions/\(dimension.questions[index - 1].id)" : base
        self.dimension = dimension.title[language]
        test = questionnaire.title[language]
        position = index + 1
        total = dimension.questions.count
        progress = wording.say("question.progress", ["position": "\(position)", "total": "\(total)"])
        text = question.text[language]
        help = question.help?[language]
        why = question.why[language]
        basis = question.basis.map { BasisLine($0, wording) }
        let chosen = value?.chosen ?? []
        isNumber = question.kind.quantity != nil
        if case .multiple = question.kind { isMultiple = true } else { isMultiple = false }
        isSingle = !isNumber && !isMultiple
        choices = question.kind.choices.map {
            ChoiceRow(value: $0.id, label: $0.label[language], isChosen: chosen.contains($0.id), id: "answer-\($0.id)")
        }
        number = isNumber && !Self.isSpecial(value) ? value?.typed ?? "" : ""
        unit =
            switch question.kind {
            case .number(_, let unit): unit[language]
            case .percent: "%"
            case .yesNo, .single, .multiple, .date, .destinations, .text, .file: ""
            }
        range =
            question.kind.quantity.map {
                wording.say(
                    "question.range",
                    ["minimum": NumberText.plain($0.minimum), "maximum": NumberText.plain($0.maximum)])
            } ?? ""
        var specials: [ChoiceRow] = []
        if question.unknownRisk != nil {
            specials.append(
                ChoiceRow(
                    value: "unknown", label: wording.say("question.unknown"), isChosen: value == .unknown,
                    id: "answer-unknown"))
        }
        if question.allowsNotApplicable {
            specials.append(
                ChoiceRow(
                    value: "not-applicable", label: wording.say("question.not-applicable"),
                    isChosen: value == .notApplicable, id: "answer-not-applicable"))
        }
        self.specials = specials
        hasSpecials = !specials.isEmpty
        self.errors = errors
        errorText = problem
        self.fromReview = fromReview
    }

    private static func isSpecial(_ value: AnswerValue?) -> Bool { value == .unknown || value == .notApplicable }
}

/// A rule a question rests on.
struct BasisLine {
    let text: String
    let note: String

    init(_ basis: Basis, _ wording: Wording) {
        let details = [basis.number, basis.date ?? ""].filter { !$0.isEmpty }.joined(
            separator: wording.say("list.comma"))
        text = wording.say("basis.line", ["rule": basis.rule[wording.language], "details": details])
        note = wording.say(
            basis.isConfirmed ? "basis.confirmed" : "basis.to-be-confirmed", ["date": basis.reviewBy])
    }
}

extension AnswerValue {
    /// The choice ids in it.
    var chosen: Set<String> {
        switch self {
        case .text(let id): [id]
        case .list(let ids): Set(ids)
        case .number, .rows: []
        }
    }

    /// As a person typed it into a number field.
    var typed: String {
        switch self {
        case .text(let text): text
        case .number(let number): NumberText.plain(number)
        case .list(let list): list.joined(separator: ", ")
        case .rows: ""
        }
    }
}
