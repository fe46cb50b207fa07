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

    /// An older version's advice is written anew.
    private func text(_ advice: Advice, on question: String) -> String {
        written[question]?.first { $0.advice == advice }?.text ?? StationJSON.text(advice)
    }

    /// A JSON array of what `profile` recommends for the answers of `sheet`.
    subscript(profile: Profile, sheet: AnswerSheet) -> String {
        let items = profile.recommendations.map { item in
            let advice = sheet.advice(on: item.question).map { text($0, on: item.question) }
            let members = [
                "\"advice\":[\(advice.joined(separator: ","))]", "\"dimension\":\"\(item.dimension)\"",
                "\"gain\":\(item.gain.roundedHalfUp)", "\"question\":\"\(item.question)\"",
            ]
            // Ids are letters, digits and hyphens, or the catalogue would have refused them.
            return "{\(members.joined(separator: ","))}"
        }
        return "[\(items.joined(separator: ","))]"
    }
}
