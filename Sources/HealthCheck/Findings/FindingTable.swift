/// How urgent a finding is.
public enum FindingLevel: String, Codable, Hashable, Sendable, CaseIterable, Comparable {
    case low
    case medium
    case high
    case severe

    /// More urgent is greater.
    public static func < (lhs: FindingLevel, rhs: FindingLevel) -> Bool {
        (allCases.firstIndex(of: lhs) ?? 0) < (allCases.firstIndex(of: rhs) ?? 0)
    }
}

/// Likelihood × impact → level, looked up and never multiplied: ordinal numbers have no product (Cox 2008).
public struct FindingTable: Codable, Hashable, Sendable, Identifiable {
    public let id: String
    /// By impact 1…5, then by likelihood 1…5.
    public let levels: [[FindingLevel]]

    /// Nil unless there are five rows of five levels that never fall as impact or likelihood rises.
    public init?(id: String, levels: [[FindingLevel]]) {
        guard levels.count == 5, levels.allSatisfy({ $0.count == 5 }),
            levels.allSatisfy({ row in zip(row, row.dropFirst()).allSatisfy { $0 <= $1 } }),
            zip(levels, levels.dropFirst()).allSatisfy({ upper, lower in zip(upper, lower).allSatisfy { $0 <= $1 } })
        else { return nil }
        self.id = id
        self.levels = levels
    }

    /// The level of a finding.
    public func level(likelihood: Likelihood, impact: Impact) -> FindingLevel {
        let row = levels.indices.contains(impact.rawValue - 1) ? levels[impact.rawValue - 1] : []
        return row.indices.contains(likelihood.rawValue - 1) ? row[likelihood.rawValue - 1] : .severe
    }
}

/// How likely it is that a risk comes true, read off the risk of an answer: 1 remote … 5 nearly certain.
public enum Likelihood: Int, Codable, Hashable, Sendable, CaseIterable {
    case remote = 1
    case unlikely
    case possible
    case likely
    case nearlyCertain

    /// Bands of two points: 0 up to 2, 2 up to 4, and so on.
    public init(risk: Double) {
        self =
            switch risk {
            case ..<2: .remote
            case ..<4: .unlikely
            case ..<6: .possible
            case ..<8: .likely
            default: .nearlyCertain
            }
    }
}
