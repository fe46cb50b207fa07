import Foundation
import HealthCheck
import Spreadsheet
import Station

extension ScoreTable {
    /// One value of a row.
    enum Value {
        case text(String)
        case score(Double?)
        case percent(Int)

        var text: String {
            switch self {
            case .text(let text): text
            case .score(let score): score.map { String(format: "%.1f", $0) } ?? ""
            case .percent(let percent): "\(percent)%"
            }
        }

        func cell(_ style: Cell.Style) -> Cell {
            switch self {
            case .text(let text): .text(text, style, wraps: true)
            case .score(let score?): .number(score, style, format: .decimals(1))
            case .score(nil): Cell(.empty, style)
            case .percent(let percent): .number(Double(percent) / 100, style, format: .percent)
            }
        }
    }

    /// In the order of `cells`.
    var headings: [String] {
        ["file", "company", "score", "low", "high", "grade", "completeness", "borderline"].map { say($0) }
            + scorer.questionnaire.dimensions.map { $0.chartLabel[scorer.language] }
            + ["red-lines", "exposure", "problem"].map { say($0) }
    }

    func cells(_ row: ScoreRow) -> [Value] {
        let dimensions = scorer.questionnaire.dimensions
        guard row.problems == nil else {
            let empty = [Value](repeating: .text(""), count: 8 + dimensions.count)
            let problems = row.problems ?? []
            return [.text(row.file), .text(row.company ?? "")] + empty + [.text(problems.joined(separator: "\n"))]
        }
        let grade = row.grade ?? scorer.catalogue.locales.text("grade.not-rated", scorer.language)
        let lines = (row.redLines ?? []).map { scorer.questionnaire.redLine($0)?.title[scorer.language] ?? $0 }
        return [
            .text(row.file), .text(row.company ?? ""), .score(row.score), .score(row.interval?.first),
            .score(row.interval?.last), .text(grade), .percent(row.completeness ?? 0),
            .text(row.borderline == true ? say("yes") : ""),
        ] + dimensions.map { .score(row.dimensions?[$0.id] ?? nil) }
            + [.text(lines.joined(separator: "；")), .score(row.exposure), .text("")]
    }
}

/// One file's row, small: ten thousand of them are kept. Scores to one decimal, nil where not rated.
struct ScoreRow: Encodable, Sendable {
    let file: String
    let company: String?
    let score: Double?
    let interval: [Double]?
    let grade: String?
    let completeness: Int?
    let borderline: Bool?
    let dimensions: [String: Double?]?
    let redLines: [String]?
    let exposure: Double?
    /// Nil exactly where the file was scored.
    let problems: [String]?
    let notes: [String]?

    init(_ scored: ScoredFile) {
        let card = scored.profile?.card
        file = scored.name
        company = scored.company.isEmpty ? nil : scored.company
        score = card?.score
        interval = card.map { [$0.low.roundedHalfUp, $0.high.roundedHalfUp] }
        grade = scored.profile?.grade?.rawValue
        completeness = card?.completeness
        borderline = scored.profile?.sensitivity?.isBorderline
        dimensions = card.map { card in
            Dictionary(card.dimensions.map { ($0.id, $0.score) }, uniquingKeysWith: { first, _ in first })
        }
        redLines = scored.profile?.redLines.map(\.id)
        exposure = scored.profile?.exposure?.exact.roundedHalfUp
        problems = scored.profile == nil ? scored.problems : nil
        notes = scored.notes.isEmpty ? nil : scored.notes
    }
}
