extension QuestionnaireScope {
    /// Reports every condition that looks at a question that does not exist, or is not asked before; a circle is named.
    func checkOrder(_ order: [String]) {
        let places = Dictionary(order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        for reference in references {
            guard let from = places[reference.from] else { continue }
            guard let to = places[reference.to] else {
                reference.entry.error(
                    "there is no question “\(reference.to)”", hint: Spelling.hint(for: reference.to, among: order))
                continue
            }
            guard to >= from else { continue }
            if let circle = circle(through: reference) {
                reference.entry.error(
                    "conditions go in a circle: \(circle.joined(separator: " → "))",
                    hint: "a condition looks at earlier questions only")
            } else {
                reference.entry.error(
                    "“\(reference.to)” is asked later than “\(reference.from)”",
                    hint: "a condition looks at earlier questions only: move one of the two")
            }
        }
    }

    /// The way from a question back to itself that begins with `reference`; nil if there is none.
    private func circle(through reference: Reference) -> [String]? {
        var waiting = [[reference.from, reference.to]]
        var seen: Set<String> = []
        while !waiting.isEmpty {
            let path = waiting.removeFirst()
            guard let last = path.last else { continue }
            if last == reference.from { return path }
            guard seen.insert(last).inserted else { continue }
            waiting += references.filter { $0.from == last }.map { path + [$0.to] }
        }
        return nil
    }
}
