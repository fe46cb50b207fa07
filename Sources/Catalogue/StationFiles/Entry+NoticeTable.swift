import Casework
import Station

/// `station/notices.yaml`: who hears of what by which ways.
extension Entry {
    /// One row for every message the station sends, and none for any other.
    func noticeTable(units: [UnitCard]) -> NoticeTable? {
        guard let fields = fields(required: ["notices", "robots"]), let list = fields["notices"]?.anyFields() else {
            return nil
        }
        for missing in NoticeList.required.subtracting(list.keys).sorted() {
            fields["notices"]?.error("nobody is told of \(missing): the row is missing")
        }
        var rows: [String: NoticeTable.Row] = [:]
        for key in list.keys {
            guard NoticeList.required.contains(key) else {
                proof.error(
                    "the station sends no message \(key)", at: list.keyPlace(key),
                    hint: Spelling.hint(for: key, among: NoticeList.required))
                continue
            }
            rows[key] = list[key]?.noticeRow(audience: key.split(separator: ".").last.map(String.init) ?? "")
        }
        var used = UsedOnce("robot name", "机器人名称")
        let robots = fields["robots"]?.items().compactMap { $0.robot(units, &used) } ?? []
        return NoticeTable(rows: rows, robots: robots)
    }

    private func noticeRow(audience: String) -> NoticeTable.Row? {
        guard let fields = fields(required: ["ways"], optional: ["urgent", "sms"]), let list = fields["ways"] else {
            return nil
        }
        let entries = list.items(atLeast: 1)
        let ways = entries.compactMap { $0.word(of: NoticeTable.Way.self) }
        for (way, entry) in zip(ways, entries) { entry.check(way, fits: audience, hasSMS: fields["sms"] != nil) }
        let sms = fields["sms"]?.smsTemplate()
        if let entry = fields["sms"], !ways.contains(.sms) {
            entry.error("an sms template, but sms is not among the ways")
        }
        return NoticeTable.Row(ways: ways, isUrgent: fields["urgent"]?.flag() ?? false, sms: sms)
    }

    private func check(_ way: NoticeTable.Way, fits audience: String, hasSMS: Bool) {
        switch way {
        case .webhook where audience != "company": error("only companies have endpoints")
        case .sms where audience != "company": error("only companies are sent text messages")
        case .sms where !hasSMS: error("sms needs a template", hint: "sms: {template: …, values: […], atMostOnce: …}")
        case .robot where ["company", "expert", "person"].contains(audience): error("\(audience) has no group robot")
        case .mail, .inbox, .webhook, .sms, .robot: break
        }
    }

    private func smsTemplate() -> NoticeTable.SMSTemplate? {
        guard let fields = fields(required: ["template", "values", "atMostOnce"]) else { return nil }
        let values = fields["values"]?.items().compactMap { $0.word(of: NoticeTemplate.variables.sorted()) }
        guard let code = fields["template"]?.text(), let values, let isAtMostOnce = fields["atMostOnce"]?.flag() else {
            return nil
        }
        return NoticeTable.SMSTemplate(code: code, values: values, isAtMostOnce: isAtMostOnce)
    }

    private func robot(_ units: [UnitCard], _ used: inout UsedOnce) -> NoticeTable.Robot? {
        guard let fields = fields(required: ["name", "kind", "for"]) else { return nil }
        let name = fields["name"]?.identifier()
        if let name, let entry = fields["name"] { used.claim(name, at: entry) }
        let kind = fields["kind"]?.word(of: OutboxMessage.Channel.allCases.filter(\.isRobot).map(\.rawValue))
        let whom = fields["for"]?.word(of: units.map(\.id.rawValue) + [Self.managers])
        guard let name, let channel = kind.flatMap(OutboxMessage.Channel.init), let whom else { return nil }
        return NoticeTable.Robot(
            name: name, channel: channel, unit: whom == Self.managers ? nil : UnitID(rawValue: whom))
    }

    private static let managers = "managers"
}
