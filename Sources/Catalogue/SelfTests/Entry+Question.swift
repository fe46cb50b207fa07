import HealthCheck

extension Entry {
    /// What each kind asks for beside what all questions have; a key that belongs to another kind is unknown here.
    private static let kinds: [String: (required: [String], optional: [String])] = [
        "single": (["choices"], []),
        "multiple": (["choices", "combine"], []),
        "number": (["unit", "min", "max", "integer", "curve"], ["findings"]),
        "percent": (["curve"], ["findings"]),
        "yes-no": (["yes", "no"], []),
        "date": (["direction", "curve"], ["findings"]),
        "destinations": (["columns", "exposure"], []),
        "text": (["maxLength"], []),
        "file": ([], []),
    ]
    private static let unscored = ["destinations", "text", "file"]
    private static let secondEditionKinds = unscored + ["date"]

    /// One question with everything its kind asks for.
    func question(_ combine: Dimension.Combine, _ scope: inout QuestionnaireScope) -> Question? {
        guard let kindEntry = anyFields()?["kind"] else {
            if isMap { error("missing key “kind” in “\(name)”") }
            return nil
        }
        let kinds = Self.kinds.keys.filter { scope.isSecondEdition || !Self.secondEditionKinds.contains($0) }.sorted()
        guard let kind = kindEntry.word(of: kinds), let keys = Self.kinds[kind] else { return nil }
        let isScored = !Self.unscored.contains(kind)
        let second = scope.isSecondEdition ? ["example", "visibleWhen"] : []
        let scored = isScored ? ["weight", "notApplicable", "unknown"] : []
        let secondScored = isScored && scope.isSecondEdition ? ["impact", "tips"] : []
        let factor = isScored && combine == .coincide ? ["factor"] : []
        guard
            let fields = fields(
                required: ["id", "text", "why", "basis", "kind"] + factor + keys.required,
                optional: ["help"] + second + scored + secondScored + keys.optional)
        else { return nil }
        let id = fields["id"]?.identifier()
        if let id, let entry = fields["id"] { scope.questions.claim(id, at: entry) }
        let text = fields["text"]?.localized()
        let help = fields["help"]?.localized()
        let example = fields["example"]?.localized()
        let why = fields["why"]?.localized()
        let basis = fields["basis"]?.basis(scope) ?? []
        let condition = fields["visibleWhen"]?.condition(of: id ?? "", &scope)
        let weight = fields["weight"].map { $0.weight() } ?? 1
        let side = fields["factor"]?.word(of: Factor.self)
        let impact = fields["impact"].map { $0.whole(in: 1...5).flatMap(Impact.init) } ?? .moderate
        let notApplicable = fields["notApplicable"].map { $0.flag() } ?? false
        let unknown = fields["unknown"]?.number(in: 0...10)
        let questionKind = questionKind(kind, fields, &scope)
        let specials = (unknown == nil ? [] : ["unknown"]) + (notApplicable == true ? ["not-applicable"] : [])
        let tips = questionKind.map { kind in
            (fields["tips"]?.items() ?? []).compactMap { $0.tip(of: kind, specials: specials) }
        }
        guard let id, let text, let why, let weight, let impact, let notApplicable, let questionKind else { return nil }
        let question = Question(
            id: id, text: text, help: help, example: example, why: why, basis: basis, tips: tips ?? [],
            visibleWhen: condition, weight: weight, factor: side, impact: impact, allowsNotApplicable: notApplicable,
            unknownRisk: unknown, kind: questionKind)
        scope.add(question)
        return question
    }

    private func questionKind(_ kind: String, _ fields: Fields, _ scope: inout QuestionnaireScope) -> QuestionKind? {
        switch kind {
        case "yes-no":
            let yes = fields["yes"]?.side("yes", LocalizedText(zhHans: "是", en: "Yes"), &scope)
            let no = fields["no"]?.side("no", LocalizedText(zhHans: "否", en: "No"), &scope)
            guard let yes, let no else { return nil }
            return .yesNo(yes: yes, no: no)
        case "single": return fields["choices"]?.choices(nil, &scope).map(QuestionKind.single)
        case "multiple":
            let combination = fields["combine"]?.word(of: ["worst", "coverage"]).flatMap(Combination.init)
            guard let combination else { return nil }
            return fields["choices"]?.choices(combination, &scope).map { .multiple($0, combination) }
        case "number": return number(fields, &scope)
        case "percent": return quantity(fields, 0...100, isInteger: false, &scope).map(QuestionKind.percent)
        case "date":
            let direction = fields["direction"]?.word(of: TimeDirection.self)
            let days = quantity(fields, 0...Self.longestSpan, isInteger: true, &scope)
            guard let direction, let days else { return nil }
            return .date(days, direction)
        case "destinations": return destinations(fields)
        case "text": return fields["maxLength"]?.whole(in: 1...2000).map { .text(limit: $0) }
        default: return .file
        }
    }

    /// A hundred years of days: nothing a company answers lies farther away.
    private static let longestSpan = 36_525.0

    private func number(_ fields: Fields, _ scope: inout QuestionnaireScope) -> QuestionKind? {
        let unit = fields["unit"]?.localized()
        let minimum = fields["min"]?.number(in: -1e9...1e9)
        let maximum = fields["max"]?.number(in: -1e9...1e9)
        let isInteger = fields["integer"]?.flag()
        if let minimum, let maximum, minimum >= maximum {
            fields["max"]?.error("“max” must be greater than “min”")
            return nil
        }
        guard let unit, let minimum, let maximum, let isInteger else { return nil }
        return quantity(fields, minimum...maximum, isInteger: isInteger, &scope).map { .number($0, unit: unit) }
    }

    private func destinations(_ fields: Fields) -> QuestionKind? {
        let columns =
            fields["columns"]?.items(atLeast: 1).compactMap { $0.word(of: DestinationTable.Column.self) } ?? []
        let exposure = fields["exposure"]?.word(of: DestinationTable.Column.self)
        guard let exposure, !columns.isEmpty else { return nil }
        guard columns.contains(exposure) else {
            fields["exposure"]?.error("“\(exposure.rawValue)” is not among the columns")
            return nil
        }
        return .destinations(DestinationTable(columns: columns, exposure: exposure))
    }
}
