/// A frozen way to turn facts into a score. A published method never changes; a better one gets a new name.
public enum ScoringMethod: String, Codable, Hashable, Sendable, CaseIterable {
    /// Facts → dimension → test → overall by the worst-dominates mean; red lines cap the grade;
    /// a dimension needs two thirds of its weight answered, a test two thirds of its dimensions.
    case worstDominates1 = "wd-1"
    /// The same, with dimensions whose exposure and safeguards must coincide (their geometric mean), questions that are
    /// asked only sometimes, dates, levels of findings, and a note where the grade hangs on the weights.
    case worstDominates2 = "wd-2"

    /// Share of the weight that must be answered before a dimension or test is rated.
    public static let minimumAvailability = 0.66
}
