import Station

/// The fields in which who files says which countries it is about.
enum CountryFields {
    /// How many there are; programs and sheets may name more.
    static let count = 3

    /// What was typed, blank ones included.
    static func typed(_ fields: FormFields) -> [String] { (1...count).map { fields["country-\($0)"] ?? "" } }

    /// One field each for what was `typed`, with its mistake.
    static func fields(_ typed: [String], _ errors: ErrorSummary?) -> [FilingPage.CountryField] {
        (1...max(count, typed.count)).map { number in
            FilingPage.CountryField(
                number: number, typed: typed.indices.contains(number - 1) ? typed[number - 1] : "",
                error: errors?.message("country-\(number)"))
        }
    }

    /// A problem of one country at the field it was typed into: `/countries/0` is `country-1`.
    static func placed(_ problem: FieldProblem) -> FieldProblem {
        let parts = problem.pointer.split(separator: "/")
        guard parts.first == "countries" else { return problem }
        let place = parts.dropFirst().first.flatMap { Int($0) } ?? 0
        return FieldProblem("/country-\(place + 1)", problem.code)
    }
}
