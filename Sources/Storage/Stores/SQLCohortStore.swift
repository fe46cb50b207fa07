import Casework
import Foundation
import HealthCheck
import Station

/// With whom companies are compared, and when they are reminded of the next self-test.
struct SQLCohortStore: CohortStore {
    let connection: any SQLConnection

    func replace(_ cells: [CohortCell]) throws {
        try connection.execute("DELETE FROM cohorts", [])
        for cell in cells {
            try connection.execute(
                "INSERT INTO cohorts (self_test, industry, size, members, refreshed_at) VALUES (?, ?, ?, ?, ?)",
                [
                    .text(cell.selfTest), .text(cell.industry), .text(cell.size), try JSONText.encode(cell.members),
                    .moment(cell.refreshedAt),
                ])
        }
    }

    func cells(_ selfTest: String, industry: String?, size: String?) throws -> [CohortCell] {
        var conditions = Conditions()
        conditions.and("self_test = ?", .text(selfTest))
        if let industry { conditions.and("industry = ?", .text(industry)) }
        if let size { conditions.and("size = ?", .text(size)) }
        return try connection.query("SELECT * FROM cohorts\(conditions.clause)", conditions.arguments)
            .map { row throws(StoreError) in
                CohortCell(
                    selfTest: try row.text("self_test"), industry: try row.text("industry"),
                    size: try row.text("size"), members: try row.json("members", as: [Cohort.Member].self),
                    refreshedAt: try row.moment("refreshed_at"))
            }
            .sorted { ($0.industry, $0.size) < ($1.industry, $1.size) }
    }

    func refreshedAt() throws -> Date? {
        try connection.first("SELECT MAX(refreshed_at) AS newest FROM cohorts", [])?.optionalMoment("newest")
    }

    func newestSubmissions(_ selfTest: String, after company: String?, limit: Int) throws -> [Submission] {
        // Read along the index company by company; a window over all of them would be computed anew for each page.
        try connection.query(
            """
            SELECT s.* FROM submissions s
            WHERE s.self_test = ? AND s.company > ? AND NOT EXISTS (
                SELECT 1 FROM submissions n
                WHERE n.self_test = s.self_test AND n.company = s.company
                    AND (n.submitted_at > s.submitted_at OR (n.submitted_at = s.submitted_at AND n.id > s.id)))
            ORDER BY s.company LIMIT ?
            """,
            [.text(selfTest), .text(company ?? ""), .int(limit)]
        ).map(SQLSelfTestStore.submission)
    }

    func plan(_ reminder: RetestReminder) throws {
        try connection.execute(
            """
            INSERT INTO retest_reminders (company, self_test, profile, due_at, sent_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (company, self_test) DO UPDATE SET
                profile = excluded.profile, due_at = excluded.due_at, sent_at = excluded.sent_at
            """,
            [
                .text(reminder.company.description), .text(reminder.selfTest), .text(reminder.profile),
                .moment(reminder.dueAt), .optional(reminder.sentAt),
            ])
    }

    func reminder(_ company: CreditCode, _ selfTest: String) throws -> RetestReminder? {
        try connection.first(
            "SELECT * FROM retest_reminders WHERE company = ? AND self_test = ?",
            [.text(company.description), .text(selfTest)]
        ).map(Self.reminder)
    }

    func due(at now: Date, limit: Int) throws -> [RetestReminder] {
        try connection.query(
            "SELECT * FROM retest_reminders WHERE due_at <= ? AND sent_at IS NULL ORDER BY due_at, company LIMIT ?",
            [.moment(now), .int(limit)]
        ).map(Self.reminder)
    }

    func markSent(_ reminder: RetestReminder, at now: Date) throws {
        try connection.execute(
            "UPDATE retest_reminders SET sent_at = ? WHERE company = ? AND self_test = ? AND profile = ?",
            [
                .moment(now), .text(reminder.company.description), .text(reminder.selfTest), .text(reminder.profile),
            ])
    }

    private static func reminder(_ row: SQLRow) throws(StoreError) -> RetestReminder {
        RetestReminder(
            profile: try row.text("profile"), company: try row.code("company"), selfTest: try row.text("self_test"),
            dueAt: try row.moment("due_at"), sentAt: try row.optionalMoment("sent_at"))
    }
}
