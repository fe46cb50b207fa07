import Casework
import Foundation
import HealthCheck
import Station
import Storage

/// Ten years of tickets: nearly all ended, the newest of them in every state, spread over companies, matters and units.
struct TicketScene {
    private let catalogue: StationCatalogue
    private let tickets: Int
    private let now = Date().toMilliseconds

    /// Tickets written in one transaction.
    private static let batch = 250
    /// One in so many is open.
    private static let openShare = 125
    private static let years = 10
    /// A neighbouring district's companies.
    private static let companies = 117_000

    private static let phrases = [
        "我司在越南设厂，当地税务机关要求补缴预提所得税", "货物在目的港被扣，需要补充原产地证明", "外派员工护照即将到期",
        "海外仓发生盗窃，需要协助报案材料", "客户拖欠货款三个月，怀疑合同诈骗", "申请办理亚太经合组织商务旅行卡",
        "供应商被列入出口管制清单", "外籍专家来华工作许可需要延期", "出口退税函调迟迟没有回复", "境外子公司社保登记有疑问",
        "员工在境外失联，家属着急", "跨境数据传输需要做安全评估", "境外参展人员签证邀请函", "公司域名在境外被仿冒",
    ]
    private static let trades = ["机械", "纺织", "电子", "食品", "物流", "建材", "医药", "贸易"]

    init(_ catalogue: StationCatalogue, tickets: Int) {
        self.catalogue = catalogue
        self.tickets = tickets
    }

    func fill(_ store: any OpenedStore, progress: (Int, Int) -> Void) async throws {
        let total = tickets
        guard try await store.read({ try $0.routing.countFiled(from: .distantPast, to: .distantFuture) }) < total else {
            return
        }
        let companies = try await addCompanies(store)
        for start in stride(from: 0, to: total, by: Self.batch) {
            let histories = try (start..<min(total, start + Self.batch)).map { try history($0, of: companies) }
            try await store.write { tx in
                for history in histories { try history.store(in: tx, catalogue.policy) }
            }
            progress(min(total, start + Self.batch), total)
        }
    }

    private func addCompanies(_ store: any OpenedStore) async throws -> [Company] {
        let companies = try (0..<min(Self.companies, max(1, tickets / 8))).map(Self.company)
        for start in stride(from: 0, to: companies.count, by: 1_000) {
            try await store.write { tx in
                for company in companies[start..<min(companies.count, start + 1_000)] { try tx.companies.save(company) }
            }
        }
        return companies
    }

    private static func company(_ index: Int) throws -> Company {
        let digits = String(index)
        let prefix = "91330109MA" + String(repeating: "0", count: 7 - digits.count) + digits
        guard
            let code = "0123456789ABCDEFGHJKLMNPQRTUWXY".lazy.compactMap({ try? CreditCode(prefix + String($0)) }).first
        else { throw StoreError.damaged("no check character fits \(prefix)") }
        return Company(
            code: code, name: "虚构\(trades[index % trades.count])第\(index)公司",
            industry: Company.industries[index % Company.industries.count], size: "small", contactName: "张三",
            contactPhone: "", contactEmail: "a\(index)@example.com", language: .zhHans)
    }

    /// The `index`th ticket. The last ones are open and of the last hours; all before are spread over the years.
    private func history(_ index: Int, of companies: [Company]) throws -> TicketHistory {
        var chance = SplitMix64(seed: UInt64(index))
        let open = tickets / Self.openShare
        let isOpen = index >= tickets - open
        let span = Double(Self.years) * 365 * 86_400
        let age =
            isOpen
            ? 7_200 * Double(tickets - index) / Double(max(1, open))
            : 86_400 + span * Double(tickets - open - index) / Double(tickets)
        let company = companies[Int.random(in: 0..<companies.count, using: &chance)]
        let matter = catalogue.matters[Int.random(in: 0..<catalogue.matters.count, using: &chance)]
        func phrase() -> String { Self.phrases[Int.random(in: 0..<Self.phrases.count, using: &chance)] }
        let (title, body) = (phrase(), (0..<5).map { _ in phrase() }.joined(separator: "，") + "\(index)")
        let decision = catalogue.routing.decide(
            RoutingFacts(
                matter: matter.code, matterUnit: matter.unit, title: title, body: body, urgency: .normal,
                origin: .portal, industry: company.industry, grade: nil))
        let filedAt = now.addingTimeInterval(-age).toMilliseconds
        let filing = Filing(
            company: company.code, matter: matter.code, title: title, body: body, origin: .portal, warning: nil,
            promise: matter.promise, suggestion: decision, asked: Filing.Asked(urgency: .normal, grade: nil))
        return TicketHistory(
            filing: filing, filedAt: filedAt, stage: isOpen ? Int.random(in: 0...4, using: &chance) : nil,
            isShort: Bool.random(using: &chance),
            year: Calendar(identifier: .gregorian).component(.year, from: filedAt))
    }
}

/// One ticket's way from filing to where it stands.
struct TicketHistory: Sendable {
    let filing: Filing
    let filedAt: Date
    /// How many steps an open ticket has gone; nil for an ended one.
    let stage: Int?
    /// Half of those that ended were withdrawn at once.
    let isShort: Bool
    let year: Int

    func store(in tx: borrowing StationTransaction, _ policy: CaseworkPolicy) throws {
        let number = try tx.tickets.nextNumber(year: year)
        let first = try Ticket.opening(filing, number: number, by: .company, at: filedAt, policy: policy)
        var ticket = first.ticket
        try tx.tickets.add(ticket, RecordedEvent(event: first.event, actor: "小王"))
        for (index, (action, party)) in steps(policy).enumerated() {
            let step = try ticket.applying(
                action, by: party, at: filedAt.addingTimeInterval(Double(index + 1)), policy: policy)
            ticket = step.ticket
            try tx.tickets.save(ticket, RecordedEvent(event: step.event, actor: "值班员"))
        }
    }

    private func steps(_ policy: CaseworkPolicy) -> [(TicketAction, Party)] {
        let lead = filing.suggestion.lead
        if stage == nil, isShort { return [(.withdraw(reason: "已自行解决"), .company)] }
        let helper: UnitID = lead == "legal" ? "tax" : "legal"
        let all: [(TicketAction, Party)] = [
            (.accept(lead: lead, assisting: [], rule: filing.suggestion.rule), .desk), (.take, .unit(lead)),
            stage == 3
                ? (.openLeg(unit: helper, question: "请提供意见"), .unit(lead))
                : (.answer(text: "已办结，处理结果随附，请确认。"), .unit(lead)),
            (.confirm(.solved), .company),
        ]
        switch stage {
        case nil: return all
        case 4: return Array(all.prefix(3))
        case let stage?: return Array(all.prefix(stage))
        }
    }
}
