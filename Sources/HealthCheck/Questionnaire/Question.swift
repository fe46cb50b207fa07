/// One fact the self-test asks for.
public struct Question: Codable, Hashable, Sendable, Identifiable {
    public let id: String
    public let text: LocalizedText
    public let help: LocalizedText?
    public let why: LocalizedText
    public let basis: [Basis]
    public let weight: Double
    /// Whether “不适用” is offered; such an answer leaves numerator and denominator.
    public let allowsNotApplicable: Bool
    /// Risk scored for “不清楚” (0…10), or nil where it is not offered.
    public let unknownRisk: Double?
    public let kind: QuestionKind

    public init(
        id: String, text: LocalizedText, help: LocalizedText?, why: LocalizedText, basis: [Basis], weight: Double,
        allowsNotApplicable: Bool, unknownRisk: Double?, kind: QuestionKind
    ) {
        self.id = id
        self.text = text
        self.help = help
        self.why = why
        self.basis = basis
        self.weight = weight
        self.allowsNotApplicable = allowsNotApplicable
        self.unknownRisk = unknownRisk
        self.kind = kind
    }
}

/// How a question is answered and how the answer becomes a risk.
public enum QuestionKind: Codable, Hashable, Sendable {
    /// Exactly one of two; the choices have the ids `yes` and `no`.
    case yesNo(yes: Choice, no: Choice)
    /// Exactly one.
    case single([Choice])
    /// Any number; how the chosen ones count is the combination's business.
    case multiple([Choice], Combination)
    /// A number in a unit.
    case number(Quantity, unit: LocalizedText)
    /// A share in percent, 0…100.
    case percent(Quantity)

    /// The choices offered, empty for numbers.
    public var choices: [Choice] {
        switch self {
        case .yesNo(let yes, let no): [yes, no]
        case .single(let choices), .multiple(let choices, _): choices
        case .number, .percent: []
        }
    }

    /// The quantity asked for, nil for choices.
    public var quantity: Quantity? {
        switch self {
        case .number(let quantity, _), .percent(let quantity): quantity
        case .yesNo, .single, .multiple: nil
        }
    }
}

/// How several chosen answers make one risk.
public enum Combination: String, Codable, Hashable, Sendable {
    /// The chosen are things that went wrong: the worst of them counts, and each brings its advice.
    case worst
    /// The chosen are safeguards in place: the risk is the share that is missing, and each missing one brings its advice.
    case coverage
}

/// One answer on offer.
public struct Choice: Codable, Hashable, Sendable, Identifiable {
    public let id: String
    public let label: LocalizedText
    /// 0 safe … 10 worst; unused (0) under `.coverage`.
    public let risk: Double
    /// Share of the coverage, used under `.coverage` only.
    public let weight: Double
    /// Cannot be chosen together with another.
    public let isExclusive: Bool
    public let finding: Finding

    public init(
        id: String, label: LocalizedText, risk: Double, weight: Double = 1, isExclusive: Bool = false,
        finding: Finding = Finding()
    ) {
        self.id = id
        self.label = label
        self.risk = risk
        self.weight = weight
        self.isExclusive = isExclusive
        self.finding = finding
    }
}

/// What an answer brings with it besides its risk.
public struct Finding: Codable, Hashable, Sendable {
    public let advice: Advice?
    public let redLine: RedLine?

    public init(advice: Advice? = nil, redLine: RedLine? = nil) {
        self.advice = advice
        self.redLine = redLine
    }
}

/// What to do about an answer, and the matter a ticket can be opened for.
public struct Advice: Codable, Hashable, Sendable {
    public let text: LocalizedText
    public let matter: String?

    public init(text: LocalizedText, matter: String?) {
        self.text = text
        self.matter = matter
    }
}

/// An answer that caps the grade whatever the score.
public struct RedLine: Codable, Hashable, Sendable, Identifiable {
    public let id: String
    public let cap: Grade
    public let title: LocalizedText
    public let meaning: LocalizedText
    public let matter: String
    /// True only where people are in danger: then, and only then, a ticket opens without separate consent.
    public let endangersPersons: Bool

    public init(
        id: String, cap: Grade, title: LocalizedText, meaning: LocalizedText, matter: String, endangersPersons: Bool
    ) {
        self.id = id
        self.cap = cap
        self.title = title
        self.meaning = meaning
        self.matter = matter
        self.endangersPersons = endangersPersons
    }
}

/// The rule a question rests on; shown to the company, reviewed by its date.
public struct Basis: Codable, Hashable, Sendable {
    public let rule: LocalizedText
    public let number: String
    /// ISO 8601 day of the rule, where known.
    public let date: String?
    /// ISO 8601 day by which an editor looks at it again.
    public let reviewBy: String
    /// False is published as “to be confirmed”.
    public let isConfirmed: Bool

    public init(rule: LocalizedText, number: String, date: String?, reviewBy: String, isConfirmed: Bool) {
        self.rule = rule
        self.number = number
        self.date = date
        self.reviewBy = reviewBy
        self.isConfirmed = isConfirmed
    }
}
