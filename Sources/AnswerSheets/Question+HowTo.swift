import Foundation
public import HealthCheck

/// How a question is answered in a cell, in words.
struct HowTo {
    let words: SheetWords
    let questionnaire: Questionnaire

    /// Kind, choices, range, states on offer, and when the question is asked at all.
    func text(_ question: Question) -> String {
        ([condition(question), kind(question), states(question), question.help?[words.language]] as [String?])
            .compactMap { $0 }.joined(separator: "\n")
    }

    private func kind(_ question: Question) -> String {
        switch question.kind {
        case .yesNo, .single: words.say("how-one", ["choices": list(question.kind.choices)])
        case .multiple: words.say("how-several", ["choices": list(question.kind.choices)])
        case .number(let quantity, let unit):
            words.say(
                quantity.isInteger ? "how-whole" : "how-number", range(quantity, unit: unit[words.language]))
        case .percent(let quantity): words.say("how-percent", range(quantity, unit: "%"))
        case .date(_, .past): words.say("how-day-past")
        case .date(_, .future): words.say("how-day-future")
        case .destinations: words.say("how-destinations", ["sheet": words.say("name-destinations")])
        case .text(let limit): words.say("how-text", ["limit": "\(limit)"])
        case .file: words.say("how-file")
        }
    }

    private func list(_ choices: [Choice]) -> String {
        choices.map { $0.label[words.language] }.joined(separator: words.say("or"))
    }

    private func range(_ quantity: Quantity, unit: String) -> [String: String] {
        ["minimum": CellText.number(quantity.minimum), "maximum": CellText.number(quantity.maximum), "unit": unit]
    }

    private func states(_ question: Question) -> String? {
        let offered =
            (question.unknownRisk != nil ? [words.unknown] : [])
            + (question.allowsNotApplicable ? [words.notApplicable] : [])
        return offered.isEmpty ? nil : words.say("how-states", ["states": offered.joined(separator: words.say("or"))])
    }

    private func condition(_ question: Question) -> String? {
        question.visibleWhen.map { words.say("how-only", ["condition": ConditionText(words, questionnaire).text($0)]) }
    }
}

/// A condition as people read it: `“有外派人员吗？”答“有”`.
public struct ConditionText {
    private let words: SheetWords
    private let questionnaire: Questionnaire

    public init(_ words: SheetWords, _ questionnaire: Questionnaire) {
        self.words = words
        self.questionnaire = questionnaire
    }

    /// The whole condition, in the words' language.
    public func text(_ condition: Condition) -> String { text(condition, isInner: false) }

    private func text(_ condition: Condition, isInner: Bool) -> String {
        switch condition {
        case .all(let parts): join(parts, by: "and", isInner)
        case .any(let parts): join(parts, by: "or-else", isInner)
        case .test(let id, let test): text(id, test)
        }
    }

    private func join(_ parts: [Condition], by key: String, _ isInner: Bool) -> String {
        let joined = parts.map { text($0, isInner: true) }.joined(separator: words.say(key))
        return isInner && parts.count > 1 ? words.say("group", ["part": joined]) : joined
    }

    private func text(_ id: String, _ test: AnswerTest) -> String {
        let question = questionnaire.question(id)
        let name = question?.text[words.language] ?? id
        return switch test {
        case .oneOf(let ids): words.say("when-is", ["question": name, "answers": labels(ids, question)])
        case .noneOf(let ids): words.say("when-is-not", ["question": name, "answers": labels(ids, question)])
        case .atLeast(let least): words.say("when-at-least", ["question": name, "number": CellText.number(least)])
        case .atMost(let most): words.say("when-at-most", ["question": name, "number": CellText.number(most)])
        }
    }

    /// In the order the question offers them.
    private func labels(_ ids: Set<String>, _ question: Question?) -> String {
        let choices = (question?.kind.choices ?? []).filter { ids.contains($0.id) }.map { $0.label[words.language] }
        let states =
            (ids.contains("unknown") ? [words.unknown] : [])
            + (ids.contains("not-applicable") ? [words.notApplicable] : [])
        return (choices + states).map { words.say("quoted", ["text": $0]) }.joined(separator: words.say("or"))
    }
}
