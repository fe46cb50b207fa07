/// The numbers of one self-test: pure arithmetic over an answer sheet, the same for preview, result and re-computation.
public struct Scorecard: Codable, Hashable, Sendable {
    public let dimensions: [DimensionScore]
    /// Exact, unrounded; nil when too little was answered to rate the test.
    public let exact: Double?
    /// Every missing answer taken as safest / as worst, exact.
    public let low: Double
    public let high: Double
    public let answered: Int
    public let applicable: Int
    /// Answers of “don't know”, which count as gaps.
    public let unknown: Int

    /// The issued score, one decimal.
    public var score: Double? { exact?.roundedHalfUp }

    /// Share of the applicable questions that were answered, in percent; 100 where none applies.
    public var completeness: Int {
        applicable == 0 ? 100 : Int((Double(answered) / Double(applicable) * 100 + 0.5 + 1e-9).rounded(.down))
    }

    /// Scores `sheet` under its questionnaire's method.
    public init(_ sheet: AnswerSheet) {
        self.init(Facts(sheet), unknown: sheet.answers.values.count { $0 == .unknown })
    }

    init(_ facts: Facts, unknown: Int) {
        let scores = facts.dimensions.map(DimensionScore.init)
        let applicable = scores.filter { $0.rating != .notApplicable }
        func sum(_ scores: [DimensionScore]) -> Double { scores.reduce(0) { $0 + $1.weight } }
        let rated = applicable.filter { $0.score != nil }
        let isRated = !applicable.isEmpty && sum(rated) / sum(applicable) >= ScoringMethod.minimumAvailability
        let provisional = applicable.compactMap { score in
            score.provisional.map { Mean.Item($0, weight: score.weight) }
        }
        dimensions = scores
        exact = isRated ? Mean.worstDominates(provisional) : nil
        low = Mean.worstDominates(applicable.map { Mean.Item($0.low, weight: $0.weight) }) ?? 0
        high = Mean.worstDominates(applicable.map { Mean.Item($0.high, weight: $0.weight) }) ?? 0
        answered = scores.reduce(0) { $0 + $1.answered }
        self.applicable = scores.reduce(0) { $0 + $1.applicable }
        self.unknown = unknown
    }
}
