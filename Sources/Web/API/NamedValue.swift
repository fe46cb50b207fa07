import Station

extension RawRepresentable where Self: CaseIterable, RawValue == String {
    /// The case of this name; throws a field problem at `pointer` that lists the names there are.
    static func named(_ text: some StringProtocol, at pointer: String) throws -> Self {
        guard let value = Self(rawValue: String(text)) else {
            throw StationError.invalid([FieldProblem(pointer, .notOneOf(allCases.map(\.rawValue)))])
        }
        return value
    }
}
