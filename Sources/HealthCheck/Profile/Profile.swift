/// The health-check profile (体检画像) of one submission, as issued: it never changes afterwards.
public struct Profile: Codable, Hashable, Sendable {
    public let selfTest: String
    public let version: String
    public let contentHash: String
    public let method: ScoringMethod
    public let card: Scorecard
    public let redLines: [RedLineFinding]
    /// Sorted by what lowers the risk most.
    public let recommendations: [Recommendation]
    public let warnings: [Warning]
    /// How much the grade hangs on the weights; nil when not rated, and in profiles issued before `wd-2`.
    public let sensitivity: Sensitivity?
    /// The risk of the countries the company named, apart from the score; nil where none was named.
    public let exposure: CountryExposure?

    /// The worse of the score's grade and every red line's cap; nil when not rated.
    public var grade: Grade? {
        card.score.map { score in redLines.reduce(Grade(score: score)) { max($0, $1.cap) } }
    }

    /// Issues the profile of `sheet`.
    public init(_ sheet: AnswerSheet) {
        let questionnaire = sheet.questionnaire
        let facts = Facts(sheet)
        let card = Scorecard(facts, unknown: sheet.answers.values.count { $0 == .unknown })
        let redLines = RedLineFinding.all(in: sheet)
        selfTest = questionnaire.id
        version = questionnaire.version
        contentHash = questionnaire.contentHash
        method = questionnaire.method
        self.card = card
        self.redLines = redLines
        recommendations = Recommendation.all(in: sheet, facts: facts, card: card)
        warnings = Warning.all(in: questionnaire, card: card, redLines: redLines)
        sensitivity = questionnaire.method == .worstDominates1 ? nil : Sensitivity(facts, score: card.score)
        exposure = CountryExposure(sheet, score: card.exact)
    }
}

/// A red line that an answer crossed.
public struct RedLineFinding: Codable, Hashable, Sendable, Identifiable {
    public let id: String
    public let dimension: String
    public let question: String
    public let cap: Grade
    public let matter: String
    public let endangersPersons: Bool

    static func all(in sheet: AnswerSheet) -> [RedLineFinding] {
        sheet.questionnaire.dimensions.flatMap { dimension in
            dimension.questions.flatMap { question -> [RedLineFinding] in
                guard let answer = sheet.answers[question.id] else { return [] }
                return question.findings(of: answer).compactMap(\.redLine).map { line in
                    RedLineFinding(
                        id: line.id, dimension: dimension.id, question: question.id, cap: line.cap,
                        matter: line.matter, endangersPersons: line.endangersPersons)
                }
            }
        }
    }
}
