import Foundation
import HealthCheck
import Station

/// A score as programs read it; scores to one decimal, nil where not rated.
struct ScoreResult: Encodable {
    let selfTest: String
    let version: String
    let contentHash: String
    let method: String
    let score: Double?
    let grade: String?
    let interval: [Double]
    let completeness: Int
    let dimensions: [DimensionResult]
    let redLines: [String]
    let warnings: [String]

    struct DimensionResult: Encodable {
        let id: String
        let score: Double?
        let grade: String?
        let interval: [Double]
    }

    init(_ profile: Profile) {
        selfTest = profile.selfTest
        version = profile.version
        contentHash = profile.contentHash
        method = profile.method.rawValue
        score = profile.card.score
        grade = profile.grade?.rawValue
        interval = [profile.card.low.roundedHalfUp, profile.card.high.roundedHalfUp]
        completeness = profile.card.completeness
        dimensions = profile.card.dimensions.map {
            DimensionResult(
                id: $0.id, score: $0.score, grade: $0.grade?.rawValue,
                interval: [$0.low.roundedHalfUp, $0.high.roundedHalfUp])
        }
        redLines = profile.redLines.map(\.id)
        warnings = profile.warnings.map(\.id)
    }

    func text(_ questionnaire: Questionnaire, _ locales: Locales) -> String {
        func number(_ value: Double?) -> String { value.map { String(format: "%.1f", $0) } ?? "–" }
        let word = locales.text("grade.\(grade ?? "not-rated")", .zhHans)
        var lines = [
            "\(questionnaire.title.zhHans) \(version)",
            "\(grade.map { "\($0) " } ?? "")\(word)  \(number(score))（\(number(interval[0]))–\(number(interval[1]))）  完整度 \(completeness)%",
        ]
        for dimension in dimensions {
            let title = questionnaire.dimension(dimension.id)?.title.zhHans ?? dimension.id
            lines.append("  \(number(dimension.score))  \(dimension.grade ?? "–")  \(title)")
        }
        for id in redLines { lines.append("▲红线 \(questionnaire.redLine(id)?.title.zhHans ?? id)") }
        for id in warnings { lines.append("预警 \(id)") }
        return lines.joined(separator: "\n")
    }
}
