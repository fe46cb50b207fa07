import Casework
import HealthCheck

/// The routing file: the table, and why each rule sends tickets where it does.
struct RoutingFile {
    let table: RoutingTable?
    let reasons: [String: LocalizedText]
    /// The file as it stands.
    let source: String
}

extension Entry {
    /// The trades a company can belong to.
    static let industries = ["manufacturing", "trade", "technology", "construction", "logistics", "services"]
    /// The grades of a self-test.
    static let grades = ["A", "B", "C", "D", "E"]

    /// The routing table; only its last rule is without conditions, so that every ticket reaches a unit.
    func routing() -> RoutingFile? {
        guard let fields = fields(required: ["version", "rules"]) else { return nil }
        let version = fields["version"]?.text()
        var used = UsedOnce("rule id", "规则编号")
        var reasons: [String: LocalizedText] = [:]
        let items = fields["rules"]?.items(atLeast: 1) ?? []
        let rules = items.compactMap { $0.rule(&used, &reasons) }
        for (index, item) in items.enumerated() {
            guard let fields = item.anyFields() else { continue }
            let isCatchAll = fields["when"] == nil
            let isLast = index == items.count - 1
            if isLast, !isCatchAll {
                item.error(
                    "the last rule has conditions, so some ticket would reach nobody",
                    hint: "end with a rule without “when”, such as lead: \(Self.matterUnit)",
                    zh: "最后一条规则带有条件，会有诉求派不到任何单位",
                    zhHint: "最后放一条没有“when”的规则，例如 lead: \(Self.matterUnit)")
            } else if !isLast, isCatchAll {
                item.error(
                    "no rule after this one is ever reached", hint: "only the last rule is without “when”",
                    zh: "这条之后的规则永远轮不到", zhHint: "只有最后一条规则可以没有“when”")
            }
        }
        let table = version.flatMap { RoutingTable(version: $0, rules: rules) }
        return RoutingFile(table: table, reasons: reasons, source: source.text)
    }

    private func rule(_ used: inout UsedOnce, _ reasons: inout [String: LocalizedText]) -> RoutingRule? {
        guard
            let fields = fields(required: ["id", "lead", "reason"], optional: ["when", "assisting", "urgency"])
        else { return nil }
        let id = fields["id"]?.text()
        if let id, let entry = fields["id"] { used.claim(id, at: entry) }
        let conditions = fields["when"]?.conditions() ?? []
        let lead = fields["lead"]?.target()
        var assistants = UsedOnce("assisting unit", "协办单位")
        let assisting = (fields["assisting"]?.items() ?? []).compactMap { item -> UnitID? in
            guard let unit = item.unitReference() else { return nil }
            assistants.claim(unit.rawValue, at: item)
            if lead == .unit(unit) {
                item.error(
                    "“\(unit.rawValue)” leads and cannot assist itself", zh: "“\(unit.rawValue)”已是主办，不能再协办")
            }
            return unit
        }
        let urgency = fields["urgency"].map { $0.word(of: Urgency.self) }
        let reason = fields["reason"]?.localized()
        if let id, let reason { reasons[id] = reason }
        guard let id, let lead, reason != nil else { return nil }
        return RoutingRule(
            id: id, conditions: conditions, lead: lead, assisting: assisting, urgency: urgency ?? nil)
    }

    private func target() -> RoutingRule.Target? {
        guard rawText == Self.matterUnit else {
            return unitReference().map(RoutingRule.Target.unit)
        }
        return .matterUnit
    }

    private func conditions() -> [RoutingCondition] {
        let keys = ["matter", "urgency", "textAny", "origin", "industry", "gradeAtLeast", "destination", "hours"]
        guard let fields = fields(required: [], optional: keys) else { return [] }
        if fields.keys.isEmpty {
            error(
                "“when” is empty", hint: "give a condition, or leave “when” out of the last rule", zh: "“when”是空的",
                zhHint: "写上条件；最后一条规则可以不写“when”")
        }
        return fields.keys.compactMap { key -> RoutingCondition? in
            guard let entry = fields[key] else { return nil }
            func list<Value>(_ read: (Entry) -> Value?) -> [Value] { entry.items(atLeast: 1).compactMap(read) }
            switch key {
            case "matter": return .matter(list { $0.matterReference() })
            case "urgency": return .urgency(list { $0.word(of: Urgency.self) })
            case "textAny": return .textAny(list { $0.text() }.map { Phrase($0) })
            case "origin": return .origin(list { $0.word(of: Origin.self) })
            case "industry": return .industry(list { $0.word(of: Self.industries) })
            case "gradeAtLeast": return entry.word(of: Self.grades).map(RoutingCondition.gradeAtLeast)
            case "destination": return .destination(list { $0.countryReference() })
            case "hours": return entry.daySpan().map(RoutingCondition.hours)
            default: return nil
            }
        }
    }

    /// The code of a country; whether there is one is known when all files are read.
    func countryReference() -> String? {
        guard let code = text() else { return nil }
        proof.refer(toCountry: code, at: place)
        return code
    }

    private func daySpan() -> DaySpan? {
        guard let text = text() else { return nil }
        guard let span = DaySpan(text) else {
            error(
                "“\(text)” is no part of a day", hint: "write it as 18:00-08:30, Beijing time; it may go over midnight",
                zh: "“\(text)”不是一段时间", zhHint: "写成 18:00-08:30，按北京时间，可以跨过零点")
            return nil
        }
        return span
    }
}
