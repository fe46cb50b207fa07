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
        let (destinations, problems) = read(value, countries)
        if let first = problems.first { throw first }
        return destinations
    }

    /// Everything that is wrong with `value`, row by row and cell by cell, the shares together last; empty for a table
    /// that can be taken.
    func problems(in value: AnswerValue, _ countries: CountryTable) -> [AnswerProblem.Reason] {
        read(value, countries).problems
    }

    /// The rows that can be read, and what is wrong with the others.
    private func read(
        _ value: AnswerValue, _ countries: CountryTable
    ) -> (destinations: [Destination], problems: [AnswerProblem.Reason]) {
        guard case .rows(let rows) = value, !rows.isEmpty else { return ([], [.expectsRows]) }
        guard rows.count <= Self.rowLimit else { return ([], [.tooManyRows(limit: Self.rowLimit)]) }
        let known = Set(columns.map(\.rawValue) + ["country"])
        var destinations: [Destination] = []
        var problems: [AnswerProblem.Reason] = []
        var named: Set<String> = []
        var total = 0.0
        for (place, row) in rows.enumerated() {
            problems += row.keys.sorted().filter { !known.contains($0) }.map { .noSuchColumn($0) }
            var cells = RowReader(row: row, columns: columns)
            let country = cells.country(countries, &named)
            let share = cells.number(.revenueShare, 0...100)
            let staff = cells.number(.staff, 0...Self.staffLimit)
            cells.require(exposure)
            total += share ?? 0
            problems += cells.problems.map { .row(place + 1, $0) }
            if let country, cells.problems.isEmpty {
                destinations.append(Destination(country: country, revenueShare: share, staff: staff))
            }
        }
        if total > 100 + 1e-9 { problems.append(.sharesExceedAll(total: total)) }
        return (destinations, problems)
    }
}

/// Reads the cells of one row and keeps what is wrong with them, at most one problem a cell.
private struct RowReader {
    let row: [String: AnswerValue]
    let columns: [DestinationTable.Column]
    var problems: [AnswerProblem.RowReason] = []

    /// The country's code, if there is such a country and no row before has named it.
    mutating func country(_ countries: CountryTable, _ named: inout Set<String>) -> String? {
        guard case .text(let given)? = row["country"], !given.isEmpty else { return fail(.countryMissing) }
        guard let country = countries[given.uppercased()] else { return fail(.noSuchCountry(given)) }
        guard named.insert(country.code).inserted else { return fail(.countryTwice(country.code)) }
        return country.code
    }

    /// Nil where nothing stands or what stands is wrong.
    mutating func number(_ column: DestinationTable.Column, _ range: ClosedRange<Double>) -> Double? {
        guard isFilled(column), let value = row[column.rawValue] else { return nil }
        guard let number = value.decimal else { return fail(.expectsNumber(column: column.rawValue)) }
        guard range.contains(number) else {
            return fail(
                .outOfRange(column: column.rawValue, minimum: range.lowerBound, maximum: range.upperBound))
        }
        guard column != .staff || number == number.rounded() else {
            return fail(.expectsWholeNumber(column: column.rawValue))
        }
        return number
    }

    mutating func require(_ column: DestinationTable.Column) {
        if !isFilled(column) { problems.append(.exposureMissing(column: column.rawValue)) }
    }

    private func isFilled(_ column: DestinationTable.Column) -> Bool {
        guard columns.contains(column), let value = row[column.rawValue] else { return false }
        return value != .text("")
    }

    private mutating func fail<Value>(_ problem: AnswerProblem.RowReason) -> Value? {
        problems.append(problem)
        return nil
    }
}
