import Casework
import Foundation
import Station

/// Approvals drawn for a person to look at, and the rules' switches.
struct SQLApprovalStore: ApprovalStore {
    let connection: any SQLConnection

    func add(_ review: ApprovalReview) throws {
        try connection.execute(
            """
            INSERT INTO approval_reviews (ticket, rule, drawn_at, finding, comment, reviewer, reviewed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .number(review.ticket), .text(review.rule), .moment(review.drawnAt),
                .optional(review.finding?.rawValue), .text(review.comment), .text(review.reviewer),
                .optional(review.reviewedAt),
            ])
    }

    func review(_ ticket: TicketNumber) throws -> ApprovalReview? {
        try connection.first("SELECT * FROM approval_reviews WHERE ticket = ?", [.number(ticket)]).map(Self.review)
    }

    func conclude(_ review: ApprovalReview) throws {
        let changed = try connection.execute(
            """
            UPDATE approval_reviews SET finding = ?, comment = ?, reviewer = ?, reviewed_at = ?
            WHERE ticket = ? AND finding IS NULL
            """,
            [
                .optional(review.finding?.rawValue), .text(review.comment), .text(review.reviewer),
                .optional(review.reviewedAt), .number(review.ticket),
            ])
        guard changed == 1 else { throw StoreError.staleVersion }
    }

    func reviews(isConcluded: Bool, limit: Int) throws -> [ApprovalReview] {
        let sql =
            isConcluded
            ? "SELECT * FROM approval_reviews WHERE finding IS NOT NULL ORDER BY reviewed_at DESC, ticket DESC LIMIT ?"
            : "SELECT * FROM approval_reviews WHERE finding IS NULL ORDER BY drawn_at, ticket LIMIT ?"
        return try connection.query(sql, [.int(limit)]).map(Self.review)
    }

    func tally() throws -> [String: [ApprovalReview.Finding?: Int]] {
        let rows = try connection.query(
            "SELECT rule, finding, COUNT(*) AS total FROM approval_reviews GROUP BY rule, finding")
        return try rows.reduce(into: [:]) { tally, row in
            let finding = try row.optionalText("finding").flatMap(ApprovalReview.Finding.init(rawValue:))
            tally[try row.text("rule"), default: [:]][finding] = try row.int("total")
        }
    }

    func save(_ change: ApprovalSwitch) throws {
        try connection.execute(
            """
            INSERT INTO approval_switches (rule, is_off, by_name, reason, at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (rule) DO UPDATE SET is_off = excluded.is_off, by_name = excluded.by_name,
                reason = excluded.reason, at = excluded.at
            """,
            [.text(change.rule), .flag(change.isOff), .text(change.by), .text(change.reason), .moment(change.at)])
    }

    func switches() throws -> [ApprovalSwitch] {
        try connection.query("SELECT * FROM approval_switches").map {
            ApprovalSwitch(
                rule: try $0.text("rule"), isOff: try $0.flag("is_off"), by: try $0.text("by_name"),
                reason: try $0.text("reason"), at: try $0.moment("at"))
        }
        .sorted { $0.rule < $1.rule }
    }

    func isOff(_ rule: String) throws -> Bool {
        try connection.first("SELECT is_off FROM approval_switches WHERE rule = ?", [.text(rule)])?.flag("is_off")
            ?? false
    }

    private static func review(_ row: SQLRow) throws(StoreError) -> ApprovalReview {
        ApprovalReview(
            ticket: try row.number("ticket"), rule: try row.text("rule"), drawnAt: try row.moment("drawn_at"),
            finding: try row.optionalText("finding").flatMap(ApprovalReview.Finding.init(rawValue:)),
            comment: try row.text("comment"), reviewer: try row.text("reviewer"),
            reviewedAt: try row.optionalMoment("reviewed_at"))
    }
}
