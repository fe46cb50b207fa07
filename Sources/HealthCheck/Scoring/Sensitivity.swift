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
        var dimensions = facts.dimensions.map(DrawnDimension.init)
        for _ in 0..<Self.runs {
            // The order of the draws is part of the method: first every dimension, then every fact.
            for place in dimensions.indices { dimensions[place].drawn = dimensions[place].weight * factor() }
            var logarithms = 0.0
            var weights = 0.0
            for dimension in dimensions {
                guard let mean = dimension.mean(factor) else { continue }
                logarithms += dimension.drawn * Mean.logarithm(mean)
                weights += dimension.drawn
            }
            if weights > 0 { scores.append(Mean.worstDominates(logarithms: logarithms, weights: weights)) }
        }
        scores.sort()
        guard scores.count == Self.runs else { return nil }
        low = scores[Self.runs / 20 - 1]
        high = scores[Self.runs - Self.runs / 20]
        let grade = Grade(score: score)
        isBorderline = Grade(score: low.roundedHalfUp) != grade || Grade(score: high.roundedHalfUp) != grade
    }
}

/// A dimension laid out for being weighed many times: plain numbers side by side.
private struct DrawnDimension {
    private struct Item {
        let weight: Double
        let logarithm: Double
        /// 1 where it was answered, on either side where they must coincide, else 0: it is drawn for, and adds nothing.
        let counts: Double
        /// Which of the two sides it is on; always the first unless the sides must coincide.
        let side: Int
    }

    let weight: Double
    var drawn: Double
    private let coincides: Bool
    private let items: [Item]

    init(_ facts: DimensionFacts) {
        weight = facts.weight
        drawn = facts.weight
        let coincides = facts.combine == .coincide
        self.coincides = coincides
        items = facts.facts.map { fact in
            Item(
                weight: fact.weight, logarithm: fact.logarithm,
                counts: fact.risk == nil || coincides && fact.factor == nil ? 0 : 1,
                side: coincides && fact.factor == .safeguard ? 1 : 0)
        }
    }

    /// `DimensionFacts.mean` over the answered facts, each weight multiplied by the next `factor`.
    func mean(_ factor: () -> Double) -> Double? {
        var logarithms = (0.0, 0.0)
        var weights = (0.0, 0.0)
        for item in items {
            let weight = item.weight * factor() * item.counts
            if item.side == 0 {
                logarithms.0 += weight * item.logarithm
                weights.0 += weight
            } else {
                logarithms.1 += weight * item.logarithm
                weights.1 += weight
            }
        }
        let first = weights.0 > 0 ? Mean.worstDominates(logarithms: logarithms.0, weights: weights.0) : nil
        guard coincides else { return first }
        let second = weights.1 > 0 ? Mean.worstDominates(logarithms: logarithms.1, weights: weights.1) : nil
        return DimensionFacts.coinciding(first, second)
    }
}
