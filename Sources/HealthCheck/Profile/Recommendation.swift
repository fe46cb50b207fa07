/// What to do about one answer, and what it would change.
public struct Recommendation: Codable, Hashable, Sendable {
    public let dimension: String
    public let question: String
    public let advice: [Advice]
    /// By how much the test's exact score would fall if this question were answered as safely as it can be.
    public let gain: Double

    /// Every answer that carries advice, largest gain first, questionnaire order among equals.
    static func all(in sheet: AnswerSheet, facts: Facts, card: Scorecard) -> [Recommendation] {
        let gains = Gains(sheet, facts, card)
        var found: [Recommendation] = []
        for (place, dimension) in sheet.questionnaire.dimensions.enumerated() {
            for question in dimension.questions {
                guard let answer = sheet.answers[question.id] else { continue }
                let advice = question.findings(of: answer).compactMap(\.advice)
                guard !advice.isEmpty else { continue }
                found.append(
                    Recommendation(
                        dimension: dimension.id, question: question.id, advice: advice,
                        gain: gains.gain(of: question, inDimension: place)))
            }
        }
        return found.enumerated()
            .sorted { ($1.element.gain.withoutNoise, $0.offset) < ($0.element.gain.withoutNoise, $1.offset) }
            .map(\.element)
    }
}

/// How much the score falls when one answer gets better, computed by the scoring itself.
private struct Gains {
    let sheet: AnswerSheet
    let facts: Facts
    let exact: Double?
    /// The questions on which others hang: a better answer there changes what is asked at all.
    let controllers: Set<String>

    init(_ sheet: AnswerSheet, _ facts: Facts, _ card: Scorecard) {
        self.sheet = sheet
        self.facts = facts
        exact = card.exact
        controllers = Set(
            sheet.questionnaire.dimensions.flatMap(\.questions).flatMap { $0.visibleWhen?.questions ?? [] })
    }

    func gain(of question: Question, inDimension place: Int) -> Double {
        guard let exact, let safest = question.safest(on: sheet.context.day) else { return 0 }
        let better: Double?
        if controllers.contains(question.id) {
            better = Scorecard(sheet.answering([question.id: safest])).exact
        } else if let risk = question.risk(of: safest) {
            better = facts.answering(question.id, inDimension: place, risk: risk).mean
        } else {
            better = nil
        }
        return better.map { max(0, exact - $0) } ?? 0
    }
}

extension Facts {
    /// The same facts with one of them at `risk`.
    fileprivate func answering(_ question: String, inDimension place: Int, risk: Double) -> Facts {
        var changed = self
        for item in changed.dimensions[place].facts.indices
        where changed.dimensions[place].facts[item].question == question {
            let old = changed.dimensions[place].facts[item]
            changed.dimensions[place].facts[item] = DimensionFacts.Fact(
                question: question, weight: old.weight, factor: old.factor, risk: risk)
        }
        return changed
    }
}
