import Foundation
import HealthCheck

/// Where the risk of an answer comes from, as a sentence and as a word for programs.
struct RiskSource {
    /// `choice`, `worst`, `coverage`, `curve` or `unknown`.
    let kind: String
    let text: String

    /// Nil where the answer has no risk.
    init?(_ answer: Answer, to question: Question, _ wording: Wording) {
        guard let risk = question.risk(of: answer) else { return nil }
        let number = NumberText.score(risk.roundedHalfUp)
        switch (answer, question.kind) {
        case (.unknown, _):
            kind = "unknown"
            text = wording.say("source.unknown", ["risk": number])
        case (.choices(let ids), .multiple(let choices, .worst)):
            let worst = choices.filter { ids.contains($0.id) }.max { $0.risk < $1.risk }
            kind = "worst"
            text = wording.say("source.worst", ["choice": worst?.label[wording.language] ?? "", "risk": number])
        case (.choices(let ids), .multiple(let choices, .coverage)):
            kind = "coverage"
            let measures = choices.filter { !$0.isExclusive }
            text = wording.say(
                "source.coverage",
                [
                    "have": "\(measures.count { ids.contains($0.id) })", "of": "\(measures.count)",
                    "missing": "\(Int((risk * 10).rounded()))", "risk": number,
                ])
        case (.number(let value), _):
            kind = "curve"
            text = Self.curve(value, question, number, wording)
        case (.day(_, let days), .date(_, let direction)):
            kind = "curve"
            text =
                wording.say("source.days-\(direction.rawValue)", ["days": NumberText.plain(days)])
                + Self.curve(days, question, number, wording)
        default:
            kind = "choice"
            text = wording.say("source.choice", ["risk": number])
        }
    }

    /// Between which two corners of the curve the value lies, or beyond which end.
    private static func curve(_ value: Double, _ question: Question, _ risk: String, _ wording: Wording) -> String {
        let points = question.kind.quantity?.curve.points ?? []
        func at(_ value: Double) -> String {
            switch question.kind {
            case .number(_, let unit): "\(NumberText.plain(value)) \(unit[wording.language])"
            case .percent: "\(NumberText.plain(value))%"
            default: wording.say("source.days", ["days": NumberText.plain(value)])
            }
        }
        let left = points.last { $0.value <= value }
        let right = points.first { $0.value > value }
        switch (left, right) {
        case (let left?, let right?) where left.value != value:
            return wording.say(
                "source.between",
                [
                    "left": at(left.value), "leftRisk": NumberText.plain(left.risk), "right": at(right.value),
                    "rightRisk": NumberText.plain(right.risk), "risk": risk,
                ])
        case (let left?, _): return wording.say("source.at-least", ["value": at(left.value), "risk": risk])
        case (nil, let right?): return wording.say("source.at-most", ["value": at(right.value), "risk": risk])
        case (nil, nil): return wording.say("source.choice", ["risk": risk])
        }
    }
}
