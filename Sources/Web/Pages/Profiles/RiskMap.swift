import Foundation
import HealthCheck

/// Dimension × question: how risky each answer is, by number, word and shade.
struct RiskMap {
    let rows: [Row]
    let legend: [Shade]

    struct Row {
        let title: String
        let cells: [Cell]
    }

    struct Cell {
        let href: String
        let number: String
        let question: String
        /// 0…4 in steps of two points; nil where the answer has no risk, which is then said in `word` alone.
        let heat: String?
        let risk: String?
        let word: String
    }

    struct Shade {
        let heat: String
        let word: String
        let range: String
    }

    init(_ explained: ExplainedDimensions, _ wording: Wording) {
        let link = WhyLink(profile: explained.profile)
        let numbers = QuestionNumbers(explained.questionnaire)
        rows = explained.dimensions.map { dimension, line in
            Row(
                title: dimension.title[wording.language],
                cells: line.facts.compactMap { fact in
                    guard fact.state != .notScored else { return nil }
                    let heat = fact.risk.map(Self.heat)
                    return Cell(
                        href: link.href(fact.question, in: dimension.id), number: numbers[fact.question],
                        question: explained.questionnaire.question(fact.question)?.text[wording.language] ?? "",
                        heat: heat, risk: fact.risk.map { NumberText.score($0.roundedHalfUp) },
                        word: heat.map { wording.say("risk-band.\($0)") } ?? fact.state.word(wording))
                })
        }
        legend = Self.shades(wording)
    }

    /// The shade of a risk, `0`…`4`.
    static func heat(_ risk: Double) -> String { "\(Likelihood(risk: risk).rawValue - 1)" }

    /// The five shades, two points of risk each.
    static func shades(_ wording: Wording) -> [Shade] {
        (0...4).map { heat in
            Shade(heat: "\(heat)", word: wording.say("risk-band.\(heat)"), range: "\(heat * 2)–\(heat * 2 + 2)")
        }
    }
}

/// The dimensions of a questionnaire with their part of an explanation.
struct ExplainedDimensions {
    let profile: String
    let questionnaire: Questionnaire
    let dimensions: [(HealthCheck.Dimension, Explanation.DimensionLine)]

    init(_ profile: String, _ questionnaire: Questionnaire, _ explanation: Explanation) {
        self.profile = profile
        self.questionnaire = questionnaire
        dimensions = Array(zip(questionnaire.dimensions, explanation.dimensions))
    }
}

extension Explanation.FactLine.State {
    /// Why there is no risk to show; empty where there is one.
    func word(_ wording: Wording) -> String {
        switch self {
        case .answered: ""
        case .unanswered: wording.say("why.unanswered")
        case .notApplicable: wording.say("why.not-applicable")
        case .notAsked: wording.say("why.not-asked")
        case .notScored: wording.say("why.not-scored")
        }
    }
}
