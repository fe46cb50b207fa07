/// One answer on offer.
///
/// A reference inside, as `Question` is, and for the same reason.
public struct Choice: Hashable, Sendable, Identifiable {
    private let content: Content

    public var id: String { content.fields.id }
    public var label: LocalizedText { content.fields.label }
    /// 0 safe … 10 worst; unused (0) under `.coverage`.
    public var risk: Double { content.fields.risk }
    /// Share of the coverage, used under `.coverage` only.
    public var weight: Double { content.fields.weight }
    /// Cannot be chosen together with another.
    public var isExclusive: Bool { content.fields.isExclusive }
    public var finding: Finding { content.fields.finding }

    public init(
        id: String, label: LocalizedText, risk: Double, weight: Double = 1, isExclusive: Bool = false,
        finding: Finding = Finding()
    ) {
        content = Content(
            Fields(id: id, label: label, risk: risk, weight: weight, isExclusive: isExclusive, finding: finding))
    }

    public static func == (lhs: Choice, rhs: Choice) -> Bool {
        lhs.content === rhs.content || lhs.content.fields == rhs.content.fields
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(content.fields) }

    /// What a choice is made of, and the keys it is stored under.
    private struct Fields: Codable, Hashable {
        let id: String
        let label: LocalizedText
        let risk: Double
        let weight: Double
        let isExclusive: Bool
        let finding: Finding
    }

    private final class Content: Sendable {
        let fields: Fields

        init(_ fields: Fields) { self.fields = fields }
    }
}

extension Choice: Codable {
    public init(from decoder: any Decoder) throws { content = Content(try Fields(from: decoder)) }

    public func encode(to encoder: any Encoder) throws { try content.fields.encode(to: encoder) }
}
