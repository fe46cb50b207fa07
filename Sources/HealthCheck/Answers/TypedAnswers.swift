/// Answers by question id as JSON has them; `null` is no answer.
///
/// Reads and writes what `[String: AnswerValue]` would. A text, as most answers are, is taken straight from the object: a
/// decoder of its own for each of forty answers was a tenth of what a whole submission costs.
public struct TypedAnswers: Hashable, Sendable {
    public let values: [String: AnswerValue]

    public init(_ values: [String: AnswerValue]) { self.values = values }
}

extension TypedAnswers: Codable {
    private struct QuestionID: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: QuestionID.self)
        var values: [String: AnswerValue] = [:]
        for id in container.allKeys where try !container.decodeNil(forKey: id) {
            values[id.stringValue] =
                if let text = try? container.decode(String.self, forKey: id) {
                    .text(text)
                } else if let number = try? container.decode(Double.self, forKey: id) {
                    .number(number)
                } else {
                    try container.decode(AnswerValue.self, forKey: id)
                }
        }
        self.values = values
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: QuestionID.self)
        for (id, value) in values {
            let id = QuestionID(stringValue: id)
            switch value {
            case .text(let text): try container.encode(text, forKey: id)
            case .number(let number): try container.encode(number, forKey: id)
            case .list, .rows: try container.encode(value, forKey: id)
            }
        }
    }
}
