import HealthCheck

extension Entry {
    /// When the question `id` is asked: a test, or `all:` / `any:` of a list of them.
    func condition(of id: String, _ scope: inout QuestionnaireScope) -> Condition? {
        guard let keys = anyFields()?.keys else { return nil }
        for word in ["all", "any"] where keys.contains(word) {
            guard let list = fields(required: [word])?[word] else { return nil }
            let items = list.items(atLeast: 1)
            let parts = items.compactMap { $0.condition(of: id, &scope) }
            guard parts.count == items.count else { return nil }
            return word == "all" ? .all(parts) : .any(parts)
        }
        guard let fields = fields(required: ["question"], optional: Self.testKeys),
            let entry = fields["question"], let question = entry.identifier()
        else { return nil }
        scope.refer(from: id, to: question, at: entry)
        // One that does not exist, or is asked later, is told when all questions are known.
        guard let asked = scope.earlier.first(where: { $0.id == question }) else { return nil }
        return answerTest(fields, of: asked.kind, specials: asked.specialAnswers).map { .test(question: question, $0) }
    }

    /// Advice that shows as soon as the question of this kind is answered so.
    func tip(of kind: QuestionKind, specials: [String]) -> Tip? {
        guard let fields = fields(required: ["severity", "text"], optional: Self.testKeys) else { return nil }
        let severity = fields["severity"]?.word(of: Tip.Severity.self)
        let text = fields["text"]?.localized()
        let test = answerTest(fields, of: kind, specials: specials)
        guard let severity, let text, let test else { return nil }
        return Tip(test: test, severity: severity, text: text)
    }

    private static let testKeys = ["is", "isNot", "atLeast", "atMost"]

    private func answerTest(_ fields: Fields, of kind: QuestionKind, specials: [String]) -> AnswerTest? {
        let given = Self.testKeys.filter { fields[$0] != nil }
        guard given.count == 1, let key = given.first, let value = fields[key] else {
            error("“\(name)” needs exactly one of \(Spelling.list(Self.testKeys))")
            return nil
        }
        if key == "is" || key == "isNot" {
            let allowed = kind.choices.map(\.id) + specials
            let items = value.items(atLeast: 1)
            let ids = items.compactMap { $0.word(of: allowed) }
            guard ids.count == items.count, !ids.isEmpty else { return nil }
            return key == "is" ? .oneOf(Set(ids)) : .noneOf(Set(ids))
        }
        guard let quantity = kind.quantity else {
            value.error("“\(key)” asks for a number, but the question is of kind \(kind.name)", hint: "use is or isNot")
            return nil
        }
        guard let bound = value.number(in: quantity.minimum...quantity.maximum) else { return nil }
        return key == "atLeast" ? .atLeast(bound) : .atMost(bound)
    }
}

extension Question {
    /// The reserved answers it offers.
    var specialAnswers: [String] {
        (unknownRisk == nil ? [] : ["unknown"]) + (allowsNotApplicable ? ["not-applicable"] : [])
    }
}
