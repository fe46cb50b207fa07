import Casework
import Foundation
import HealthCheck
import Station

/// The figures managers look at: counts over integer columns, nothing that needs an engine's dates.
struct SQLSummaryStore: SummaryStore {
    let connection: any SQLConnection

    func figures(from start: Date, to end: Date, now: Date, unit: UnitID?) throws -> SummaryFigures {
        var filed = Conditions()
        filed.and("filed_at >= ? AND filed_at < ?", .moment(start), .moment(end))
        var open = Conditions()
        open.and("due_at IS NOT NULL")
        if let unit {
            filed.and("lead = ?", .text(unit.rawValue))
            open.and("lead = ?", .text(unit.rawValue))
        }
        var overdue = open
        overdue.and("due_at < ?", .moment(now))
        let total = try totals(filed)
        let openByState = try states("state", open)
        let overdueByUnit = try counts("lead", overdue)
        let byUnit = try units(filed, overdue: overdueByUnit)
        return SummaryFigures(
            filed: total.filed, ended: total.ended, openNow: openByState.values.reduce(0, +),
            overdueNow: overdueByUnit.values.reduce(0, +),
            openByStage: openByState.reduce(into: [:]) { $0[$1.key.stage, default: 0] += $1.value },
            medianHandling: try median(filed, of: total.answered), answeredInTime: total.inTime,
            answered: total.answered, ratings: try ratings(filed), rates: try rates(filed), byUnit: byUnit,
            filedPerDay: try days(filed))
    }

    func newestProfilesByIndustry() throws -> [IndustryProfile] {
        try connection.query(
            """
            SELECT body, industry FROM (
                SELECT p.body, c.industry, ROW_NUMBER() OVER (
                    PARTITION BY p.company, p.self_test ORDER BY p.issued_at DESC, p.id DESC) AS place
                FROM profiles p JOIN companies c ON c.code = p.company) ranked
            WHERE place = 1
            """
        ).map { IndustryProfile(industry: try $0.text("industry"), profile: try $0.json("body", as: Profile.self)) }
    }

    private func totals(_ filed: Conditions) throws -> (filed: Int, ended: Int, answered: Int, inTime: Int) {
        let row = try connection.first(
            """
            SELECT COUNT(*) AS filed, COUNT(ended_at) AS ended, COUNT(answered_at) AS answered,
                COUNT(CASE WHEN answered_in_time = 1 THEN 1 END) AS in_time
            FROM tickets\(filed.clause)
            """, filed.arguments)
        guard let row else { return (0, 0, 0, 0) }
        return (try row.int("filed"), try row.int("ended"), try row.int("answered"), try row.int("in_time"))
    }

    /// The middle of the times to a first answer; the mean of the middle two where their number is even.
    private func median(_ filed: Conditions, of answered: Int) throws -> TimeInterval? {
        guard answered > 0 else { return nil }
        var conditions = filed
        conditions.and("answered_seconds IS NOT NULL")
        let middle = try connection.query(
            "SELECT answered_seconds FROM tickets\(conditions.clause) ORDER BY answered_seconds LIMIT ? OFFSET ?",
            conditions.arguments + [.int(answered % 2 == 0 ? 2 : 1), .int((answered - 1) / 2)]
        ).map { Double(try $0.integer("answered_seconds")) }
        return middle.isEmpty ? nil : middle.reduce(0, +) / Double(middle.count)
    }

    private func ratings(_ filed: Conditions) throws -> [Int: Int] {
        var rated = filed
        rated.and("stars IS NOT NULL")
        let rows = try connection.query(
            "SELECT stars, COUNT(*) AS total FROM tickets\(rated.clause) GROUP BY stars", rated.arguments)
        return try rows.reduce(into: [:]) { $0[try $1.int("stars")] = try $1.int("total") }
    }

    /// Counts are over what was said: nobody is counted as content who was never asked.
    private func rates(_ filed: Conditions) throws -> SummaryFigures.ThreeRates {
        let row = try connection.first(
            """
            SELECT COUNT(responded) AS asked, COUNT(CASE WHEN responded = 1 THEN 1 END) AS responded,
                COUNT(solved) AS said, COUNT(CASE WHEN solved = 1 THEN 1 END) AS solved,
                COUNT(stars) AS rated, COUNT(CASE WHEN stars >= 3 THEN 1 END) AS satisfied
            FROM tickets\(filed.clause)
            """, filed.arguments)
        func share(_ yes: String, _ of: String) throws -> SummaryFigures.ThreeRates.Share {
            SummaryFigures.ThreeRates.Share(yes: try row?.int(yes) ?? 0, of: try row?.int(of) ?? 0)
        }
        return SummaryFigures.ThreeRates(
            responded: try share("responded", "asked"), solved: try share("solved", "said"),
            satisfied: try share("satisfied", "rated"))
    }

    private func days(_ filed: Conditions) throws -> [SummaryFigures.DayCount] {
        try connection.query(
            "SELECT filed_day, COUNT(*) AS total FROM tickets\(filed.clause) GROUP BY filed_day ORDER BY filed_day",
            filed.arguments
        ).map {
            SummaryFigures.DayCount(day: CivilDay(number: try $0.int("filed_day")), count: try $0.int("total"))
        }
    }

    private func units(_ filed: Conditions, overdue: [String: Int]) throws -> [SummaryFigures.UnitFigures] {
        var byState: [String: [TicketState: Int]] = [:]
        let rows = try connection.query(
            "SELECT lead, state, COUNT(*) AS total FROM tickets\(filed.clause) GROUP BY lead, state", filed.arguments)
        for row in rows {
            byState[try row.text("lead"), default: [:]][try row.word("state", as: TicketState.self)] =
                try row.int("total")
        }
        return Set(byState.keys).union(overdue.keys).sorted().map { unit in
            SummaryFigures.UnitFigures(
                unit: UnitID(rawValue: unit), byState: byState[unit] ?? [:], overdue: overdue[unit] ?? 0)
        }
    }

    private func counts(_ column: String, _ conditions: Conditions) throws -> [String: Int] {
        let rows = try connection.query(
            "SELECT \(column) AS word, COUNT(*) AS total FROM tickets\(conditions.clause) GROUP BY \(column)",
            conditions.arguments)
        return try rows.reduce(into: [:]) { $0[try $1.text("word")] = try $1.int("total") }
    }

    private func states(_ column: String, _ conditions: Conditions) throws -> [TicketState: Int] {
        try counts(column, conditions).reduce(into: [:]) { counts, item in
            guard let state = TicketState(rawValue: item.key) else {
                throw StoreError.damaged("\(column) is not a ticket state: \(item.key)")
            }
            counts[state] = item.value
        }
    }
}
