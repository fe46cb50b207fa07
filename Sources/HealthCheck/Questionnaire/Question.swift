/// One fact the self-test asks for.
///
/// A reference inside: a questionnaire is read over and over while answers are scored, and a copy of a question costs
/// nothing this way.
public struct Question: Hashable, Sendable, Identifiable {
    private let content: Content

    public var id: String { content.fields.id }
    public var text: LocalizedText { content.fields.text }
    public var help: LocalizedText? { content.fields.help }
    /// One worked example of how to answer.
    public var example: LocalizedText? { content.fields.example }
    public var why: LocalizedText { content.fields.why }
    public var basis: [Basis] { content.fields.basis }
    public var tips: [Tip] { content.fields.tips }
    /// When it is asked; nil is always.
    public var visibleWhen: Condition? { content.fields.visibleWhen }
    public var weight: Double { content.fields.weight }
    /// Which side of a `.coincide` dimension it belongs to; nil elsewhere.
    public var factor: Factor? { content.fields.factor }
    /// How bad it is if what the question is about comes true.
    public var impact: Impact { content.fields.impact }
    /// Whether “不适用” is offered; such an answer leaves numerator and denominator.
    public var allowsNotApplicable: Bool { content.fields.allowsNotApplicable }
    /// Risk scored for “不清楚” (0…10), or nil where it is not offered.
    public var unknownRisk: Double? { content.fields.unknownRisk }
    public var kind: QuestionKind { content.fields.kind }

    public init(
        id: String, text: LocalizedText, help: LocalizedText? = nil, example: LocalizedText? = nil, why: LocalizedText,
        basis: [Basis], tips: [Tip] = [], visibleWhen: Condition? = nil, weight: Double = 1, factor: Factor? = nil,
        impact: Impact = .moderate, allowsNotApplicable: Bool, unknownRisk: Double?, kind: QuestionKind
    ) {
        content = Content(
            Fields(
                id: id, text: text, help: help, example: example, why: why, basis: basis, tips: tips,
                visibleWhen: visibleWhen, weight: weight, factor: factor, impact: impact,
                allowsNotApplicable: allowsNotApplicable, unknownRisk: unknownRisk, kind: kind))
    }

    public static func == (lhs: Question, rhs: Question) -> Bool {
        lhs.content === rhs.content || lhs.content.fields == rhs.content.fields
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(content.fields) }

    /// What a question is made of, and the keys it is stored under.
    private struct Fields: Codable, Hashable {
        let id: String
        let text: LocalizedText
        let help: LocalizedText?
        let example: LocalizedText?
        let why: LocalizedText
        let basis: [Basis]
        let tips: [Tip]
        let visibleWhen: Condition?
        let weight: Double
        let factor: Factor?
        let impact: Impact
        let allowsNotApplicable: Bool
        let unknownRisk: Double?
        let kind: QuestionKind
    }

    private final class Content: Sendable {
        let fields: Fields

        init(_ fields: Fields) { self.fields = fields }
    }
}

extension Question: Codable {
    public init(from decoder: any Decoder) throws { content = Content(try Fields(from: decoder)) }

    public func encode(to encoder: any Encoder) throws { try content.fields.encode(to: encoder) }
}

/// One of two things that must coincide before they hurt.
public enum Factor: String, Codable, Hashable, Sendable, CaseIterable {
    /// How much there is that could go wrong.
    case exposure
    /// How weak the precautions are.
    case safeguard
}

/// How bad it is if a risk comes true, 1 slight … 5 grave.
public enum Impact: Int, Codable, Hashable, Sendable, CaseIterable {
    case slight = 1
    case minor
    case moderate
    case serious
    case grave
}

// Versions stored before these were known say nothing of them; what was meant then is said here.
extension KeyedDecodingContainer {
    func decode(_ type: [Tip].Type, forKey key: Key) throws -> [Tip] { try decodeIfPresent(type, forKey: key) ?? [] }

    func decode(_ type: Impact.Type, forKey key: Key) throws -> Impact {
        try decodeIfPresent(type, forKey: key) ?? .moderate
    }
}
