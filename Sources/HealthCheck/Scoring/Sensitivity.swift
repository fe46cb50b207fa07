/// How much the grade hangs on the weights, which are a matter of judgement.
///
/// After the recipe of COINr (W. Becker and others): every weight is multiplied by chance from ¾ to 1¼, many times over,
/// and the spread of what comes out is told. The chance is seeded, so anybody gets the same answer.
public struct Sensitivity: Codable, Hashable, Sendable {
    /// How often the weights are drawn.
    public static let runs = 200
    private static let seed: UInt64 = 2026
    private static let noise = 0.25

    /// The 5th and 95th percentile of the exact scores.
    public let low: Double
    public let high: Double
    /// Whether the score's grade is another one at either end: 临界.
    public let isBorderline: Bool

    /// Nil when the test is not rated.
    init?(_ facts: Facts, score: Double?) {
        guard let score else { return nil }
        var chance = SplitMix64(seed: Self.seed)
        func factor() -> Double { 1 - Self.noise + 2 * Self.noise * chance.share() }
        var scores: [Double] = []
        scores.reserveCapacity(Self.runs)
        var drawn = facts
        for _ in 0..<Self.runs {
            for place in facts.dimensions.indices {
                drawn.dimensions[place].weight = facts.dimensions[place].weight * factor()
            }
            for place in facts.dimensions.indices {
                for item in facts.dimensions[place].facts.indices {
                    drawn.dimensions[place].facts[item].weight = facts.dimensions[place].facts[item].weight * factor()
                }
            }
            if let exact = drawn.mean { scores.append(exact) }
        }
        scores.sort()
        guard scores.count == Self.runs else { return nil }
        low = scores[Self.runs / 20 - 1]
        high = scores[Self.runs - Self.runs / 20]
        let grade = Grade(score: score)
        isBorderline = Grade(score: low.roundedHalfUp) != grade || Grade(score: high.roundedHalfUp) != grade
    }
}

extension Facts {
    /// The exact score of the test: worst-dominates over the dimensions that have any answer.
    var mean: Double? {
        var logarithms = 0.0
        var weights = 0.0
        for dimension in dimensions {
            guard let mean = dimension.mean(missing: nil) else { continue }
            logarithms += dimension.weight * Mean.logarithm(mean)
            weights += dimension.weight
        }
        return weights > 0 ? Mean.worstDominates(logarithms: logarithms, weights: weights) : nil
    }
}
