import HealthCheck

/// The rules that questions rest on, each written down once, with the day by which an editor looks at it again.
struct RuleBook {
    private var rules: [String: Basis] = [:]

    init() {}

    /// Reads `rules/*.yaml`; an id is unique over all files.
    init(_ tree: SourceTree) {
        var used = UsedOnce("rule id", "规则编号")
        for name in tree.yamlFiles(in: "rules") {
            guard let fields = tree.file("rules/\(name).yaml")?.root()?.fields(required: ["rules"]) else { continue }
            for item in fields["rules"]?.items() ?? [] {
                guard
                    let keys = item.fields(
                        required: ["id", "rule", "number", "reviewBy", "status", "link"], optional: ["date"])
                else { continue }
                let id = keys["id"]?.identifier()
                if let id, let entry = keys["id"] { used.claim(id, at: entry) }
                guard let id, let basis = item.basis(keys) else { continue }
                rules[id] = basis
            }
        }
    }

    subscript(id: String) -> Basis? { rules[id] }

    /// “did you mean …?” for an id that does not exist.
    func hint(for id: String) -> String? { Spelling.hint(for: id, among: Array(rules.keys)) }
}

extension Entry {
    /// The rules a question rests on: ids of the rule book, `{ rule: id, clause: … }`, or, in the first edition, the rule
    /// written out.
    func basis(_ scope: QuestionnaireScope) -> [Basis] {
        guard scope.isSecondEdition else { return basis() }
        return items(atLeast: 1).compactMap { item in
            guard item.isMap else { return item.rule(scope.rules) }
            guard let fields = item.fields(required: ["rule"], optional: ["clause"]) else { return nil }
            let clause = fields["clause"]?.localized()
            return fields["rule"]?.rule(scope.rules)?.citing(clause)
        }
    }

    private func rule(_ rules: RuleBook) -> Basis? {
        guard let id = identifier() else { return nil }
        guard let rule = rules[id] else {
            error("there is no rule “\(id)” in rules/", hint: rules.hint(for: id))
            return nil
        }
        return rule
    }
}
