/// A risk the station tells the company of, with the matter it proposes (风险预警).
public struct Warning: Codable, Hashable, Sendable, Identifiable {
    /// What gave rise to it.
    public enum Cause: Codable, Hashable, Sendable {
        case redLine(String)
        /// A rated dimension of grade D or E in which no red line was crossed.
        case dimension(String)
    }

    public let cause: Cause
    public let dimension: String
    public let matter: String
    /// True only for danger to persons: a ticket opens without separate consent.
    public let endangersPersons: Bool

    /// Stable within a questionnaire: `red-line:<id>` or `dimension:<id>`.
    public var id: String {
        switch cause {
        case .redLine(let id): "red-line:\(id)"
        case .dimension(let id): "dimension:\(id)"
        }
    }

    /// Red lines first in questionnaire order, then dimensions, worst first.
    static func all(in questionnaire: Questionnaire, card: Scorecard, redLines: [RedLineFinding]) -> [Warning] {
        let crossed = Set(redLines.map(\.dimension))
        let bad = card.dimensions.enumerated()
            .filter { ($0.element.score ?? 0) >= 5 && !crossed.contains($0.element.id) }
            .map { (element: $0.element, offset: $0.offset, score: ($0.element.provisional ?? 0).withoutNoise) }
            .sorted { ($1.score, $0.offset) < ($0.score, $1.offset) }
        return redLines.map { line in
            Warning(
                cause: .redLine(line.id), dimension: line.dimension, matter: line.matter,
                endangersPersons: line.endangersPersons)
        }
            + bad.compactMap { item in
                questionnaire.dimension(item.element.id).map { dimension in
                    Warning(
                        cause: .dimension(dimension.id), dimension: dimension.id, matter: dimension.matter,
                        endangersPersons: false)
                }
            }
    }
}
