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
    let example: String?
    let why: String
    let basis: [BasisLine]
    let isSingle: Bool
    let isMultiple: Bool
    let choices: [ChoiceRow]
    let measure: QuestionMeasure?
    let table: QuestionTable?
    let writing: QuestionWriting?
    let evidence: QuestionEvidence?
    /// Whether the Enter key has to be told which button it presses.
    let hasOtherButtons: Bool
    let specials: [ChoiceRow]
    let hasSpecials: Bool
    let errors: ErrorSummary?
    let errorText: String?
    let fromReview: Bool
    let asked: String
    let change: String?
    let earlier: EarlierTips?

    struct ChoiceRow {
        let value: String
        let label: String
        let isChosen: Bool
        let id: String
        let tips: [TipRow]

        init(value: String, label: String, isChosen: Bool, id: String, tips: [TipRow] = []) {
            self.value = value
            self.label = label
            self.isChosen = isChosen
            self.id = id
            self.tips = tips
        }
    }
}

/// What a question page is made from.
struct QuestionModel {
    let question: Question
    let dimension: HealthCheck.Dimension
    let test: SelfTestOverview
    let context: AnswerContext
    var value: AnswerValue?
    var problems: [FieldProblem] = []
    var fromReview = false
    /// The marks the first page of this answer was made with.
    var marks: AskedMarks?
    var changes = (fewer: 0, more: 0)
    /// The question just answered, if its advice is still to be told.
    var earlier: Question?
    /// Rows to show at least.
    var rows = 0
    var files: [EvidenceRecord] = []
    /// The file whose removal is to be confirmed.
    var removing: String?

    var base: String { "/self-tests/\(test.questionnaire.id)" }
    /// The asked questions of this part, this one among them even where it is asked no more.
    var part: [Question] {
        let asked = Set(test.asked.map(\.id) + [question.id])
        return dimension.questions.filter { asked.contains($0.id) }
    }
}

extension QuestionPage {
    init(_ model: QuestionModel, errors: ErrorSummary?, _ wording: Wording) {
        let language = wording.language
        let question = model.question
        let part = model.part
        let index = part.firstIndex { $0.id == question.id } ?? 0
        action = "\(model.base)/questions/\(question.id)"
        autosave = "\(model.base)/questions/\(question.id)/autosave"
        backHref =
            model.fromReview
            ? "\(model.base)/review" : index > 0 ? "\(model.base)/questions/\(part[index - 1].id)" : model.base
        dimension = model.dimension.title[language]
        test = model.test.questionnaire.title[language]
        position = index + 1
        total = part.count
        progress = wording.say("question.progress", ["position": "\(position)", "total": "\(total)"])
        text = question.text[language]
        help = question.help?[language]
        example = question.example?[language]
        why = question.why[language]
        basis = question.basis.map { BasisLine($0, wording) }
        if case .multiple = question.kind { isMultiple = true } else { isMultiple = false }
        isSingle = !isMultiple && !question.kind.choices.isEmpty
        measure = QuestionMeasure(model, wording)
        table = QuestionTable(model, errors, wording)
        writing = QuestionWriting(model, wording)
        evidence = QuestionEvidence(model, wording)
        hasOtherButtons = table != nil || evidence != nil
        choices = question.kind.choices.map { choice in
            Self.row(choice.id, choice.label[language], model, wording)
        }
        specials = Self.specials(model, wording)
        hasSpecials = !specials.isEmpty
        self.errors = errors
        // A table says it at the row.
        errorText = table == nil ? errors?.items.first?.text : nil
        fromReview = model.fromReview
        asked = (model.marks ?? AskedMarks(model.test.asked, of: model.test.questionnaire)).text
        change = wording.change(model.changes)
        earlier = EarlierTips(model.earlier, model.test, model.context, wording)
    }

    private static func row(_ id: String, _ label: String, _ model: QuestionModel, _ wording: Wording) -> ChoiceRow {
        let isChosen = model.value?.chosen.contains(id) == true
        var tips = model.question.tips.filter { $0.belongs(to: id) }.map { TipRow($0, isShown: isChosen, wording) }
        // What opens a ticket without consent says so where it is chosen.
        let choice = model.question.kind.choices.first { $0.id == id }
        if choice?.finding.redLine?.endangersPersons == true { tips.append(.opensTicket(isShown: isChosen, wording)) }
        return ChoiceRow(value: id, label: label, isChosen: isChosen, id: "answer-\(id)", tips: tips)
    }

    private static func specials(_ model: QuestionModel, _ wording: Wording) -> [ChoiceRow] {
        var ids: [String] = []
        if model.question.unknownRisk != nil { ids.append("unknown") }
        if model.question.allowsNotApplicable { ids.append("not-applicable") }
        return ids.map { row($0, wording.say("question.\($0)"), model, wording) }
    }
}

/// Advice beside the question, with the word and the shape of how serious it is.
struct TipRow {
    let tip: String
    let severity: String
    let word: String
    let isShown: Bool
    let atLeast: String?
    let atMost: String?

    init(_ tip: Tip, isShown: Bool, _ wording: Wording) {
        self.tip = tip.text[wording.language]
        severity = tip.severity.rawValue
        word = wording.say("tip.\(tip.severity.rawValue)")
        self.isShown = isShown
        if case .atLeast(let least) = tip.test { atLeast = NumberText.plain(least) } else { atLeast = nil }
        if case .atMost(let most) = tip.test { atMost = NumberText.plain(most) } else { atMost = nil }
    }

    /// That this answer opens a ticket without further consent.
    static func opensTicket(isShown: Bool, _ wording: Wording) -> TipRow {
        let text = LocalizedText(
            zhHans: wording.station.catalogue.locales.text("tip.danger-opens", .zhHans),
            en: wording.station.catalogue.locales.text("tip.danger-opens", .en))
        return TipRow(Tip(test: .oneOf([]), severity: .danger, text: text), isShown: isShown, wording)
    }
}

extension Tip {
    /// Whether it is said when `choice` is chosen.
    func belongs(to choice: String) -> Bool {
        switch test {
        case .oneOf(let ids): ids.contains(choice)
        case .noneOf(let ids): !ids.contains(choice)
        case .atLeast, .atMost: false
        }
    }
}

/// A rule a question rests on.
struct BasisLine {
    let text: String
    let clause: String?
    let source: String?
    let isConfirmed: Bool
    let note: String

    init(_ basis: Basis, _ wording: Wording) {
        let details = [basis.number, basis.date ?? ""].filter { !$0.isEmpty }.joined(
            separator: wording.say("list.comma"))
        text = wording.say("basis.line", ["rule": basis.rule[wording.language], "details": details])
        clause = basis.clause?[wording.language]
        source = basis.link.map { wording.say("basis.source", ["place": $0[wording.language]]) }
        isConfirmed = basis.isConfirmed
        note = wording.say("basis.confirmed", ["date": basis.reviewBy])
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
