/// Words that a rule looks for in a ticket's text; case and width do not count.
public struct Phrase: Hashable, Sendable, ExpressibleByStringLiteral {
    /// As the rule's author wrote it.
    public let text: String
    let folded: FoldedText

    public init(_ text: String) {
        self.text = text
        folded = FoldedText(text)
    }

    public init(stringLiteral text: String) { self.init(text) }
}

extension Phrase: Codable {
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
