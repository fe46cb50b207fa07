extension Company {
    /// The sizes a company can be of.
    public static let sizes = ["small", "medium", "large"]

    /// What of it cannot be kept, each at its field; empty for a company that can. Names and addresses follow the rules
    /// of accounts, for they stand in the same lists and letters.
    public var problems: [FieldProblem] {
        FieldProblem.line(name, at: "/name", limit: 100)
            + one(industry, of: Self.industries, at: "/industry") + one(size, of: Self.sizes, at: "/size")
            + FieldProblem.line(contactName, at: "/contactName", limit: NewAccount.nameLimit)
            + FieldProblem.line(contactPhone, at: "/contactPhone", limit: 30)
            + FieldProblem.mail(contactEmail, at: "/contactEmail")
            + (affiliation.isEmpty ? [] : FieldProblem.line(affiliation, at: "/affiliation", limit: 100))
    }

    private func one(_ text: String, of values: [String], at pointer: String) -> [FieldProblem] {
        if text.isEmpty { return [FieldProblem(pointer, .missing)] }
        return values.contains(text) ? [] : [FieldProblem(pointer, .notOneOf(values))]
    }
}
