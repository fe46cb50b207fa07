/// When a question is asked, over the answers to earlier questions.
public indirect enum Condition: Codable, Hashable, Sendable {
    case all([Condition])
    case any([Condition])
    case test(question: String, AnswerTest)

    /// Whether it holds under `answers`; a question without an answer there (unanswered or hidden) fails its test.
    public func holds(_ answers: [String: Answer]) -> Bool {
        switch self {
        case .all(let parts): parts.allSatisfy { $0.holds(answers) }
        case .any(let parts): parts.contains { $0.holds(answers) }
        case .test(let question, let test): answers[question].map(test.matches) ?? false
        }
    }

    /// The questions it looks at, in order, each once.
    public var questions: [String] {
        switch self {
        case .all(let parts), .any(let parts):
            parts.flatMap(\.questions).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        case .test(let question, _): [question]
        }
    }
}

/// A test of one answer.
public enum AnswerTest: Codable, Hashable, Sendable {
    /// The answer, or one of the chosen answers, is among these; `unknown` and `not-applicable` may be.
    case oneOf(Set<String>)
    /// It was answered, and nothing chosen is among these.
    case noneOf(Set<String>)
    case atLeast(Double)
    case atMost(Double)

    /// Whether `answer` passes.
    public func matches(_ answer: Answer) -> Bool {
        switch self {
        case .oneOf(let ids): answer.isNamed(by: ids)
        case .noneOf(let ids): !answer.isNamed(by: ids)
        case .atLeast(let least): answer.amount.map { $0 >= least } ?? false
        case .atMost(let most): answer.amount.map { $0 <= most } ?? false
        }
    }
}

extension Answer {
    /// Whether any of the ids that conditions name an answer by is among `ids`.
    fileprivate func isNamed(by ids: Set<String>) -> Bool {
        switch self {
        case .choice(let id): ids.contains(id)
        case .choices(let chosen): !ids.isDisjoint(with: chosen)
        case .unknown: ids.contains("unknown")
        case .notApplicable: ids.contains("not-applicable")
        case .number, .day, .destinations, .text, .files: false
        }
    }

    private var number: Double? { if case .number(let number) = self { number } else { nil } }
    private var days: Double? { if case .day(_, let days) = self { days } else { nil } }

    /// The number in it: the number itself, or a date's days.
    fileprivate var amount: Double? { number ?? days }
}

/// Advice beside the question as soon as a certain answer is given.
public struct Tip: Codable, Hashable, Sendable {
    /// How loudly it is said; each has its word, never colour alone.
    public enum Severity: String, Codable, Hashable, Sendable, CaseIterable {
        case info
        case warning
        case danger
    }

    public let test: AnswerTest
    public let severity: Severity
    public let text: LocalizedText

    public init(test: AnswerTest, severity: Severity, text: LocalizedText) {
        self.test = test
        self.severity = severity
        self.text = text
    }
}
