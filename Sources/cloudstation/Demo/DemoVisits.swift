import Casework
import Foundation
import HealthCheck
import Station

/// Visits of today and the days around it, a waiting list, papers beforehand, and approvals by rule.
struct DemoVisits {
    let catalogue: StationCatalogue
    let companies: [Company]
    let now: Date

    private var calendar: WorkingCalendar { catalogue.policy.calendar }

    /// Stores all of it; the caller's transaction makes it one.
    func store(in tx: borrowing StationTransaction, chance: inout DemoChance) throws {
        for site in catalogue.sites.sites {
            for place in site.counters { try fill(site, place.counter, in: tx, &chance) }
        }
        try storePapers(in: tx, &chance)
        try storeApprovals(in: tx)
    }

    private static let visitors = ["王晓", "李静", "陈宇", "赵敏", "孙航", "周越", "吴桐", "郑好"]
    private static let notes = ["", "", "带两本旧护照一起办。", "外籍员工同来，需要英语。"]

    /// Yesterday's, today's and the next two working days: fuller the nearer they are.
    private func fill(
        _ site: ServiceSite, _ counter: Counter, in tx: borrowing StationTransaction, _ chance: inout DemoChance
    ) throws {
        let plan = SlotPlan(
            counter: counter, calendar: calendar, closed: site.closed, rules: catalogue.sites.rules)
        let today = calendar.day(of: now)
        let days = (-3...8).map(today.advanced(by:)).filter(plan.isOpen)
        let from = days.lastIndex { $0 < today } ?? 0
        for (distance, day) in days[from...].prefix(4).enumerated() {
            // The single window for companies is full tomorrow, so that somebody waits for it.
            let isFull = counter.capacity == 1 && distance == 2
            for (index, slot) in plan.slots(on: day).enumerated() where isFull || index % (distance + 2) == 0 {
                try tx.visits.add(
                    visit(site, counter, slot, seat: 1, index: index + 3 * distance, at: day, &chance))
            }
            guard isFull else { continue }
            try tx.visits.add(waiting(site, counter, on: day, &chance))
        }
    }

    private func visit(
        _ site: ServiceSite, _ counter: Counter, _ slot: Slot, seat: Int, index: Int, at day: CivilDay,
        _ chance: inout DemoChance
    ) -> Appointment {
        let booked = calendar.date(workingMinutes: 900, before: now)
        // The company one signs in as has a visit ahead of it, and room for more.
        let isOwn = index == 6 && counter.matters.contains("EE02")
        let company = isOwn ? companies[0] : companies[2 + index % min(companies.count - 2, 25)]
        let isOver = slot.end < now
        let state: Appointment.State = isOver ? (index % 7 == 5 ? .noShow : .arrived) : .booked
        return Appointment(
            id: UUIDv7.make(at: booked, random: chance.bytes(10)), company: company.code,
            matter: counter.matters[index % counter.matters.count], site: site.id, counter: counter.id,
            visitor: Appointment.Visitor(
                name: Self.visitors[index % Self.visitors.count], phone: company.contactPhone),
            note: Self.notes[index % Self.notes.count], bookedBy: "company", createdAt: booked, day: day, slot: slot,
            seat: seat, state: state, version: isOver ? 2 : 1)
    }

    private func waiting(
        _ site: ServiceSite, _ counter: Counter, on day: CivilDay, _ chance: inout DemoChance
    ) -> Appointment {
        let asked = calendar.date(workingMinutes: 60, before: now)
        return Appointment(
            id: UUIDv7.make(at: asked, random: chance.bytes(10)), company: companies[0].code,
            matter: counter.matters[0], site: site.id, counter: counter.id,
            visitor: Appointment.Visitor(name: companies[0].contactName, phone: companies[0].contactPhone), note: "",
            bookedBy: "company", createdAt: asked, day: day, slot: nil, seat: nil, state: .waiting)
    }

