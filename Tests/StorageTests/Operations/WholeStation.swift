import Casework
import Foundation
import HealthCheck
import Station

@testable import Storage

/// A fictional station with something in every corner, written the way the use cases write: ticket, event, audit entry
/// and messages in one transaction.
enum WholeStation {
    /// Files and works on `tickets` tickets that end up in every state; texts hold what copying could spoil.
    static func fill(_ engine: any SQLEngine, tickets: Int, companies: Int = 3) async throws {
        try await engine.write { tx in
            for index in 1...companies {
                let company = try Fixtures.company(index, name: "虚构“\(index)”\\n 'é'\t\u{1F6C2}有限公司")
                try tx.companies.save(company)
                try tx.accounts.add(Fixtures.account("c\(index)", roles: [.company], company: company.code))
                try tx.companies.save(
                    WebhookEndpoint(
                        id: "endpoint-\(index)", company: company.code, url: "https://example.com/\(index)",
                        secret: "whsec_x",
                        disabled: index.isMultiple(of: 2) ? nil : .init(.byCompany, at: Fixtures.monday)))
            }
            try tx.accounts.add(Fixtures.account("liaison", roles: [.liaison, .auditor]))
            try tx.accounts.open(
                Session(
                    tokenHash: String(repeating: "a", count: 64), account: "liaison", at: Fixtures.monday))
            // The same twice: a table without a key keeps both.
            for _ in 0..<2 { try tx.accounts.recordSignInFailure("somebody", at: Fixtures.monday) }
            try tx.audit.add(
                IdempotentReply(
                    account: "c1", key: "key", requestHash: "hash", reply: "{}", at: Fixtures.monday))
            _ = try tx.leases.take("clock", for: "node-1", until: Fixtures.after(30), at: Fixtures.monday)
            for index in 1...companies {
                try tx.visits.add(try AppointmentStoreTests.appointment("visit-\(index)", company: index, seat: index))
                try tx.visits.add(
                    try AppointmentStoreTests.appointment("waits-\(index)", company: index, state: .waiting))
            }
            try tx.preReviews.add(
                PreReview(
                    id: "papers", company: try Fixtures.code(1), matter: "EE02", createdAt: Fixtures.monday,
                    items: [
                        PreReview.Item(
                            paper: LocalizedText(zhHans: "照片“白底”\n", en: "Photo"), mark: .uploaded, files: ["f"],
                            verdict: .mend, reason: "'蓝底'")
                    ], handedInAt: Fixtures.after(1), reviewedAt: nil, reviewer: "王五", version: 4))
            try tx.approvals.save(
                ApprovalSwitch(rule: "A01", isOff: true, by: "管理员", reason: "复核", at: Fixtures.monday))
        }
        for start in stride(from: 0, to: tickets, by: 50) {
            try await work(engine, start..<min(tickets, start + 50), companies: companies)
        }
    }

    /// A filled store that nobody has open.
    static func make(_ folder: TemporaryFolder, tickets: Int) async throws {
        let station = try SQLiteStation(path: folder.file)
        try await fill(station, tickets: tickets)
        await station.close()
    }

    /// Tickets in one transaction, each from filing to one of nine ends.
    static func work(_ engine: any SQLEngine, _ indices: Range<Int>, companies: Int = 3) async throws {
        try await engine.write { tx in for index in indices { try work(tx, index, companies: companies) } }
    }

    private static func work(_ tx: borrowing StationTransaction, _ index: Int, companies: Int) throws {
        let company = try Fixtures.code(index % companies + 1)
        let now = Fixtures.after(Double(index) * 60)
        let opened = try Ticket.opening(
            Fixtures.filing(company, title: "第\(index)件 签证邀请函办理"),
            number: try tx.tickets.nextNumber(year: 2026), by: .company, at: now, policy: try Fixtures.policy)
        try tx.tickets.add(opened.ticket, Fixtures.recorded(opened))
        try tx.follow(opened)
        var ticket = opened.ticket
        for (party, action) in steps[index % steps.count] {
            let step = try ticket.applying(
                action, by: party, at: now.addingTimeInterval(Double(ticket.version) * 61.5),
                policy: try Fixtures.policy)
            try tx.tickets.save(step.ticket, Fixtures.recorded(step))
            try tx.follow(step)
            ticket = step.ticket
        }
    }

    private static let accept: (Party, TicketAction) = (
        .desk, .accept(lead: "entry-exit", assisting: ["economic-crime"], rule: "by-matter")
    )
    private static let take: (Party, TicketAction) = (.unit("entry-exit"), .take)
    private static let opinion: (Party, TicketAction) = (
        .unit("economic-crime"), .giveOpinion(leg: 1, stance: .agree, text: "同意")
    )
    private static let answer: (Party, TicketAction) = (.unit("entry-exit"), .answer(text: "已办理"))

    private static let steps: [[(Party, TicketAction)]] = [
        [],
        [accept],
        [accept, take],
        [accept, take, (.unit("entry-exit"), .requestMaterials(text: "请补"))],
        [accept, take, opinion, answer],
        [accept, take, opinion, answer, (.company, .confirm(.solved)), (.company, .rate(stars: 5, comment: "好"))],
        [(.desk, .refuse(reason: "不属于本站"))],
        [(.company, .withdraw(reason: "不需要了"))],
        [
            accept, take, opinion, answer, (.company, .confirm(.notSolved)), answer,
            (.company, .confirm(.partlySolved)),
        ],
    ]
}

extension Session {
    fileprivate init(tokenHash: String, account: String, at now: Date) {
        self.init(tokenHash: tokenHash, accountID: account, createdAt: now, expiresAt: now.addingTimeInterval(3600))
    }
}

extension StationTransaction {
    /// What the use cases write with every step.
    fileprivate func follow(_ step: Transition) throws {
        try audit.add(
            AuditEntry(
                id: UUID().uuidString, at: step.event.at, who: "login",
                action: "ticket.\(step.event.action.kind.rawValue)", subject: step.ticket.number.description,
                result: "ok"))
        for notice in step.notices where notice.audience == .company {
            try outbox.add(
                OutboxMessage(
                    id: UUID().uuidString, channel: .mail, destination: "a@example.com",
                    company: step.ticket.filing.company, ticket: step.ticket.number,
                    kind: "\(notice.kind.rawValue).company",
                    payload: OutboxMessage.Payload(subject: "通知", body: "正文"), createdAt: step.event.at))
        }
    }
}

/// Numbers that are the same in every run.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
