/// A health-check grade, A (low risk) to E (high risk). Thresholds are the INFORM Risk classes.
public enum Grade: String, Codable, Hashable, Sendable, CaseIterable, Comparable {
    case a = "A"
    case b = "B"
    case c = "C"
    case d = "D"
    case e = "E"

    /// The grade of an issued (rounded) score, 0 safe … 10 worst.
    public init(score: Double) {
        switch score {
        case ..<2.0: self = .a
        case ..<3.5: self = .b
        case ..<5.0: self = .c
        case ..<6.5: self = .d
        default: self = .e
        }
    }

    /// A is smallest: greater means worse.
    public static func < (lhs: Grade, rhs: Grade) -> Bool { lhs.rawValue < rhs.rawValue }
}
