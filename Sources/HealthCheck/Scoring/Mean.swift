import Foundation

/// The means of RISK assessment on a scale of 0 (safe) to 10 (worst).
///
/// Source: INFORM Risk 2020; all 191 published countries pass through these very functions in the tests.
public enum Mean {
    /// A value with the weight it carries; weights are positive.
    public struct Item: Hashable, Sendable {
        public let value: Double
        public let weight: Double

        public init(_ value: Double, weight: Double = 1) {
            self.value = value
            self.weight = weight
        }
    }

    /// Σwx / Σw: siblings that may offset each other. Nil without items.
    public static func arithmetic(_ items: [Item]) -> Double? {
        let total = items.reduce(0) { $0 + $1.weight }
        guard total > 0 else { return nil }
        return items.reduce(0) { $0 + $1.weight * $1.value } / total
    }

    /// (Πxʷ)^(1/Σw): factors that must coincide. Nil without items; 0 as soon as one factor is 0.
    public static func geometric(_ items: [Item]) -> Double? {
        let total = items.reduce(0) { $0 + $1.weight }
        guard total > 0 else { return nil }
        if items.contains(where: { $0.value <= 0 }) { return 0 }
        return exp(items.reduce(0) { $0 + $1.weight * log($1.value) } / total)
    }

    /// The same of two of equal weight, without gathering them: it is asked for a thousand times for one profile.
    static func geometric(_ first: Double, _ second: Double) -> Double {
        first <= 0 || second <= 0 ? 0 : exp((log(first) + log(second)) / 2)
    }

    /// The inverse geometric mean: one bad item shows however many good ones stand beside it. Nil without items.
    ///
    /// Each x becomes t = (10−x)/10·9+1, so 0 → 10 and 10 → 1; the mean is (10 − GM(t)) / 9 · 10.
    public static func worstDominates(_ items: [Item]) -> Double? {
        let weights = items.reduce(0) { $0 + $1.weight }
        guard weights > 0 else { return nil }
        return worstDominates(
            logarithms: items.reduce(0) { $0 + $1.weight * logarithm($1.value) }, weights: weights)
    }

    /// ln t of a value, which a weighted sum of makes the worst-dominates mean.
    static func logarithm(_ value: Double) -> Double { log((10 - value) / 10 * 9 + 1) }

    /// The worst-dominates mean of values whose weighted logarithms and weights add up to these; `weights` is positive.
    static func worstDominates(logarithms: Double, weights: Double) -> Double {
        min(10, max(0, (10 - exp(logarithms / weights)) / 9 * 10))
    }
}

extension Double {
    /// Half-up to one decimal, as every issued score is; the tiny term absorbs binary noise such as 2.4499999999.
    public var roundedHalfUp: Double { (self * 10 + 0.5 + 1e-9).rounded(.down) / 10 }

    /// To nine decimals, for comparing: two sums of the same numbers may differ by binary noise and are still equal.
    var withoutNoise: Double { (self * 1e9).rounded() / 1e9 }
}
