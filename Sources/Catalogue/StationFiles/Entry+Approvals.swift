import Casework
import HealthCheck
import Station

/// `station/approvals.yaml`: the rules under which simple matters are approved without a person.
extension Entry {
    func approvals(matters: [Matter]) -> ApprovalRules? {
        guard let fields = fields(required: ["seed", "rules"]) else { return nil }
        let seed = fields["seed"]?.whole(in: 0...1_000_000)
        var used = UsedOnce("rule", "规则")
        let cards = fields["rules"]?.items().compactMap { $0.approvalCard(matters, &used) } ?? []
        return seed.map { ApprovalRules(seed: $0, cards: cards) }
    }

    private func approvalCard(_ matters: [Matter], _ used: inout UsedOnce) -> ApprovalCard? {
        let keys = ["id", "since", "title", "matters", "when", "sample", "reason", "answer"]
        guard let fields = fields(required: keys) else { return nil }
        let id = fields["id"]?.text()
        if let id, let entry = fields["id"] { used.claim(id, at: entry) }
        let since = fields["since"]?.day()
        if let since, since > proof.today {
            fields["since"]?.warning("the rule approves nothing before \(since)")
        }
        let title = fields["title"]?.localized()
        let codes = (fields["matters"]?.items(atLeast: 1) ?? []).compactMap { $0.approvableMatter(matters) }
        let conditions = fields["when"]?.approvalConditions() ?? []
        // At least one in a hundred: a rule that nobody ever looks at is believed, not known.
        let sample = fields["sample"]?.whole(in: 1...100)
        let reason = fields["reason"]?.localized()
        let answer = fields["answer"]?.localized()
        guard let id, let since, let title, let sample, let reason, let answer,
            let rule = ApprovalRule(id: id, since: since, matters: codes, conditions: conditions, sample: sample)
        else { return nil }
        return ApprovalCard(rule: rule, title: title, reason: reason, answer: answer)
    }

    private func approvableMatter(_ matters: [Matter]) -> String? {
        guard let code = matterReference() else { return nil }
        if matters.first(where: { $0.code == code })?.isGreenChannel == true {
            error("\(code) is a green-channel matter; people are in a hurry there, and people decide")
        }
        return code
    }

    private func approvalConditions() -> [ApprovalCondition] {
        let keys = ["origin", "papersFine", "solvedBefore", "noneOpen", "notRefused", "textNone"]
        guard let fields = fields(required: [], optional: keys) else { return [] }
        if fields.keys.isEmpty { error("“when” is empty, so the rule would approve everything") }
        return fields.keys.compactMap { key -> ApprovalCondition? in
            guard let entry = fields[key] else { return nil }
            switch key {
            case "origin":
                return .origin(entry.items(atLeast: 1).compactMap { $0.word(of: Origin.self) })
            case "papersFine": return entry.whole(in: 1...365).map(ApprovalCondition.papersFine)
            case "solvedBefore":
                guard let inner = entry.fields(required: ["times", "days"]),
                    let times = inner["times"]?.whole(in: 1...100), let days = inner["days"]?.whole(in: 1...3660)
                else { return nil }
                return .solvedBefore(least: times, withinDays: days)
            case "noneOpen":
                if entry.flag() == false { entry.error("“noneOpen” can only be true", hint: "leave it out otherwise") }
                return .noneOpen
            case "notRefused": return entry.whole(in: 1...3660).map(ApprovalCondition.notRefused)
            case "textNone": return .textNone(entry.items(atLeast: 1).compactMap { $0.text() }.map { Phrase($0) })
            default: return nil
            }
        }
    }
}
