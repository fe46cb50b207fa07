public import Casework
public import Foundation
import HealthCheck

/// What the managers' one screen shows.
public struct Summary: Sendable {
    public let from: Date
    public let to: Date
    public let figures: SummaryFigures
    /// Mean risk by self-test dimension and industry over the newest profiles.
    public let risks: [RiskCell]
    /// Open tickets whose deadline has passed or comes next, ten at most.
    public let urgent: [TicketRow]

    /// One cell of the risk table.
    public struct RiskCell: Hashable, Sendable {
        public let selfTest: String
        public let dimension: String
        public let industry: String
        /// Arithmetic mean of the issued dimension scores, 0…10.
        public let mean: Double
        public let companies: Int
    }

    /// Fewer companies than this in a cell are not shown: one could be recognised.
    public static let smallestCell = 3
}

extension Station {
    /// The summary of the tickets filed between `from` and `to`; nil means the last 30 days.
    public func summary(from: Date?, to: Date?, unit: UnitID?, by principal: Principal) async throws -> Summary {
        try access.requireSummary(principal)
        if let unit, catalogue.unit(unit) == nil {
            throw StationError.invalid([FieldProblem("/unit", .unknownUnit)])
        }
        let now = ambient.now()
        let end = to ?? now
        let start = from ?? end.addingTimeInterval(-30 * 86_400)
        return try await database.read { [self] tx in
            let urgent = try tx.tickets.list(TicketQuery(states: TicketState.open, lead: unit, order: .due, limit: 10))
            return Summary(
                from: start, to: end, figures: try tx.summary.figures(from: start, to: end, now: now, unit: unit),
                risks: Self.risks(
                    try tx.summary.newestProfilesByIndustry()
                        .filter { catalogue.countsTowardsProfile($0.profile.selfTest) }),
                urgent: try rows(urgent.items, tx))
        }
    }

    private static func risks(_ profiles: [IndustryProfile]) -> [Summary.RiskCell] {
        struct Key: Hashable {
            let selfTest: String
            let dimension: String
            let industry: String
        }
        var scores: [Key: [Double]] = [:]
        for item in profiles {
            for dimension in item.profile.card.dimensions {
                guard let score = dimension.score else { continue }
                let key = Key(selfTest: item.profile.selfTest, dimension: dimension.id, industry: item.industry)
                scores[key, default: []].append(score)
            }
        }
        return scores.filter { $0.value.count >= Summary.smallestCell }.map { key, values in
            Summary.RiskCell(
                selfTest: key.selfTest, dimension: key.dimension, industry: key.industry,
                mean: values.reduce(0, +) / Double(values.count), companies: values.count)
        }
        .sorted { ($0.selfTest, $0.dimension, $0.industry) < ($1.selfTest, $1.dimension, $1.industry) }
    }
}
