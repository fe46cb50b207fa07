import Foundation

/// Why a score is what it is, down to the answer: each number with the numbers it was made of.
///
/// A pull is the share (0…1) of what lifts a mean above 0. In a worst-dominates mean Σw·(ln 10 − ln t) is what lifts it, and
/// that sum can be split among its parts; on either side of a `.coincide` dimension each side pulls half. Pulls add up to 1,
/// or are all 0 where nothing lifts: also where one side of a `.coincide` dimension is safe, which makes it safe as a whole.
public struct Explanation: Hashable, Sendable {
    /// One question's part.
    public struct FactLine: Hashable, Sendable {
        /// What became of a question.
        public enum State: Hashable, Sendable {
            case answered(risk: Double)
            case unanswered
            case notApplicable
            case notAsked
            /// Asked and perhaps answered, never scored.
            case notScored
        }

        public let question: String
        public let state: State
        public let weight: Double
        public let factor: Factor?
        /// 0…1 of its dimension.
        public let pull: Double
        /// Looked up from likelihood and impact; nil where nothing was found, or the version has no table.
        public let level: FindingLevel?

        /// 0…10, nil unless answered.
        public var risk: Double? { if case .answered(let risk) = state { risk } else { nil } }
    }

    /// One dimension's part.
    public struct DimensionLine: Hashable, Sendable {
        public let score: DimensionScore
        public let combine: Dimension.Combine
        /// The mean of each side, exact; empty unless the two must coincide.
        public let sides: [Factor: Double]
        /// 0…1 of the test.
        public let pull: Double
        public let facts: [FactLine]
    }

    public let card: Scorecard
    public let dimensions: [DimensionLine]
    /// The same dimensions by the arithmetic mean, for comparison: what would come out if they could offset each other.
    public let arithmetic: Double?

    /// Explains what `sheet` comes to.
    public init(_ sheet: AnswerSheet) {
        let facts = Facts(sheet)
        let card = Scorecard(facts, unknown: sheet.answers.values.count { $0 == .unknown })
        let lifts = card.dimensions.map { score in
            score.provisional.map { score.weight * Mean.lift($0) } ?? 0
        }
        let lifted = lifts.reduce(0, +)
        self.card = card
        dimensions = zip(sheet.questionnaire.dimensions, facts.dimensions).enumerated().map { place, pair in
            DimensionLine(
                score: card.dimensions[place], combine: pair.0.combine, sides: pair.1.sides,
                pull: lifted > 0 ? lifts[place] / lifted : 0, facts: Self.lines(pair.0, pair.1, sheet))
        }
        arithmetic = Mean.arithmetic(
            card.dimensions.compactMap { score in score.provisional.map { Mean.Item($0, weight: score.weight) } })
    }

    private static func lines(
        _ dimension: Dimension, _ facts: DimensionFacts, _ sheet: AnswerSheet
    ) -> [FactLine] {
        let pulls = facts.pulls
        return dimension.questions.map { question in
            let state = state(of: question, sheet)
            var level: FindingLevel?
            if case .answered(let risk) = state, question.isFinding(sheet.answers[question.id]) {
                level = sheet.questionnaire.findings?
                    .level(likelihood: Likelihood(risk: risk), impact: question.impact)
            }
            return FactLine(
                question: question.id, state: state, weight: question.weight, factor: question.factor,
                pull: pulls[question.id] ?? 0, level: level)
        }
    }

    private static func state(of question: Question, _ sheet: AnswerSheet) -> FactLine.State {
        if sheet.hidden.contains(question.id) { return .notAsked }
        guard question.kind.isScored else { return .notScored }
        guard let answer = sheet.answers[question.id] else { return .unanswered }
        return question.risk(of: answer).map { .answered(risk: $0) } ?? .notApplicable
    }
}

extension DimensionFacts {
    /// The mean of each side over its answered facts; empty unless the sides must coincide.
    fileprivate var sides: [Factor: Double] {
        guard combine == .coincide else { return [:] }
        return Factor.allCases.reduce(into: [:]) { $0[$1] = side($1).mean(missing: nil) }
    }

    /// The facts of one side as a dimension of their own.
    private func side(_ factor: Factor) -> DimensionFacts {
        DimensionFacts(
            id: id, weight: weight, combine: .worstDominates, facts: facts.filter { $0.factor == factor })
    }

    /// Each answered fact's share of what lifts the mean above 0.
    fileprivate var pulls: [String: Double] {
        guard combine == .coincide else { return ownPulls }
        let sides = Factor.allCases.map { side($0) }.filter { $0.mean(missing: nil) != nil }
        let lifts = (mean(missing: nil) ?? 0) > 0
        return sides.reduce(into: [:]) { all, side in
            for (question, pull) in side.ownPulls { all[question] = lifts ? pull / Double(sides.count) : 0 }
        }
    }

    private var ownPulls: [String: Double] {
        let lifts = facts.compactMap { fact in
            fact.risk.map { (fact.question, fact.weight * Mean.lift($0)) }
        }
        let lifted = lifts.reduce(0) { $0 + $1.1 }
        return Dictionary(lifts.map { ($0, lifted > 0 ? $1 / lifted : 0) }, uniquingKeysWith: { first, _ in first })
    }
}

extension Mean {
    /// What a value adds to the sum that lifts a worst-dominates mean above 0; binary noise above 0 lifts nothing.
    fileprivate static func lift(_ value: Double) -> Double { value < 1e-9 ? 0 : logarithm(0) - logarithm(value) }
}
