/// One answer as it comes from outside: a JSON or YAML scalar, list or table, nothing checked yet.
///
/// `true` and `false` stand for `yes` and `no`; the strings `unknown` and `not-applicable` are the two reserved states.
public enum AnswerValue: Hashable, Sendable {
    case text(String)
    case number(Double)
    case list([String])
    /// A table: one map of column → text or number a row.
    case rows([[String: AnswerValue]])

    /// “不清楚”: answered, scored as a gap.
    public static let unknown = AnswerValue.text("unknown")
    /// “不适用”: leaves the score altogether.
    public static let notApplicable = AnswerValue.text("not-applicable")
}

extension AnswerValue: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // The most frequent first: what a decoder refuses costs far more than what it takes.
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let flag = try? container.decode(Bool.self) {
            self = .text(flag ? "yes" : "no")
        } else if let list = try? container.decode([String].self) {
            self = .list(list)
        } else {
            self = .rows(try container.decode([Row].self).map(\.cells))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .list(let list): try container.encode(list)
        case .rows(let rows): try container.encode(rows.map(Row.init))
        }
    }

    /// A row's cells are scalars: a table in a table is no answer, and no depth can be asked of the decoder.
    private struct Row: Codable {
        let cells: [String: AnswerValue]

        init(_ cells: [String: AnswerValue]) { self.cells = cells }

        init(from decoder: any Decoder) throws {
            cells = try decoder.singleValueContainer().decode([String: Scalar].self).compactMapValues(\.value)
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(cells.mapValues(Scalar.init))
        }
    }

    private struct Scalar: Codable {
        let value: AnswerValue?

        init(_ value: AnswerValue) { self.value = value }

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                value = nil
            } else if let number = try? container.decode(Double.self) {
                value = .number(number)
            } else {
                value = .text(try container.decode(String.self))
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch value {
            case .text(let text): try container.encode(text)
            case .number(let number): try container.encode(number)
            case .list, .rows, nil: try container.encodeNil()
            }
        }
    }
}
