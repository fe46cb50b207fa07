/// A checked answer to one question. A question without one is unanswered: the fourth state, never merged with the others.
public enum Answer: Hashable, Sendable {
    case choice(String)
    case choices(Set<String>)
    case number(Double)
    /// The day, and the whole days between it and the day the answers were given for: since or until, by the question.
    case day(AnswerDay, days: Double)
    case destinations([Destination])
    case text(String)
    /// Ids of evidence files.
    case files([String])
    case unknown
    case notApplicable
}

/// Where a company does business: how much of its revenue comes from there, how many of its staff are there.
public struct Destination: Codable, Hashable, Sendable {
    /// ISO 3166-1 alpha-3.
    public let country: String
    /// Percent of all revenue, 0…100; nil where it was not asked or not given.
    public let revenueShare: Double?
    /// Persons; nil where it was not asked or not given.
    public let staff: Double?

    public init(country: String, revenueShare: Double?, staff: Double?) {
        self.country = country
        self.revenueShare = revenueShare
        self.staff = staff
    }
}

/// What answers are held against besides their questionnaire.
public struct AnswerContext: Hashable, Sendable {
    /// The day the answers are given for; dates count to it. A re-computation takes the day of the submission.
    public let day: AnswerDay
    public let countries: CountryTable

    public init(day: AnswerDay, countries: CountryTable) {
        self.day = day
        self.countries = countries
    }
}
