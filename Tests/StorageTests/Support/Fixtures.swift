import Casework
import Foundation
import HealthCheck
import Station

/// Fictional companies, people and tickets.
enum Fixtures {
    /// Monday 2026-03-02, 09:00 in Shanghai.
    static let monday = Date(timeIntervalSince1970: 1_772_413_200)

    static func after(_ seconds: TimeInterval) -> Date { monday.addingTimeInterval(seconds) }

    static var policy: CaseworkPolicy {
        get throws {
            guard let calendar = WorkingCalendar(hours: [540..<720, 810..<1050], years: [:], utcOffset: 28_800) else {
                throw StoreError.damaged("calendar")
            }
            return CaseworkPolicy(
                calendar: calendar, desk: "desk", acceptance: .hours(4), acceptanceExpedited: .hours(1),
                receipt: .hours(4), opinion: .days(2), materials: .days(5), confirmation: .days(5),
                expeditedHandling: .days(1), reopenWithin: .days(10), returnLimit: 2)
        }
    }

    /// The `index`th valid credit code.
    static func code(_ index: Int) throws -> CreditCode {
        let digits = String(index)
        let prefix = "91310115MA" + String(repeating: "0", count: 7 - digits.count) + digits
        for check in "0123456789ABCDEFGHJKLMNPQRTUWXY" {
            if let code = try? CreditCode(prefix + String(check)) { return code }
        }
        throw StoreError.damaged("no check character fits \(prefix)")
    }

    static func company(_ index: Int, name: String? = nil, industry: String = "trade") throws -> Company {
        Company(
            code: try code(index), name: name ?? "虚构第\(index)进出口有限公司", industry: industry, size: "small",
            contactName: "张三", contactPhone: "021-00000000", contactEmail: "a\(index)@example.com",
            language: .zhHans)
    }

    static func account(
        _ id: String, login: String? = nil, roles: Set<Role> = [.liaison], unit: UnitID? = nil,
        company: CreditCode? = nil, isDisabled: Bool = false
    ) -> Account {
        Account(
            id: id, login: login ?? "login-\(id)", displayName: "李四", roles: roles, unit: unit, company: company,
            email: "\(id)@example.com", language: .zhHans, passwordHash: "scrypt$", isDisabled: isDisabled)
    }

    static func filing(
        _ company: CreditCode, title: String = "签证邀请函办理", body: String = "请协助", matter: String = "EE05"
    ) -> Filing {
        Filing(
            company: company, matter: matter, title: title, body: body, origin: .portal, warning: nil,
            promise: .days(5),
            suggestion: RoutingDecision(
                rule: "by-matter", lead: "entry-exit", assisting: [], urgency: .normal, matched: ["matter=\(matter)"]))
    }

    static func recorded(_ transition: Transition) -> RecordedEvent {
        RecordedEvent(event: transition.event, actor: "王五")
    }
}

extension StationTransaction {
    /// Files a ticket of `company`, which must be stored.
    @discardableResult
    func file(_ filing: Filing, at now: Date = Fixtures.monday) throws -> Ticket {
        let opened = try Ticket.opening(
            filing, number: try tickets.nextNumber(year: 2026), by: .company, at: now, policy: try Fixtures.policy)
        try tickets.add(opened.ticket, Fixtures.recorded(opened))
        return opened.ticket
    }

    /// Applies `action` and saves.
    @discardableResult
    func act(_ action: TicketAction, on ticket: Ticket, by party: Party, at now: Date) throws -> Ticket {
        let next = try ticket.applying(action, by: party, at: now, policy: try Fixtures.policy)
        try tickets.save(next.ticket, Fixtures.recorded(next))
        return next.ticket
    }

    /// Accepts for `unit` and takes over.
    @discardableResult
    func start(_ ticket: Ticket, unit: UnitID, assisting: [UnitID] = [], at now: Date) throws -> Ticket {
        let accepted = try act(.accept(lead: unit, assisting: assisting, rule: nil), on: ticket, by: .desk, at: now)
        return try act(.take, on: accepted, by: .unit(unit), at: now)
    }
}
