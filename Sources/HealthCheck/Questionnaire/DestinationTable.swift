/// A question for the countries a company is active in: its columns, and the one that weighs the countries.
public struct DestinationTable: Codable, Hashable, Sendable {
    /// What is asked of each country.
    public enum Column: String, Codable, Hashable, Sendable, CaseIterable {
        /// Percent of all revenue, 0…100.
        case revenueShare
        /// Persons, whole.
        case staff
    }

    /// How many countries one answer may name.
    public static let rowLimit = 30
    /// More staff in one country than any company has: a slip of the finger.
    private static let staffLimit = 1_000_000.0

    public let columns: [Column]
    /// The column that says how much of the company is exposed to a country.
    public let exposure: Column

    public init(columns: [Column], exposure: Column) {
        self.columns = columns
        self.exposure = exposure
    }

    func parse(_ value: AnswerValue, _ countries: CountryTable) throws(AnswerProblem.Reason) -> [Destination] {
        guard case .rows(let rows) = value, !rows.isEmpty else { throw .expectsRows }
        guard rows.count <= Self.rowLimit else { throw .tooManyRows(limit: Self.rowLimit) }
        var destinations: [Destination] = []
        for (place, row) in rows.enumerated() {
            let known = Set(columns.map(\.rawValue) + ["country"])
            if let stranger = row.keys.sorted().first(where: { !known.contains($0) }) { throw .noSuchColumn(stranger) }
            do throws(AnswerProblem.RowReason) {
                let destination = try destination(row, countries)
                guard !destinations.contains(where: { $0.country == destination.country }) else {
                    throw .countryTwice(destination.country)
                }
                destinations.append(destination)
            } catch {
                throw .row(place + 1, error)
            }
        }
        let total = destinations.reduce(0) { $0 + ($1.revenueShare ?? 0) }
        guard total <= 100 + 1e-9 else { throw .sharesExceedAll(total: total) }
        return destinations
    }

    private func destination(
        _ row: [String: AnswerValue], _ countries: CountryTable
    ) throws(AnswerProblem.RowReason) -> Destination {
        guard case .text(let given)? = row["country"], !given.isEmpty else { throw .countryMissing }
        guard let country = countries[given.uppercased()] else { throw .noSuchCountry(given) }
        let share = try cell(.revenueShare, row, 0...100)
        let staff = try cell(.staff, row, 0...Self.staffLimit)
        if let staff, staff != staff.rounded() { throw .expectsWholeNumber(column: Column.staff.rawValue) }
        guard (exposure == .staff ? staff : share) != nil else { throw .exposureMissing(column: exposure.rawValue) }
        return Destination(country: country.code, revenueShare: share, staff: staff)
    }

    private func cell(
        _ column: Column, _ row: [String: AnswerValue], _ range: ClosedRange<Double>
    ) throws(AnswerProblem.RowReason) -> Double? {
        guard columns.contains(column), let value = row[column.rawValue], value != .text("") else { return nil }
        guard let number = value.decimal else { throw .expectsNumber(column: column.rawValue) }
        guard range.contains(number) else {
            throw .outOfRange(column: column.rawValue, minimum: range.lowerBound, maximum: range.upperBound)
        }
        return number
    }
}
