import HealthCheck

/// Chance from a seed: the same seed tells the same stories.
struct DemoChance: RandomNumberGenerator, Sendable {
    private var numbers: SplitMix64

    init(seed: UInt64) { numbers = SplitMix64(seed: seed) }

    mutating func next() -> UInt64 { numbers.next() }

    /// Whether a thing of this probability (0…1) happens.
    mutating func happens(_ probability: Double) -> Bool { Double.random(in: 0..<1, using: &self) < probability }

    /// A number of `range`.
    mutating func between(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &self) }

    /// One of `texts`; empty where there is none.
    mutating func oneOf(_ texts: [String]) -> String { texts.randomElement(using: &self) ?? "" }

    /// The place of one of `weights`, in proportion to them; 0 where none weighs anything.
    mutating func place(in weights: [Double]) -> Int {
        let total = weights.reduce(0, +)
        guard total > 0 else { return 0 }
        var left = between(0...total)
        for (place, weight) in weights.enumerated() {
            left -= weight
            if left <= 0 { return place }
        }
        return weights.count - 1
    }

    /// So many bytes, for ids that sort by time and repeat with the seed.
    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: next() >> 32) }
    }
}
