/// The scores of other companies with which one is compared, and the rules under which anything is told of them.
///
/// Statistical offices suppress small cells; here nothing is told under five companies, no percentile under ten.
public struct Cohort: Hashable, Sendable {
    /// One company's newest score.
    public struct Member: Codable, Hashable, Sendable {
        /// Exact or issued, 0 safe … 10 worst.
        public let score: Double
        /// The group of companies it belongs to; empty for none.
        public let group: String
        public let company: String

        public init(score: Double, group: String, company: String) {
            self.score = score
            self.group = group
            self.company = company
        }
    }

    /// How widely it had to be drawn.
    public enum Breadth: String, Codable, Hashable, Sendable, CaseIterable {
        case industryAndSize = "industry-and-size"
        case industry
        case all
    }

    /// Fewest companies for median and quartiles.
    public static let leastForQuartiles = 5
    /// Fewest companies for a percentile.
    public static let leastForPercentile = 10

    /// Where a company stands among others.
    public struct Place: Hashable, Sendable {
        public let breadth: Breadth
        public let count: Int
        public let lowerQuartile: Double
        public let median: Double
        public let upperQuartile: Double
        /// Percent of the others with a lower score, ties half, rounded to five; nil under ten companies.
        public let percentile: Int?
    }

    /// The place of `score` in the narrowest of `cohorts` that is large enough, itself and its group left out;
    /// nil where even the widest is too small.
    public static func place(
        of score: Double, company: String, group: String, in cohorts: [(breadth: Breadth, members: [Member])]
    ) -> Place? {
        for cohort in cohorts {
            let others = cohort.members
                .filter { $0.company != company && (group.isEmpty || $0.group != group) }
                .map(\.score).sorted()
            guard others.count >= leastForQuartiles else { continue }
            return Place(
                breadth: cohort.breadth, count: others.count, lowerQuartile: quantile(0.25, of: others),
                median: quantile(0.5, of: others), upperQuartile: quantile(0.75, of: others),
                percentile: others.count >= leastForPercentile ? percentile(of: score, among: others) : nil)
        }
        return nil
    }

    private static func percentile(of score: Double, among others: [Double]) -> Int {
        let below = others.count { $0 < score }
        let ties = others.count { $0 == score }
        let share = (Double(below) + Double(ties) / 2) / Double(others.count)
        return Int((share * 20).rounded()) * 5
    }

    /// Linear between the two nearest (the common type 7); `sorted` is not empty.
    private static func quantile(_ share: Double, of sorted: [Double]) -> Double {
        let place = share * Double(sorted.count - 1)
        let left = Int(place)
        let right = min(left + 1, sorted.count - 1)
        return sorted[left] + (place - Double(left)) * (sorted[right] - sorted[left])
    }
}
