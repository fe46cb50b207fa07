/// How risky the countries are a company is active in, weighed by how much of it is there; shown apart from the score.
///
/// A published index of others, not a judgement of the station: it never changes the issued score or grade.
public struct CountryExposure: Codable, Hashable, Sendable {
    /// One country's part.
    public struct Part: Codable, Hashable, Sendable {
        public let country: String
        /// Its weight in percent of all that was named, whether its index is known or not.
        public let share: Double
        /// Nil where no index is published.
        public let index: Double?
    }

    /// The question that named the countries.
    public let question: String
    /// Largest share first.
    public let parts: [Part]
    /// Σ share × index over the countries with an index, exact.
    public let exact: Double
    /// The self-test's exact score and `exact` by worst-dominates: a calm country never hides a bad answer. Nil when
    /// the test is not rated.
    public let combined: Double?

    /// Nil unless a destination question was answered with at least one country whose index is known.
    init?(_ sheet: AnswerSheet, score: Double?) {
        var found: (id: String, table: DestinationTable, rows: [Destination])?
        for question in sheet.questionnaire.questions {
            if case .destinations(let table) = question.kind,
                case .destinations(let rows)? = sheet.answers[question.id]
            {
                found = (question.id, table, rows)
                break
            }
        }
        guard let found else { return nil }
        let weighed = found.rows.map { row in
            (row: row, weight: (found.table.exposure == .staff ? row.staff : row.revenueShare) ?? 0)
        }
        let total = weighed.reduce(0) { $0 + $1.weight }
        let items = weighed.compactMap { item in
            sheet.context.countries[item.row.country]?.index.map { Mean.Item($0, weight: item.weight) }
        }
        guard total > 0, let exact = Mean.arithmetic(items) else { return nil }
        question = found.id
        parts = weighed.enumerated()
            .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
            .map { _, item in
                Part(
                    country: item.row.country, share: item.weight / total * 100,
                    index: sheet.context.countries[item.row.country]?.index)
            }
        self.exact = exact
        combined = score.flatMap { Mean.worstDominates([Mean.Item($0), Mean.Item(exact)]) }
    }
}
