/// The three newest self-tests of a company seen as one.
public struct OverallProfile: Codable, Hashable, Sendable {
    /// Worst-dominates over the rated tests, exact; nil when none is rated.
    public let exact: Double?
    /// The worse of the score's grade and the worst cap of any red line in the tests.
    public let grade: Grade?

    /// The issued score, one decimal.
    public var score: Double? { exact?.roundedHalfUp }

    /// Joins the newest profile of each test.
    public init(_ profiles: [Profile]) {
        exact = Mean.worstDominates(profiles.compactMap { $0.card.exact.map { Mean.Item($0) } })
        let caps = profiles.flatMap { $0.redLines.map(\.cap) }
        grade = exact.map { caps.reduce(Grade(score: $0.roundedHalfUp), max) }
    }
}
