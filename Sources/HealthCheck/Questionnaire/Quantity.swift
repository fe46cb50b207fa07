/// A number asked for: its range, its risk curve and what certain values bring with them.
public struct Quantity: Codable, Hashable, Sendable {
    public let minimum: Double
    public let maximum: Double
    public let isInteger: Bool
    public let curve: RiskCurve
    public let findings: [QuantityFinding]

    public init(minimum: Double, maximum: Double, isInteger: Bool, curve: RiskCurve, findings: [QuantityFinding]) {
        self.minimum = minimum
        self.maximum = maximum
        self.isInteger = isInteger
        self.curve = curve
        self.findings = findings
    }
}

extension Quantity {
    /// What `value` brings: the advice of the narrowest range that covers it, and the red lines of all of them.
    func findings(for value: Double) -> [Finding] {
        let covering = findings.filter { $0.covers(value) }
        guard let narrowest = covering.max(by: { $0.strictness < $1.strictness }) else { return [] }
        let lines = covering.filter { $0 != narrowest }.compactMap(\.finding.redLine)
        return [narrowest.finding] + lines.map { Finding(redLine: $0) }
    }
}

/// A finding that a range of values brings.
public struct QuantityFinding: Codable, Hashable, Sendable {
    /// Which values: inclusive bound.
    public enum Bound: Codable, Hashable, Sendable {
        case atLeast(Double)
        case atMost(Double)
    }

    public let bound: Bound
    public let finding: Finding

    public init(bound: Bound, finding: Finding) {
        self.bound = bound
        self.finding = finding
    }

    /// Greater means that fewer values are covered, among bounds of the same direction.
    var strictness: Double {
        switch bound {
        case .atLeast(let least): least
        case .atMost(let most): -most
        }
    }

    /// Whether `value` lies in the range.
    public func covers(_ value: Double) -> Bool {
        switch bound {
        case .atLeast(let least): value >= least
        case .atMost(let most): value <= most
        }
    }
}

/// Value → risk (0…10), piecewise linear between its points and constant beyond the ends.
public struct RiskCurve: Hashable, Sendable {
    /// One corner of the curve.
    public struct Point: Codable, Hashable, Sendable {
        public let value: Double
        public let risk: Double

        public init(value: Double, risk: Double) {
            self.value = value
            self.risk = risk
        }
    }

    public let points: [Point]

    /// Nil unless there is a point, values are finite and rise strictly, risks lie in 0…10 and run one way only.
    public init?(_ points: [Point]) {
        guard !points.isEmpty, points.allSatisfy({ $0.value.isFinite && (0...10).contains($0.risk) }) else {
            return nil
        }
        let pairs = zip(points, points.dropFirst())
        guard pairs.allSatisfy({ $0.value < $1.value }),
            pairs.allSatisfy({ $0.risk <= $1.risk }) || pairs.allSatisfy({ $0.risk >= $1.risk })
        else { return nil }
        self.points = points
    }

    /// The risk of `value`.
    public func risk(of value: Double) -> Double {
        var previous = points[0]
        if value <= previous.value { return previous.risk }
        for point in points.dropFirst() {
            if value <= point.value {
                let share = (value - previous.value) / (point.value - previous.value)
                return previous.risk + share * (point.risk - previous.risk)
            }
            previous = point
        }
        return previous.risk
    }
}

extension RiskCurve: Codable {
    private enum CodingKeys: String, CodingKey { case points }

    /// Decodes what `init(_:)` accepts; anything else is a corrupt curve, not one that fails when it is read.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard let curve = RiskCurve(try container.decode([Point].self, forKey: .points)) else {
            throw DecodingError.dataCorruptedError(forKey: .points, in: container, debugDescription: "not a risk curve")
        }
        self = curve
    }
}
