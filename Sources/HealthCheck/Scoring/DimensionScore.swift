/// What one dimension came to. Scores are exact (unrounded), 0 safe … 10 worst.
public struct DimensionScore: Codable, Hashable, Sendable, Identifiable {
    /// The states a dimension can be in.
    public enum Rating: Codable, Hashable, Sendable {
        case rated(Double)
        /// Too little was answered; the provisional score of what was answered still weighs in the test.
        case notRated(provisional: Double?)
        /// Every question was answered “not applicable”, or none was asked.
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

    init(_ facts: DimensionFacts) {
        id = facts.id
        weight = facts.weight
        let available = facts.availability
        let mean = facts.mean(missing: nil)
        if available.applicable <= 0 {
            rating = .notApplicable
        } else if let mean, available.answered / available.applicable >= ScoringMethod.minimumAvailability {
            rating = .rated(mean)
        } else {
            rating = .notRated(provisional: mean)
        }
        low = facts.mean(missing: 0) ?? 0
        high = facts.mean(missing: 10) ?? 0
        answered = facts.facts.count { $0.risk != nil }
        applicable = facts.facts.count
    }
}
