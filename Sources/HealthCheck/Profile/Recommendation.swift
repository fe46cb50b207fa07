/// What to do about one answer, and what it would change.
public struct Recommendation: Codable, Hashable, Sendable {
    public let dimension: String
    public let question: String
    public let advice: [Advice]
    /// By how much the test's exact score would fall if this question were answered as safely as it can be.
    public let gain: Double

    /// Every answer that carries advice, largest gain first, questionnaire order among equals.
    static func all(in sheet: AnswerSheet, card: Scorecard) -> [Recommendation] {
        var found: [Recommendation] = []
        for dimension in sheet.questionnaire.dimensions {
            for question in dimension.questions {
                guard let answer = sheet.answers[question.id] else { continue }
                let advice = question.findings(of: answer).compactMap(\.advice)
                guard !advice.isEmpty else { continue }
                let better = Scorecard(sheet.withSafest(question)).exact
                let gain = if let exact = card.exact, let better { max(0, exact - better) } else { 0.0 }
                found.append(
                    Recommendation(dimension: dimension.id, question: question.id, advice: advice, gain: gain))
            }
        }
        return found.enumerated()
            .sorted { ($1.element.gain.withoutNoise, $0.offset) < ($0.element.gain.withoutNoise, $1.offset) }
            .map(\.element)
    }
}
