/// How answers to the version before fit this one: what was renamed, and what was taken out and why.
public struct Replacement: Codable, Hashable, Sendable {
    /// The version before.
    public let version: String
    /// Old question id → new question id.
    public let renamed: [String: String]
    /// Old question id → why it is asked no more.
    public let removed: [String: LocalizedText]
    /// Question id (new) → old choice id → new choice id.
    public let choices: [String: [String: String]]

    public init(
        version: String, renamed: [String: String], removed: [String: LocalizedText],
        choices: [String: [String: String]]
    ) {
        self.version = version
        self.renamed = renamed
        self.removed = removed
        self.choices = choices
    }
}

extension Questionnaire {
    /// Answers to the version before as answers to this one; what is asked no more is left out. Whatever is not named in
    /// `replaces` stays as it is, fitting or not: whoever submits it is told at its place.
    ///
    /// Only for answers to the version before: every name is looked up once, also one that means something here too.
    public func carryingOver(_ answers: [String: AnswerValue]) -> [String: AnswerValue] {
        guard let replaces else { return answers }
        var carried: [String: AnswerValue] = [:]
        for (id, value) in answers where replaces.removed[id] == nil {
            let name = replaces.renamed[id] ?? id
            // Two answers to one question: `check` lets no such map pass, and the one that kept its name stays.
            if name != id, answers[name] != nil, replaces.keeps(name) { continue }
            carried[name] = replaces.renaming(choicesOf: name, in: value)
        }
        return carried
    }
}

extension Replacement {
    /// Whether an answer to `question` of the version before stands under the same id in this one.
    fileprivate func keeps(_ question: String) -> Bool { renamed[question] == nil && removed[question] == nil }

    fileprivate func renaming(choicesOf question: String, in value: AnswerValue) -> AnswerValue {
        guard let names = choices[question] else { return value }
        switch value {
        case .text(let id): return .text(names[id] ?? id)
        case .list(let ids): return .list(ids.map { names[$0] ?? $0 })
        case .number, .rows: return value
        }
    }
}
