import Foundation
import Testing

@testable import Casework

@Suite("Rules that approve")
struct ApprovalRuleTests {
    private static let now = at("2026-11-23 09:30")

    private static func facts(_ random: inout SplitMix64) -> ApprovalFacts {
        func dates() -> [Date] {
            (0..<Int.random(in: 0...3, using: &random)).map { _ in
                now.addingTimeInterval(-Double(Int.random(in: -2...900, using: &random)) * 86_400)
            }
        }
        return ApprovalFacts(
            matter: ["EE17", "HR05", "EE02"].randomElement(using: &random)!,
            origin: Origin.allCases.randomElement(using: &random)!,
            urgency: random.oneIn(5) ? .expedited : .normal, isFromWarning: random.oneIn(6),
            title: ["查询记录", "代查他人记录", "ＣＯＭＰＬＡＩＮＴ"].randomElement(using: &random)!,
            body: ["", "投诉", "谢谢"].randomElement(using: &random)!, papersFineAt: dates().first, solvedAt: dates(),
            refusedAt: dates(), openCount: random.oneIn(3) ? 1 : 0)
    }

    private static func condition(_ random: inout SplitMix64) -> ApprovalCondition {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: .origin([.portal, .api])
        case 1: .papersFine(withinDays: Int.random(in: 1...90, using: &random))
        case 2: .solvedBefore(least: Int.random(in: 1...2, using: &random), withinDays: 730)
        case 3: .noneOpen
        case 4: .notRefused(withinDays: 365)
        default: .textNone(["他人", "投诉", "complaint"])
        }
    }

    /// Said once more, without the rule's own code.
    private static func holds(_ condition: ApprovalCondition, _ facts: ApprovalFacts) -> Bool {
        func age(_ date: Date) -> Double { now.timeIntervalSince(date) / 86_400 }
        switch condition {
        case .origin(let origins): return origins.contains(facts.origin)
        case .papersFine(let days): return facts.papersFineAt.map { (0...Double(days)).contains(age($0)) } ?? false
        case .solvedBefore(let least, let days):
            return facts.solvedAt.count { (0...Double(days)).contains(age($0)) } >= least
        case .noneOpen: return facts.openCount == 0
        case .notRefused(let days): return !facts.refusedAt.contains { (0...Double(days)).contains(age($0)) }
        case .textNone(let words):
            let text = (facts.title + "\n" + facts.body).applyingTransform(.fullwidthToHalfwidth, reverse: false) ?? ""
            return !words.contains { text.lowercased().contains($0.text.lowercased()) }
        }
    }

    @Test("no rule approves what its facts do not meet, and it approves all that they do: 50,000 drawn pairs")
    func property() throws {
        var random = SplitMix64(seed: 27)
        var approved = 0
        for _ in 0..<50_000 {
            let conditions = (0..<Int.random(in: 1...4, using: &random)).map { _ in Self.condition(&random) }
            let since = CivilDay(random.oneIn(8) ? "2026-11-24" : "2026-11-01")!
            let rule = try #require(
                ApprovalRule(id: "A", since: since, matters: ["EE17", "HR05"], conditions: conditions, sample: 10))
            let facts = Self.facts(&random)
            let should =
                rule.matters.contains(facts.matter) && facts.urgency == .normal && !facts.isFromWarning
                && since <= CivilDay("2026-11-23")! && conditions.allSatisfy { Self.holds($0, facts) }
            let approval = rule.approval(of: facts, at: Self.now, .china)
            #expect((approval != nil) == should, "\(conditions) \(facts)")
            if let approval {
                approved += 1
                #expect(approval.grounds.map(\.condition) == conditions.map(\.word), "each condition is explained")
                #expect(approval.rule == "A" && approval.since == since)
            }
        }
        #expect(approved > 1000, "the draw reaches both sides")
    }

    @Test("a rule without matters, without conditions or without a sample is none")
    func noRule() {
        let since = CivilDay("2026-11-01")!
        #expect(ApprovalRule(id: "A", since: since, matters: [], conditions: [.noneOpen], sample: 10) == nil)
        #expect(ApprovalRule(id: "A", since: since, matters: ["EE17"], conditions: [], sample: 10) == nil)
        #expect(ApprovalRule(id: "A", since: since, matters: ["EE17"], conditions: [.noneOpen], sample: 0) == nil)
    }

    @Test("the share is drawn as large as it says, the same every time, and another seed draws others")
    func sample() {
        let numbers = (1...20_000).compactMap { TicketNumber(year: 2026, sequence: $0) }
        func drawn(_ percent: Int, _ seed: Int) -> Set<TicketNumber> {
            Set(numbers.filter { ApprovalSample.draws($0, rule: "A01", percent: percent, seed: seed) })
        }
        for percent in [1, 10, 20, 50] {
            let share = Double(drawn(percent, 2026).count) / Double(numbers.count) * 100
            #expect(abs(share - Double(percent)) < 1, "\(percent)")
        }
        #expect(drawn(100, 1).count == numbers.count)
        #expect(drawn(20, 2026) == drawn(20, 2026) && drawn(20, 2026) != drawn(20, 2027))
    }

    @Test("a rule answers only what nobody has worked on, and the answer stands in the event")
    func machine() throws {
        let opened = try Ticket.opening(.sample(), number: .sample, by: .company, at: Self.now, policy: .preset).ticket
        let step = try opened.applying(.approve(.sample, text: "已通过"), by: .clock, at: Self.now, policy: .preset)
        #expect(step.ticket.state == .answered && step.ticket.approval == .sample && step.ticket.reply?.text == "已通过")
        #expect(step.notices == [Notice(.ticketAnswered, to: .company)])
        #expect(throws: TicketError.self) {
            try opened.applying(.approve(.sample, text: "已通过"), by: .desk, at: Self.now, policy: .preset)
        }
        let urgent = try Ticket.opening(
            .sample(urgency: .expedited), number: .sample, by: .company, at: Self.now, policy: .preset
        ).ticket
        #expect(throws: TicketError.notForRule) {
            try urgent.applying(.approve(.sample, text: "已通过"), by: .clock, at: Self.now, policy: .preset)
        }
    }
}
