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
    public func carryingOver(_ answers: [String: AnswerValue]) -> [String: AnswerValue] {
        let known = Set(questions.map(\.id))
        var carried: [String: AnswerValue] = [:]
        for (id, value) in answers {
            if known.contains(id) {
                carried[id] = renaming(choicesOf: id, in: value)
            } else if let renamed = replaces?.renamed[id] {
                if answers[renamed] == nil { carried[renamed] = renaming(choicesOf: renamed, in: value) }
            } else if replaces?.removed[id] == nil {
                carried[id] = value
            }
        }
        return carried
    }

    private func renaming(choicesOf question: String, in value: AnswerValue) -> AnswerValue {
        guard let names = replaces?.choices[question] else { return value }
        switch value {
        case .text(let id): return .text(names[id] ?? id)
        case .list(let ids): return .list(ids.map { names[$0] ?? $0 })
        case .number, .rows: return value
        }
    }
}
