import HealthCheck

extension Entry {
    /// One question with everything its kind asks for; a key that belongs to another kind is unknown here.
    func question(_ ids: inout QuestionnaireIDs) -> Question? {
        let kinds: [String: (required: [String], optional: [String])] = [
            "single": (["choices"], []),
            "multiple": (["choices", "combine"], []),
            "number": (["unit", "min", "max", "integer", "curve"], ["findings"]),
            "percent": (["curve"], ["findings"]),
            "yes-no": (["yes", "no"], []),
        ]
        guard let kindEntry = anyFields()?["kind"] else {
            if isMap { error("missing key “kind” in “\(name)”") }
            return nil
        }
        guard let kind = kindEntry.word(of: kinds.keys.sorted()), let keys = kinds[kind],
            let fields = fields(
                required: ["id", "text", "why", "basis", "kind"] + keys.required,
                optional: ["help", "weight", "notApplicable", "unknown"] + keys.optional)
        else { return nil }
        let id = fields["id"]?.identifier()
        if let id, let entry = fields["id"] { ids.questions.claim(id, at: entry) }
        let text = fields["text"]?.localized()
        let help = fields["help"]?.localized()
        let why = fields["why"]?.localized()
        let basis = fields["basis"]?.basis() ?? []
        let weight = fields["weight"].map { $0.weight() } ?? 1
        let notApplicable = fields["notApplicable"].map { $0.flag() } ?? false
        let unknown = fields["unknown"]?.number(in: 0...10)
        let questionKind = questionKind(kind, fields, &ids)
        guard let id, let text, let why, let weight, let notApplicable, let questionKind else { return nil }
        return Question(
            id: id, text: text, help: help, why: why, basis: basis, weight: weight,
            allowsNotApplicable: notApplicable, unknownRisk: unknown, kind: questionKind)
    }

    private func questionKind(_ kind: String, _ fields: Fields, _ ids: inout QuestionnaireIDs) -> QuestionKind? {
        switch kind {
        case "yes-no":
            let yes = fields["yes"]?.side("yes", LocalizedText(zhHans: "是", en: "Yes"), &ids)
            let no = fields["no"]?.side("no", LocalizedText(zhHans: "否", en: "No"), &ids)
            guard let yes, let no else { return nil }
            return .yesNo(yes: yes, no: no)
        case "single":
            return fields["choices"]?.choices(nil, &ids).map(QuestionKind.single)
        case "multiple":
            let combination = fields["combine"]?.word(of: ["worst", "coverage"]).flatMap(Combination.init)
            guard let combination else { return nil }
            return fields["choices"]?.choices(combination, &ids).map { .multiple($0, combination) }
        case "number":
            let unit = fields["unit"]?.localized()
            let minimum = fields["min"]?.number(in: -1e9...1e9)
            let maximum = fields["max"]?.number(in: -1e9...1e9)
            let isInteger = fields["integer"]?.flag()
            if let minimum, let maximum, minimum >= maximum {
                fields["max"]?.error("“max” must be greater than “min”")
                return nil
            }
            guard let unit, let minimum, let maximum, let isInteger else { return nil }
            return quantity(fields, minimum...maximum, isInteger: isInteger, &ids).map { .number($0, unit: unit) }
        default:
            return quantity(fields, 0...100, isInteger: false, &ids).map(QuestionKind.percent)
        }
    }
}
