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
    /// The mean of each dimension as it stands: one better answer changes one of them.
    let means: [Double?]
    let exact: Double?
    /// The questions on which others hang: a better answer there changes what is asked at all.
    let controllers: Set<String>

    init(_ sheet: AnswerSheet, _ facts: Facts, _ card: Scorecard) {
        self.sheet = sheet
        self.facts = facts
        means = facts.dimensions.map { $0.mean(missing: nil) }
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
            var means = means
            means[place] = facts.dimensions[place].answering(question.id, risk: risk).mean(missing: nil)
            better = facts.mean(of: means)
        } else {
            better = nil
        }
        return better.map { max(0, exact - $0) } ?? 0
    }
}

extension DimensionFacts {
    /// The same facts with one of them at `risk`.
    fileprivate func answering(_ question: String, risk: Double) -> DimensionFacts {
        var changed = self
        if let item = facts.firstIndex(where: { $0.question == question }) {
            let old = facts[item]
            changed.facts[item] = Fact(question: question, weight: old.weight, factor: old.factor, risk: risk)
        }
        return changed
    }
}
