import HealthCheck

extension Entry {
    /// What an answer brings with it. Nil only after a mistake.
    func finding(_ fields: Fields, needsAdvice: Bool, _ scope: inout QuestionnaireScope) -> Finding? {
        if needsAdvice, fields["advice"] == nil {
            error(
                "“\(name)” needs advice",
                hint: "every answer of risk 4 or more, and every missing safeguard, says what to do")
            return nil
        }
        let advice = fields["advice"].map { $0.advice(scope) }
        let redLine = fields["redLine"].map { $0.redLine(&scope) }
        if case .some(nil) = advice { return nil }
        if case .some(nil) = redLine { return nil }
        return Finding(advice: advice ?? nil, redLine: redLine ?? nil)
    }

    private func advice(_ scope: QuestionnaireScope) -> Advice? {
        let meaningKeys = scope.isSecondEdition ? ["meaning"] : []
        guard let fields = fields(required: meaningKeys + ["text"], optional: ["matter"]) else { return nil }
        let meaning = fields["meaning"]?.localized()
        let matter = fields["matter"]?.matterReference()
        return fields["text"]?.localized().map { Advice(meaning: meaning, text: $0, matter: matter) }
    }

    private func redLine(_ scope: inout QuestionnaireScope) -> RedLine? {
        guard
            let fields = fields(
                required: ["id", "cap", "title", "meaning", "matter"], optional: ["dangerToPersons"])
        else { return nil }
        let id = fields["id"]?.identifier()
        if let id, let entry = fields["id"] { scope.redLines.claim(id, at: entry) }
        // A cap of A would cap nothing.
        let cap = fields["cap"]?.word(of: ["B", "C", "D", "E"]).flatMap(Grade.init)
        let title = fields["title"]?.localized()
        let meaning = fields["meaning"]?.localized()
        let matter = fields["matter"]?.matterReference()
        let endangersPersons = fields["dangerToPersons"].map { $0.flag() } ?? false
        guard let id, let cap, let title, let meaning, let matter, let endangersPersons else { return nil }
        return RedLine(
            id: id, cap: cap, title: title, meaning: meaning, matter: matter, endangersPersons: endangersPersons)
    }
}