    /// The first company's passport papers, one of them to mend; another company's, handed in and waiting.
    private func storePapers(in tx: borrowing StationTransaction, _ chance: inout DemoChance) throws {
        let begun = calendar.date(workingMinutes: 500, before: now)
        let seen = calendar.date(workingMinutes: 200, before: now)
        func items(_ code: String, _ verdicts: [(PreReview.Verdict?, String)]) -> [PreReview.Item] {
            (catalogue.matter(code)?.papers ?? []).enumerated().map { place, paper in
                let word = verdicts.indices.contains(place) ? verdicts[place] : (nil, "")
                return PreReview.Item(paper: paper, mark: .ready, files: [], verdict: word.0, reason: word.1)
            }
        }
        func add(_ company: Company, _ code: String, _ verdicts: [(PreReview.Verdict?, String)], waits: Bool) throws {
            let items = items(code, verdicts)
            let isDone = items.allSatisfy { $0.verdict == .fine || $0.verdict == .notNeeded }
            try tx.preReviews.add(
                PreReview(
                    id: UUIDv7.make(at: begun, random: chance.bytes(10)), company: company.code, matter: code,
                    createdAt: begun, items: items, handedInAt: waits || isDone ? seen : nil,
                    reviewedAt: waits ? nil : seen, reviewer: waits ? "" : DemoAccounts.name(of: "entry-exit") ?? "",
                    version: 3))
        }
        try add(
            companies[0], "EE02",
            [(.fine, ""), (.fine, ""), (.mend, "照片是蓝底，请换白底的。"), (.notNeeded, ""), (.fine, "")], waits: false)
        try add(companies[0], "EE17", [(.fine, ""), (.fine, "")], waits: false)
        try add(companies[3], "EE20", [], waits: true)
        try add(companies[5], "EE28", [], waits: true)
    }

    /// Two requests that a rule answered a few minutes ago; one is drawn for a person.
    private func storeApprovals(in tx: borrowing StationTransaction) throws {
        guard let card = catalogue.approvals.cards.first, let code = card.rule.matters.first,
            let matter = catalogue.matter(code)
        else { return }
        for (index, company) in companies.dropFirst(6).prefix(2).enumerated() {
            let at = now.addingTimeInterval(-Double(9 - index) * 60)
            let title = "查询 3 名员工的出入境记录"
            let facts = RoutingFacts(
                matter: code, matterUnit: matter.unit, title: title, body: "", urgency: .normal, origin: .portal,
                industry: company.industry, grade: nil)
            let opened = try Ticket.opening(
                Filing(
                    company: company.code, matter: code, title: title, body: "用于境外项目投标。", origin: .portal,
                    warning: nil, promise: matter.promise, suggestion: catalogue.routing.decide(facts)),
                number: try tx.tickets.nextNumber(year: calendar.day(of: at).year), by: .company, at: at,
                policy: catalogue.policy)
            try tx.tickets.add(
                opened.ticket, RecordedEvent(event: opened.event, actor: company.contactName))
            guard let approval = card.rule.approval(of: Self.facts(code, title, at), at: at, calendar) else { continue }
            let step = try opened.ticket.applying(
                .approve(approval, text: card.answer[.zhHans]), by: .clock, at: at, policy: catalogue.policy)
            try tx.tickets.save(step.ticket, RecordedEvent(event: step.event, actor: ""))
            if index == 0 {
                try tx.approvals.add(ApprovalReview(ticket: step.ticket.number, rule: card.rule.id, drawnAt: at))
            }
        }
    }

    private static func facts(_ code: String, _ title: String, _ at: Date) -> ApprovalFacts {
        ApprovalFacts(
            matter: code, origin: .portal, urgency: .normal, isFromWarning: false, title: title, body: "",
            papersFineAt: at.addingTimeInterval(-86_400), solvedAt: [at.addingTimeInterval(-40 * 86_400)],
            refusedAt: [], openCount: 0)
    }
}
