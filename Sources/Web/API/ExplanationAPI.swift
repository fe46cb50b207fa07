import Foundation
import HealthCheck
import Hummingbird
import Station

/// Why a profile says what it says; the numbers of the page, unrounded.
private struct ExplanationJSON: Encodable {
    let profile: String
    let selfTest: String
    let version: String
    let method: String
    let score: Double?
    let exact: Double?
    let grade: String?
    let interval: [Double]
    let completeness: Int
    /// One decimal, for comparison.
    let arithmetic: Double?
    let formula: FormulaJSON?
    let dimensions: [DimensionJSON]

    struct FormulaJSON: Encodable {
        let words: String
        let lines: [String]

        init(_ formula: FormulaText) {
            words = formula.words
            lines = formula.lines
        }
    }

    struct DimensionJSON: Encodable {
        let id: String
        let title: LocalizedText
        let weight: Double
        let combine: String
        let rating: String
        let score: Double?
        let exact: Double?
        let grade: String?
        let interval: [Double]
        let pull: Double
        let exposure: Double?
        let safeguard: Double?
        let formula: FormulaJSON?
        let questions: [QuestionJSON]
    }

    struct QuestionJSON: Encodable {
        let id: String
        let number: String
        let text: LocalizedText
        let state: String
        let answer: String?
        let risk: Double?
        let source: SourceJSON?
        let weight: Double
        let factor: String?
        let pull: Double
        let level: String?
    }

    struct SourceJSON: Encodable {
        let kind: String
        let text: String
    }
}

extension ExplanationJSON {
    init(_ explained: ExplainedProfile, _ wording: Wording) {
        let record = explained.view.record
        let questionnaire = explained.view.questionnaire
        let card = record.profile.card
        profile = record.id
        selfTest = record.profile.selfTest
        version = record.profile.version
        method = record.profile.method.rawValue
        score = card.score
        exact = card.exact
        grade = record.profile.grade?.rawValue
        interval = [card.low.roundedHalfUp, card.high.roundedHalfUp]
        completeness = card.completeness
        arithmetic = explained.explanation.arithmetic?.roundedHalfUp
        formula = explained.explanation.formula(questionnaire, wording).map(FormulaJSON.init)
        dimensions = zip(questionnaire.dimensions, explained.explanation.dimensions).map { dimension, line in
            DimensionJSON(dimension, line, explained, wording)
        }
    }
}

extension ExplanationJSON.DimensionJSON {
    init(
        _ dimension: HealthCheck.Dimension, _ line: Explanation.DimensionLine, _ explained: ExplainedProfile,
        _ wording: Wording
    ) {
        let numbers = QuestionNumbers(explained.view.questionnaire)
        id = dimension.id
        title = dimension.title
        weight = line.score.weight
        combine = line.combine.rawValue
        rating =
            switch line.score.rating {
            case .rated: "rated"
            case .notRated: "not-rated"
            case .notApplicable: "not-applicable"
            }
        score = line.score.score
        exact = line.score.value
        grade = line.score.grade?.rawValue
        interval = [line.score.low.roundedHalfUp, line.score.high.roundedHalfUp]
        pull = line.pull
        exposure = line.sides[.exposure]
        safeguard = line.sides[.safeguard]
        formula = line.formula(explained.view.questionnaire, wording).map(ExplanationJSON.FormulaJSON.init)
        questions = zip(dimension.questions, line.facts).map { question, fact in
            ExplanationJSON.QuestionJSON(question, fact, numbers[question.id], explained, wording)
        }
    }
}

extension ExplanationJSON.QuestionJSON {
    init(
        _ question: Question, _ fact: Explanation.FactLine, _ number: String, _ explained: ExplainedProfile,
        _ wording: Wording
    ) {
        let answer = explained.sheet.answers[question.id]
        let source = answer.flatMap { RiskSource($0, to: question, wording) }
        id = question.id
        self.number = number
        text = question.text
        state = fact.state.name
        self.answer = answer.map { _ in
            AnswerText(wording: wording).text(explained.view.submission.answers[question.id], question)
        }
        risk = fact.risk
        self.source = source.map { .init(kind: $0.kind, text: $0.text) }
        weight = fact.weight
        factor = fact.factor?.rawValue
        pull = fact.pull
        level = fact.level?.rawValue
    }
}

extension Explanation.FactLine.State {
    /// The word a program knows it by.
    fileprivate var name: String {
        switch self {
        case .answered: "answered"
        case .unanswered: "unanswered"
        case .notApplicable: "not-applicable"
        case .notAsked: "not-asked"
        case .notScored: "not-scored"
        }
    }
}

extension Site {
    func apiExplanation(_ request: Request, _ context: StationContext) async throws -> Response {
        let explained = try await station.explanation(
            of: try context.parameters.require("id"), by: try context.requirePrincipal())
        return .json(ExplanationJSON(explained, wording(context)))
    }
}
