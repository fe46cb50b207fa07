import Casework
import HealthCheck
import Station

extension Entry {
    private static let groups = [
        "travel", "foreign-staff", "police-services", "safety", "trade-tax", "documents", "legal",
    ]
    private static let channels = [
        "online", "window", "hotline", "post", "self-service", "station", "port", "on-site", "bank", "notary", "shop",
    ]

    /// The matters a company can ask for.
    func matters() -> [Matter] {
        guard let list = fields(required: ["matters"])?["matters"] else { return [] }
        var codes = UsedOnce("matter code", "事项代码")
        var ranks = UsedOnce("rank", "名次")
        var declared: [String] = []
        let matters = list.items(atLeast: 1).compactMap { $0.matter(&codes, &ranks, &declared) }
        proof.declare(matters: declared)
        return matters
    }

    private func matter(_ codes: inout UsedOnce, _ ranks: inout UsedOnce, _ declared: inout [String]) -> Matter? {
        guard
            let fields = fields(
                required: ["code", "name", "unit", "group", "promise", "channels", "papers", "keywords", "basis"],
                optional: ["common", "limit", "fee", "greenChannel"])
        else { return nil }
        let code = fields["code"]?.matterCode()
        if let code, let entry = fields["code"] {
            codes.claim(code, at: entry)
            declared.append(code)
        }
        let rank = fields["common"]?.whole(in: 1...8)
        if let rank, let entry = fields["common"] { ranks.claim(String(rank), at: entry) }
        let name = fields["name"]?.localized()
        let unit = fields["unit"]?.unitReference()
        let group = fields["group"]?.word(of: Self.groups)
        let promise = fields["promise"]?.workingTime()
        let limit = fields["limit"]?.localized()
        let fee = fields["fee"]?.localized()
        let channels = fields["channels"]?.items(atLeast: 1).compactMap { $0.word(of: Self.channels) } ?? []
        let papers = fields["papers"]?.items().compactMap { $0.localized() } ?? []
        let isGreenChannel = fields["greenChannel"].map { $0.flag() } ?? false
        let keywords = fields["keywords"]?.items().compactMap { $0.text() } ?? []
        let basis = fields["basis"]?.basis() ?? []
        guard let code, let name, let unit, let group, let promise, let isGreenChannel else { return nil }
        return Matter(
            code: code, name: name, unit: unit, group: group, commonRank: rank, promise: promise, limit: limit,
            fee: fee, channels: channels, papers: papers, isGreenChannel: isGreenChannel, keywords: keywords,
            basis: basis)
    }
}
