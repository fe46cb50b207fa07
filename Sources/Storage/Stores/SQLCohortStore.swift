import Casework
import Foundation
import HealthCheck
import Station

/// Whose answers are compared, and when companies are reminded of the next self-test; what comes of the comparison is in
/// `SQLCohortStore+Refreshes`.
struct SQLCohortStore: CohortStore {
    let connection: any SQLConnection

    func newestSubmissions(_ selfTest: String, after company: String?, limit: Int) throws -> [CohortCandidate] {
        // Read along the index company by company; a window over all of them would be computed anew for each page.
        try connection.query(
            """
            SELECT s.*, c.industry, c.size, c.affiliation FROM submissions s JOIN companies c ON c.code = s.company
            WHERE s.self_test = ? AND s.company > ? AND NOT EXISTS (
                SELECT 1 FROM submissions n
                WHERE n.self_test = s.self_test AND n.company = s.company
                    AND (n.submitted_at > s.submitted_at OR (n.submitted_at = s.submitted_at AND n.id > s.id)))
            ORDER BY s.company LIMIT ?
            """,
            [.text(selfTest), .text(company ?? ""), .int(limit)]
        ).map { row throws(StoreError) in
            CohortCandidate(
                submission: try SQLSelfTestStore.submission(row), industry: try row.text("industry"),
                size: try row.text("size"), affiliation: try row.text("affiliation"))
        }
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

    func putOff(_ reminder: RetestReminder, until later: Date) throws {
        try connection.execute(
            """
            UPDATE retest_reminders SET due_at = ?
            WHERE company = ? AND self_test = ? AND profile = ? AND sent_at IS NULL
            """,
            [
                .moment(later), .text(reminder.company.description), .text(reminder.selfTest), .text(reminder.profile),
            ])
    }

    private static func reminder(_ row: SQLRow) throws(StoreError) -> RetestReminder {
        RetestReminder(
            profile: try row.text("profile"), company: try row.code("company"), selfTest: try row.text("self_test"),
            dueAt: try row.moment("due_at"), sentAt: try row.optionalMoment("sent_at"))
    }
}
