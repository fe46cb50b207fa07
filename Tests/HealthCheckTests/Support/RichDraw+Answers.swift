import Foundation
import HealthCheck

extension RichDraw {
    /// An answer of any of the four states to every question, asked or not; nil is unanswered.
    mutating func typed(_ questionnaire: Questionnaire) -> [String: AnswerValue] {
        var values: [String: AnswerValue] = [:]
        for question in questionnaire.questions { values[question.id] = value(for: question) }
        return values
    }

    /// The same, but only to what is asked.
    mutating func valid(_ questionnaire: Questionnaire) -> [String: AnswerValue] {
        questionnaire.onlyAsked(typed(questionnaire))
    }

    private mutating func value(for question: Question) -> AnswerValue? {
        switch Int.random(in: 0..<10, using: &random) {
        case 0: nil
        case 1 where question.kind.isScored: .unknown
        case 2 where question.kind.isScored: .notApplicable
        default: fact(for: question)
        }
    }

    /// An answer that states a fact.
    mutating func fact(for question: Question) -> AnswerValue {
        switch question.kind {
        case .yesNo, .single: return .text(question.kind.choices.randomElement(using: &random)?.id ?? "")
        case .multiple(let choices, _):
            let chosen = choices.filter { !$0.isExclusive && random.oneIn(2) }.map(\.id)
            return .list(chosen.isEmpty ? ["none"] : chosen)
        case .number(let quantity, _), .percent(let quantity):
            return .number(Double.random(in: quantity.minimum...quantity.maximum, using: &random).rounded())
        case .date(_, let direction):
            let days = Double(Int.random(in: 0...120, using: &random)) * (direction == .past ? -1 : 1)
            return .text(AnswerDay(start: context.day.start.addingTimeInterval(days * 86_400)).description)
        case .destinations:
            return .rows([
                ["country": .text("VNM"), "revenueShare": .number(Double(Int.random(in: 0...60, using: &random)))],
                ["country": .text("KEN"), "revenueShare": .number(Double(Int.random(in: 0...40, using: &random)))],
            ])
        case .text: return .text("words")
        case .file: return .list(["file-1"])
        }
    }
}

extension Questionnaire {
    /// What of `values` belongs to questions that are asked under them.
    func onlyAsked(_ values: [String: AnswerValue]) -> [String: AnswerValue] {
        let asked = Set(asked(values, in: context).map(\.id))
        return values.filter { asked.contains($0.key) }
    }

    /// The questions that no condition looks at: another answer to them changes nothing but its own risk.
    var free: [Question] {
        let controllers = Set(questions.flatMap { $0.visibleWhen?.questions ?? [] })
        return questions.filter { !controllers.contains($0.id) }
    }

    /// The same without some of its questions.
    func removing(_ ids: Set<String>) -> Questionnaire {
        Questionnaire(
            id: id, version: version, contentHash: contentHash, method: method, role: role, title: title,
            purpose: purpose, minutes: minutes, papers: papers, findings: findings, replaces: replaces,
            dimensions: dimensions.map { old in
                Dimension(
                    id: old.id, title: old.title, chartLabel: old.chartLabel, weight: old.weight, matter: old.matter,
                    combine: old.combine, proposal: old.proposal,
                    questions: old.questions.filter { !ids.contains($0.id) })
            })
    }
}
