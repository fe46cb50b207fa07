/// The versions of one self-test as they replaced each other, and the way answers go from one of them to the newest.
public struct Succession: Hashable, Sendable {
    /// Oldest first; the last is the one in use.
    public let versions: [Questionnaire]

    /// What became of a question.
    public enum Fate: Hashable, Sendable {
        /// The newest version asks it under this id.
        case asked(String)
        /// Some version asks it no more, for the reason it gives.
        case removed(LocalizedText)
        /// It is asked no more, and nobody said why.
        case gone
    }

    public init(_ versions: [Questionnaire]) { self.versions = versions }

    /// Answers typed for `version` as answers to the newest one: through every step that lies between, in order, each
    /// taken once. Answers typed for the newest stay exactly as they are.
    ///
    /// A `version` that is nil, or no longer known, counts as the one that the answers fit best.
    public func carrying(_ answers: [String: AnswerValue], from version: String?) -> [String: AnswerValue] {
        steps(from: version, answers).reduce(answers) { $1.carryingOver($0) }
    }

    /// What became of a question of `version`, which must be known.
    public func fate(of question: String, from version: String) -> Fate {
        var name = question
        for step in steps(from: version, [:]) {
            if let reason = step.replaces?.removed[name] { return .removed(reason) }
            name = step.replaces?.renamed[name] ?? name
        }
        return versions.last?.question(name) == nil ? .gone : .asked(name)
    }

    /// Every id under which some version asked what the newest one asks as `question`.
    public func names(of question: String) -> Set<String> {
        var name = question
        var names: Set = [question]
        for version in versions.reversed() {
            guard let older = version.replaces?.renamed.first(where: { $0.value == name })?.key else { continue }
            name = older
            names.insert(older)
        }
        return names
    }

    private func steps(from version: String?, _ answers: [String: AnswerValue]) -> ArraySlice<Questionnaire> {
        let place = version.flatMap { version in versions.lastIndex { $0.version == version } }
        return versions.dropFirst((place ?? fitting(answers)) + 1)
    }

    /// The place of the newest version to which least of the answers is strange.
    private func fitting(_ answers: [String: AnswerValue]) -> Int {
        let strangers = versions.map { version in answers.count { version.isStrange($1, to: $0) } }
        return strangers.lastIndex(of: strangers.min() ?? 0) ?? 0
    }
}

extension Questionnaire {
    /// Whether there is no such question, or no such choice of it.
    fileprivate func isStrange(_ value: AnswerValue, to id: String) -> Bool {
        guard let question = question(id) else { return true }
        let offered = question.kind.choices.map(\.id)
        guard !offered.isEmpty, value != .unknown, value != .notApplicable else { return false }
        switch value {
        case .text(let choice): return !offered.contains(choice)
        case .list(let choices): return !choices.allSatisfy(offered.contains)
        case .number, .rows: return false
        }
    }
}
