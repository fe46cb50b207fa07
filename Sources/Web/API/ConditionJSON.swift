import HealthCheck

/// When a question is asked, as a tree: `{"all": […]}`, `{"any": […]}` or a test of one answer,
/// `{"question": "has-staff", "is": ["yes"]}`.
indirect enum ConditionJSON: Encodable {
    case all([ConditionJSON])
    case any([ConditionJSON])
    case test(question: String, AnswerTest)

    private enum CodingKeys: String, CodingKey { case all, any, question }

    init(_ condition: Condition) {
        switch condition {
        case .all(let parts): self = .all(parts.map(ConditionJSON.init))
        case .any(let parts): self = .any(parts.map(ConditionJSON.init))
        case .test(let question, let test): self = .test(question: question, test)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .all(let parts): try container.encode(parts, forKey: .all)
        case .any(let parts): try container.encode(parts, forKey: .any)
        case .test(let question, let test):
            try container.encode(question, forKey: .question)
            try AnswerTestJSON(test).encode(to: encoder)
        }
    }
}

/// A test of one answer: exactly one of the four words.
struct AnswerTestJSON: Encodable {
    private var `is`: [String]?
    private var isNot: [String]?
    private var atLeast: Double?
    private var atMost: Double?

    init(_ test: AnswerTest) {
        switch test {
        case .oneOf(let ids): self.is = ids.sorted()
        case .noneOf(let ids): isNot = ids.sorted()
        case .atLeast(let least): atLeast = least
        case .atMost(let most): atMost = most
        }
    }
}

/// Advice beside a question as soon as an answer is given.
struct TipJSON: Encodable {
    private let test: AnswerTestJSON
    private let severity: String
    private let text: LocalizedText

    private enum CodingKeys: String, CodingKey { case severity, text }

    init(_ tip: Tip) {
        test = AnswerTestJSON(tip.test)
        severity = tip.severity.rawValue
        text = tip.text
    }

    func encode(to encoder: any Encoder) throws {
        try test.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(severity, forKey: .severity)
        try container.encode(text, forKey: .text)
    }
}
