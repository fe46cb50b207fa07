import Casework
public import Foundation
public import HealthCheck

/// Where a profile stands among other companies, as the cohorts were last refreshed.
public struct CohortPlace: Sendable {
    public let place: Cohort.Place
    /// What is compared: these answers under today's version, exact, as everybody else's in the cohort.
    public let exact: Double
    /// The company's own; whether the place is about them is in `place.breadth`.
    public let industry: String
    public let size: String
    public let refreshedAt: Date

    /// One decimal, half-up.
    public var score: Double { exact.roundedHalfUp }
}

extension Station {
    /// The place of `exact` among companies of the same industry and size; where they are too few, of the industry; where
    /// they are too few, of all. Nil where even those are too few, or there is no score.
    ///
    /// Only what was stored at the last refresh is looked at: a new submission moves nobody before the next one.
    func cohortPlace(
        of exact: Double?, _ company: Company, _ selfTest: String, _ tx: borrowing StationTransaction
    ) throws -> CohortPlace? {
        guard let exact else { return nil }
        let circles: [(breadth: Cohort.Breadth, industry: String?, size: String?)] = [
            (.industryAndSize, company.industry, company.size), (.industry, company.industry, nil), (.all, nil, nil),
        ]
        // One after the other: the widest may be large, and is hardly ever needed.
        for circle in circles {
            let cells = try tx.cohorts.cells(selfTest, industry: circle.industry, size: circle.size)
            let place = Cohort.place(
                of: exact, company: company.code.description, group: company.affiliation,
                in: [(breadth: circle.breadth, members: cells.flatMap(\.members))])
            if let place, let refreshedAt = cells.map(\.refreshedAt).max() {
                return CohortPlace(
                    place: place, exact: exact, industry: company.industry, size: company.size,
                    refreshedAt: refreshedAt)
            }
        }
        return nil
    }
}
