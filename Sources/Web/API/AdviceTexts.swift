import HealthCheck
import Station

/// The JSON of every piece of advice of the catalogue, written once: in two languages it is most of a profile's JSON, and the
/// same for everybody who answered so.
struct AdviceTexts: Sendable {
    /// By question: to look among a few pieces for an equal one is cheaper than to hash a page of text.
    private let written: [String: [(advice: Advice, text: String)]]

    init(_ selfTests: [Questionnaire]) {
        var written: [String: [(advice: Advice, text: String)]] = [:]
        for question in selfTests.flatMap(\.questions) {
            let kind = question.kind
            let findings = kind.choices.map(\.finding) + (kind.quantity?.findings.map(\.finding) ?? [])
            written[question.id, default: []] += findings.compactMap(\.advice).map { ($0, StationJSON.text($0)) }
        }
        self.written = written
    }

    /// A JSON array of what `profile` recommends for the answers of `sheet`.
    subscript(profile: Profile, sheet: AnswerSheet) -> String {
        var text = "["
        for item in profile.recommendations {
            // Ids are letters, digits and hyphens, or the catalogue would have refused them.
            text += text == "[" ? "{\"advice\":[" : ",{\"advice\":["
            write(sheet.advice(on: item.question), on: item.question, to: &text)
            text += "],\"dimension\":\"\(item.dimension)\",\"gain\":\(item.gain.roundedHalfUp),"
            text += "\"question\":\"\(item.question)\"}"
        }
        return text + "]"
    }

    /// An older version's advice is written anew.
    private func write(_ advice: [Advice], on question: String, to text: inout String) {
        let known = written[question] ?? []
        for (place, piece) in advice.enumerated() {
            if place > 0 { text += "," }
            text += known.first { $0.advice == piece }?.text ?? StationJSON.text(piece)
        }
    }
}
