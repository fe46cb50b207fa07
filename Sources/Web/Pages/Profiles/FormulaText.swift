import Foundation
import HealthCheck

/// A mean with its actual numbers, once in plain words and once as mathematics.
struct FormulaText {
    let words: String
    /// One line each; what is computed is shown to three decimals.
    let lines: [String]

    /// One value that goes into a mean.
    struct Term {
        let name: String
        let value: Double
        let weight: Double
        /// 0…1 of what lifts the mean.
        let pull: Double
    }

    /// The worst-dominates mean of `terms`, which came to `result`.
    static func worstDominates(_ terms: [Term], result: Double, _ wording: Wording) -> FormulaText {
        let strongest = terms.max { $0.pull < $1.pull }
        let values = [
            "count": "\(terms.count)", "name": strongest?.name ?? "", "value": issued(strongest?.value ?? 0),
            "percent": percent(strongest?.pull ?? 0), "exact": decimals(result, 2), "result": issued(result),
        ]
        let key = terms.count == 1 ? "formula.words-one" : result > 0 ? "formula.words" : "formula.words-zero"
        let weights = terms.reduce(0) { $0 + $1.weight }
        let factors = terms.map { "\(decimals(transformed($0.value), 3))^\(NumberText.plain($0.weight))" }
        let mean = exp(terms.reduce(0) { $0 + $1.weight * log(transformed($1.value)) } / max(weights, .ulpOfOne))
        return FormulaText(
            words: wording.say(key, values),
            lines: ["t = (10 − x) ÷ 10 × 9 + 1"]
                + terms.map { "x = \(decimals($0.value, 3)) → t = \(decimals(transformed($0.value), 3))" }
                + [
                    "G = (\(factors.joined(separator: " × ")))^(1 ÷ \(NumberText.plain(weights)))"
                        + " = \(decimals(mean, 3))",
                    "y = (10 − \(decimals(mean, 3))) ÷ 9 × 10 = \(decimals(result, 3)) → \(issued(result))",
                ])
    }

    /// The geometric mean of two sides that must coincide; with one of them, that one alone.
    static func coinciding(_ sides: [Factor: Double], result: Double, _ wording: Wording) -> FormulaText {
        guard let exposure = sides[.exposure], let safeguard = sides[.safeguard] else {
            return FormulaText(
                words: wording.say("formula.coincide-one", ["result": issued(result)]),
                lines: ["y = \(decimals(result, 3)) → \(issued(result))"])
        }
        return FormulaText(
            words: wording.say(
                "formula.coincide",
                ["exposure": issued(exposure), "safeguard": issued(safeguard), "result": issued(result)]),
            lines: [
                "y = √(E × S) = √(\(decimals(exposure, 3)) × \(decimals(safeguard, 3)))"
                    + " = \(decimals(result, 3)) → \(issued(result))"
            ])
    }

    static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))" }

    private static func transformed(_ value: Double) -> Double { (10 - value) / 10 * 9 + 1 }

    private static func issued(_ value: Double) -> String { NumberText.score(value.roundedHalfUp) }

    private static func decimals(_ value: Double, _ count: Int) -> String { String(format: "%.\(count)f", value) }
}

extension Explanation {
    /// How the dimensions made the test's score; nil where it is not rated.
    func formula(_ questionnaire: Questionnaire, _ wording: Wording) -> FormulaText? {
        guard let exact = card.exact else { return nil }
        let terms = dimensions.compactMap { line in
            line.score.value.map {
                FormulaText.Term(
                    name: questionnaire.dimension(line.score.id)?.title[wording.language] ?? line.score.id, value: $0,
                    weight: line.score.weight, pull: line.pull)
            }
        }
        return .worstDominates(terms, result: exact, wording)
    }
}

extension Explanation.DimensionLine {
    /// How the answers made this dimension's score; nil where nothing was answered.
    func formula(_ questionnaire: Questionnaire, _ wording: Wording) -> FormulaText? {
        guard let result = score.value else { return nil }
        if combine == .coincide { return .coinciding(sides, result: result, wording) }
        return .worstDominates(
            facts.compactMap { fact in
                fact.risk.map {
                    FormulaText.Term(
                        name: questionnaire.question(fact.question)?.text[wording.language] ?? fact.question, value: $0,
                        weight: fact.weight, pull: fact.pull)
                }
            }, result: result, wording)
    }
}

extension DimensionScore {
    /// The exact score that feeds upward, issued or provisional; nil where there is none.
    var value: Double? {
        switch rating {
        case .rated(let exact): exact
        case .notRated(let provisional): provisional
        case .notApplicable: nil
        }
    }
}
