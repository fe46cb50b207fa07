/// One fact the self-test asks for.
public struct Question: Codable, Hashable, Sendable, Identifiable {
    public let id: String
    public let text: LocalizedText
    public let help: LocalizedText?
    /// One worked example of how to answer.
    public let example: LocalizedText?
    public let why: LocalizedText
    public let basis: [Basis]
    public let tips: [Tip]
    /// When it is asked; nil is always.
    public let visibleWhen: Condition?
    public let weight: Double
    /// Which side of a `.coincide` dimension it belongs to; nil elsewhere.
    public let factor: Factor?
    /// How bad it is if what the question is about comes true.
    public let impact: Impact
    /// Whether “不适用” is offered; such an answer leaves numerator and denominator.
    public let allowsNotApplicable: Bool
    /// Risk scored for “不清楚” (0…10), or nil where it is not offered.
    public let unknownRisk: Double?
    public let kind: QuestionKind

    public init(
        id: String, text: LocalizedText, help: LocalizedText? = nil, example: LocalizedText? = nil, why: LocalizedText,
        basis: [Basis], tips: [Tip] = [], visibleWhen: Condition? = nil, weight: Double = 1, factor: Factor? = nil,
        impact: Impact = .moderate, allowsNotApplicable: Bool, unknownRisk: Double?, kind: QuestionKind
    ) {
        self.id = id
        self.text = text
        self.help = help
        self.example = example
        self.why = why
        self.basis = basis
        self.tips = tips
        self.visibleWhen = visibleWhen
        self.weight = weight
        self.factor = factor
        self.impact = impact
        self.allowsNotApplicable = allowsNotApplicable
        self.unknownRisk = unknownRisk
        self.kind = kind
    }
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
