import HealthCheck
import Testing

/// Short ways to write a questionnaire down in a test.
func text(_ words: String) -> LocalizedText { LocalizedText(zhHans: "\(words)（中）", en: words) }

func advice(_ words: String, matter: String? = nil) -> Advice { Advice(text: text(words), matter: matter) }

func redLine(_ id: String, cap: Grade, endangersPersons: Bool = false) -> RedLine {
    RedLine(
        id: id, cap: cap, title: text(id), meaning: text(id), matter: "M-\(id)", endangersPersons: endangersPersons)
}

func choice(
    _ id: String, risk: Double = 0, weight: Double = 1, exclusive: Bool = false, advice words: String? = nil,
    redLine: RedLine? = nil
) -> Choice {
    Choice(
        id: id, label: text(id), risk: risk, weight: weight, isExclusive: exclusive,
        finding: Finding(advice: words.map { advice($0) }, redLine: redLine))
}

func question(
    _ id: String, weight: Double = 1, notApplicable: Bool = true, unknown: Double? = 6, _ kind: QuestionKind
) -> Question {
    Question(
        id: id, text: text(id), help: nil, why: text("why"), basis: [], weight: weight,
        allowsNotApplicable: notApplicable, unknownRisk: unknown, kind: kind)
}

/// A question whose answers `r0` … `r10` have the risks 0 … 10; those from 4 on carry advice.
func scale(_ id: String, weight: Double = 1) -> Question {
    question(
        id, weight: weight,
        .single((0...10).map { choice("r\($0)", risk: Double($0), advice: $0 >= 4 ? "mend \(id)" : nil) }))
}

func dimension(_ id: String, weight: Double = 1, _ questions: [Question]) -> Dimension {
    Dimension(
        id: id, title: text(id), chartLabel: text(id), weight: weight, matter: "M-\(id)", questions: questions)
}

func questionnaire(_ dimensions: [Dimension]) -> Questionnaire {
    Questionnaire(
        id: "sample", version: "2026.11", contentHash: "00", method: .worstDominates1, title: text("sample"),
        purpose: text("purpose"), minutes: 5, papers: [], dimensions: dimensions)
}

func curve(_ points: (Double, Double)...) throws -> RiskCurve {
    try requireValue(RiskCurve(points.map { RiskCurve.Point(value: $0.0, risk: $0.1) }))
}

func quantity(
    _ range: ClosedRange<Double>, integer: Bool = false, curve: RiskCurve, findings: [QuantityFinding] = []
) -> Quantity {
    Quantity(
        minimum: range.lowerBound, maximum: range.upperBound, isInteger: integer, curve: curve, findings: findings)
}

/// The sheet, or a failure that names every problem.
func sheet(_ values: [String: AnswerValue], _ questionnaire: Questionnaire) throws -> AnswerSheet {
    try AnswerSheet(values, for: questionnaire, in: context)
}
