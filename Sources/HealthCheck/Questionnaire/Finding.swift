/// What an answer brings with it besides its risk.
public struct Finding: Codable, Hashable, Sendable {
    public let advice: Advice?
    public let redLine: RedLine?

    public init(advice: Advice? = nil, redLine: RedLine? = nil) {
        self.advice = advice
        self.redLine = redLine
    }
}

/// What an answer means, what to do about it, and the matter a ticket can be opened for.
public struct Advice: Codable, Hashable, Sendable {
    /// The consequence, in a sentence or two; nil in versions written before it was asked for.
    public let meaning: LocalizedText?
    public let text: LocalizedText
    public let matter: String?

    public init(meaning: LocalizedText? = nil, text: LocalizedText, matter: String?) {
        self.meaning = meaning
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
    /// Which part of the rule, where one is meant.
    public let clause: LocalizedText?
    /// Where the official text is published, in words.
    public let link: LocalizedText?

    public init(
        rule: LocalizedText, number: String, date: String?, reviewBy: String, isConfirmed: Bool,
        clause: LocalizedText? = nil, link: LocalizedText? = nil
    ) {
        self.rule = rule
        self.number = number
        self.date = date
        self.reviewBy = reviewBy
        self.isConfirmed = isConfirmed
        self.clause = clause
        self.link = link
    }

    /// The same rule, one clause of it.
    public func citing(_ clause: LocalizedText?) -> Basis {
        Basis(
            rule: rule, number: number, date: date, reviewBy: reviewBy, isConfirmed: isConfirmed, clause: clause,
            link: link)
    }
}
