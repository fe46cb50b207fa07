/// One answer as it comes from outside: a JSON or YAML scalar or list, nothing checked yet.
///
/// `true` and `false` stand for `yes` and `no`; the strings `unknown` and `not-applicable` are the two reserved states.
public enum AnswerValue: Hashable, Sendable {
    case text(String)
    case number(Double)
    case list([String])

    /// “不清楚”: answered, scored as a gap.
    public static let unknown = AnswerValue.text("unknown")
    /// “不适用”: leaves the score altogether.
    public static let notApplicable = AnswerValue.text("not-applicable")
}

extension AnswerValue: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            self = .text(flag ? "yes" : "no")
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else {
            self = .list(try container.decode([String].self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .list(let list): try container.encode(list)
        }
    }
}
