/// The words of a kept text: what keeps them from being kept, and what they read with their variables filled.
struct TextBlockText {
    let text: String

    init(_ text: String) { self.text = text }

    /// What is wrong with the variables it names.
    func problems(at pointer: String) -> [FieldProblem] {
        let (names, isBalanced) = Placeholders.names(in: text)
        guard isBalanced else { return [FieldProblem(pointer, .braceAlone)] }
        return Set(names).subtracting(TextBlock.variables).sorted()
            .map { FieldProblem(pointer, .unknownVariable($0, known: TextBlock.variables.sorted())) }
    }

    /// The words with `values` filled in. Throws `invalid` at `pointer` for a variable that has none here.
    func filled(with values: [String: String], at pointer: String) throws(StationError) -> String {
        let missing = Set(Placeholders.names(in: text).names).filter { (values[$0] ?? "").isEmpty }.sorted()
        guard missing.isEmpty else { throw .invalid(missing.map { FieldProblem(pointer, .valueMissing($0)) }) }
        return fill(text, values)
    }
}
