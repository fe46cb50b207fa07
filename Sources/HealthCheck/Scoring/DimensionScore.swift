/// What one dimension came to. Scores are exact (unrounded), 0 safe … 10 worst.
public struct DimensionScore: Codable, Hashable, Sendable, Identifiable {
    /// The states a dimension can be in.
    public enum Rating: Codable, Hashable, Sendable {
        case rated(Double)
        /// Too little was answered; the provisional score of what was answered still weighs in the test.
        case notRated(provisional: Double?)
        /// Every question was answered “not applicable”.
        case notApplicable
    }

    public let id: String
    public let weight: Double
    public let rating: Rating
    /// Every missing answer taken as safest / as worst.
    public let low: Double
    public let high: Double
    public let answered: Int
    public let applicable: Int

    /// The issued score, nil unless rated.
    public var score: Double? {
        if case .rated(let exact) = rating { exact.roundedHalfUp } else { nil }
    }

    /// The grade of the issued score.
    public var grade: Grade? { score.map { Grade(score: $0) } }

    /// The score that feeds upward: also that of an unrated dimension, so no bad answer hides behind skipped ones.
    var provisional: Double? {
        switch rating {
        case .rated(let exact): exact
        case .notRated(let provisional): provisional
        case .notApplicable: nil
        }
    }
}

extension Dimension {
    /// Scores this dimension's answers.
    func score(_ answers: [String: Answer]) -> DimensionScore {
        var answered: [Mean.Item] = []
        var missing: [Double] = []
        for question in questions {
            switch answers[question.id] {
            case .notApplicable: continue
            case nil: missing.append(question.weight)
            case let answer?:
                guard let risk = question.risk(of: answer) else { continue }
                answered.append(Mean.Item(risk, weight: question.weight))
            }
        }
        func bound(_ value: Double) -> Double {
            Mean.worstDominates(answered + missing.map { Mean.Item(value, weight: $0) }) ?? 0
        }
        return DimensionScore(
            id: id, weight: weight, rating: rating(answered: answered, missing: missing), low: bound(0),
            high: bound(10), answered: answered.count, applicable: answered.count + missing.count)
    }

    private func rating(answered: [Mean.Item], missing: [Double]) -> DimensionScore.Rating {
        let known = answered.reduce(0) { $0 + $1.weight }
        let applicable = known + missing.reduce(0, +)
        guard applicable > 0 else { return .notApplicable }
        let score = Mean.worstDominates(answered)
        guard let score, known / applicable >= ScoringMethod.minimumAvailability else {
            return .notRated(provisional: score)
        }
        return .rated(score)
    }
}
