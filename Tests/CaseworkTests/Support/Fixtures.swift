import Casework
import Foundation
import Testing

extension WorkingCalendar {
    /// 9:00–12:00 and 13:30–17:30, with the State Council's notices of 2025 and 2026; nothing for other years.
    static let china: WorkingCalendar = {
        func days(_ spans: [(String, String)]) -> Set<CivilDay> {
            Set(spans.flatMap { from, to in (CivilDay(from)!.number...CivilDay(to)!.number).map(CivilDay.init) })
        }
        let year2025 = Year(
            holidays: days([
                ("2025-01-01", "2025-01-01"), ("2025-01-28", "2025-02-04"), ("2025-04-04", "2025-04-06"),
                ("2025-05-01", "2025-05-05"), ("2025-05-31", "2025-06-02"), ("2025-10-01", "2025-10-08"),
            ]),
            makeUpWorkdays: Set(
                ["2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"].map { CivilDay($0)! }))
        let year2026 = Year(
            holidays: days([
                ("2026-01-01", "2026-01-03"), ("2026-02-15", "2026-02-23"), ("2026-04-04", "2026-04-06"),
                ("2026-05-01", "2026-05-05"), ("2026-06-19", "2026-06-21"), ("2026-09-25", "2026-09-27"),
                ("2026-10-01", "2026-10-07"),
            ]),
            makeUpWorkdays: Set(
                ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"]
                    .map { CivilDay($0)! }))
        return WorkingCalendar(
            hours: [540..<720, 810..<1050], years: [2025: year2025, 2026: year2026], utcOffset: 8 * 3600)!
    }()

    /// `2026-02-13 10:00` or `2026-02-13 10:00:30`, China time.
    func at(_ text: String) -> Date {
        let parts = text.split(separator: " ")
        let clock = parts[1].split(separator: ":").map { Double($0)! }
        let seconds = clock[0] * 3600 + clock[1] * 60 + (clock.count > 2 ? clock[2] : 0)
        return date(CivilDay(String(parts[0]))!, minute: 0).addingTimeInterval(seconds)
    }
}

/// Abbreviation for a moment of the fixture calendar.
func at(_ text: String) -> Date { WorkingCalendar.china.at(text) }

extension CaseworkPolicy {
    /// The presets of the station.
    static let preset = preset(calendar: .china)

    static func preset(
        calendar: WorkingCalendar, reopenWithin: WorkingTime = .days(30), returnLimit: Int = 2
    ) -> CaseworkPolicy {
        CaseworkPolicy(
            calendar: calendar, desk: "desk", acceptance: .hours(2), acceptanceExpedited: .hours(1),
            receipt: .hours(4), opinion: .days(3), materials: .days(10), confirmation: .days(7),
            expeditedHandling: .hours(4), reopenWithin: reopenWithin, returnLimit: returnLimit)
    }
}

extension Filing {
    static func sample(
        urgency: Urgency = .normal, promise: WorkingTime = .days(5), title: String = "护照加急", wantsCall: Bool = false
    ) -> Filing {
        Filing(
            company: (try? CreditCode("91330109MA2XXXXXX4"))!, matter: "EE05", title: title, body: "…", origin: .window,
            warning: nil, promise: promise,
            suggestion: RoutingDecision(rule: "R99", lead: "u1", assisting: [], urgency: urgency, matched: []),
            caller: wantsCall ? Caller(name: "李四", phone: "13800000000", wantsCallBack: true) : nil)
    }
}

extension TicketNumber {
    static let sample = TicketNumber(year: 2026, sequence: 123)!
    static let other = TicketNumber(year: 2026, sequence: 124)!
}

extension Approval {
    static let sample = Approval(
        rule: "A01", since: CivilDay(number: 20_000),
        grounds: [Ground(condition: "noneOpen", value: "0", since: nil)])
}
