import HealthCheck

extension Entry {
    /// The risk from which an answer must say what to do about it.
    static let adviceRisk = 4.0

    /// What a choice called `id` may not be, because the answers “don't know” and “not applicable” are written so.
    private static let reserved = ["unknown", "not-applicable"]

    /// The answer `yes` or `no` of a yes-no question.
    func side(_ id: String, _ label: LocalizedText, _ scope: inout QuestionnaireScope) -> Choice? {
        guard let fields = fields(required: ["risk"], optional: ["advice", "redLine"]) else { return nil }
        let risk = fields["risk"]?.number(in: 0...10)
        let finding = finding(fields, needsAdvice: (risk ?? 0) >= Self.adviceRisk, &scope)
        guard let risk, let finding else { return nil }
        return Choice(id: id, label: label, risk: risk, finding: finding)
    }

    /// The answers on offer; `combination` is nil where one is chosen.
    func choices(_ combination: Combination?, _ scope: inout QuestionnaireScope) -> [Choice]? {
        var used = UsedOnce("choice id", "选项标识")
        let items = items(atLeast: 2)
        let choices = items.compactMap { $0.choice(combination, &used, &scope) }
        if combination == .coverage, choices.count == items.count, !items.isEmpty,
            choices.allSatisfy(\.isExclusive)
        {
            error("“\(name)” has no safeguard to choose, only exclusive answers")
        }
        return choices
    }

    private func choice(_ combination: Combination?, _ used: inout UsedOnce, _ scope: inout QuestionnaireScope)
        -> Choice?
    {
        let isCoverage = combination == .coverage
        guard
            let fields = fields(
                required: ["id", "label"] + (isCoverage ? [] : ["risk"]),
                optional: ["advice", "redLine"] + (isCoverage ? ["weight"] : [])
                    + (combination == nil ? [] : ["exclusive"]))
        else { return nil }
        let id = fields["id"]?.identifier()
        if let id, let entry = fields["id"] {
            used.claim(id, at: entry)
            if Self.reserved.contains(id) {
                entry.error(
                    "“\(id)” is reserved and cannot be a choice", hint: "offer it with the question's own key instead")
            }
        }
        let label = fields["label"]?.localized()
        let isExclusive = fields["exclusive"].map { $0.flag() } ?? false
        let risk = isCoverage ? 0 : fields["risk"]?.number(in: 0...10)
        let weight = isCoverage ? coverageWeight(fields, isExclusive: isExclusive ?? false) : 1
        let needsAdvice = isCoverage ? isExclusive == false : (risk ?? 0) >= Self.adviceRisk
        let finding = finding(fields, needsAdvice: needsAdvice, &scope)
        guard let id, let label, let isExclusive, let risk, let weight, let finding else { return nil }
        return Choice(id: id, label: label, risk: risk, weight: weight, isExclusive: isExclusive, finding: finding)
    }

    private func coverageWeight(_ fields: Fields, isExclusive: Bool) -> Double? {
        guard isExclusive else { return fields["weight"].map { $0.weight() } ?? 1 }
        if let line = fields["redLine"] {
            line.error("an exclusive answer of a coverage question cannot cross a red line")
        }
        guard let entry = fields["weight"] else {
            error("an exclusive answer of a coverage question needs “weight: 0”")
            return nil
        }
        return entry.number(in: 0...0)
    }
}
