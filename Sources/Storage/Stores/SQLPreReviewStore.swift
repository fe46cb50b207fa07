import Casework
import Foundation
import Station

/// Pre-reviews; their papers stand as JSON, for they are only ever read together.
struct SQLPreReviewStore: PreReviewStore {
    let connection: any SQLConnection

    func add(_ review: PreReview) throws {
        try connection.execute(
            """
            INSERT INTO pre_reviews (
                company, matter, created_at, items, handed_in_at, is_waiting, reviewed_at, reviewer, version, id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [.text(review.company.description), .text(review.matter), .moment(review.createdAt)]
                + Self.changing(review) + [.int(review.version), .text(review.id)])
    }

    func update(_ review: PreReview) throws {
        let changed = try connection.execute(
            """
            UPDATE pre_reviews SET items = ?, handed_in_at = ?, is_waiting = ?, reviewed_at = ?, reviewer = ?,
                version = ?
            WHERE id = ? AND version = ?
            """,
            Self.changing(review) + [.int(review.version), .text(review.id), .int(review.version - 1)])
        guard changed == 1 else { throw StoreError.staleVersion }
    }

    func review(_ id: String) throws -> PreReview? {
        try connection.first("SELECT * FROM pre_reviews WHERE id = ?", [.text(id)]).map(Self.review)
    }

    func reviews(of company: CreditCode) throws -> [PreReview] {
        try connection.query(
            "SELECT * FROM pre_reviews WHERE company = ? ORDER BY created_at DESC, id DESC LIMIT 200",
            [.text(company.description)]
        ).map(Self.review)
    }

    func waiting(limit: Int) throws -> [PreReview] {
        try connection.query(
            "SELECT * FROM pre_reviews WHERE is_waiting = 1 ORDER BY handed_in_at, id LIMIT ?", [.int(limit)]
        ).map(Self.review)
    }

    private static func changing(_ review: PreReview) throws -> [SQLValue] {
        [
            try JSONText.encode(review.items), .optional(review.handedInAt), .flag(review.isWaiting),
            .optional(review.reviewedAt), .text(review.reviewer),
        ]
    }

    private static func review(_ row: SQLRow) throws(StoreError) -> PreReview {
        PreReview(
            id: try row.text("id"), company: try row.code("company"), matter: try row.text("matter"),
            createdAt: try row.moment("created_at"), items: try row.json("items", as: [PreReview.Item].self),
            handedInAt: try row.optionalMoment("handed_in_at"), reviewedAt: try row.optionalMoment("reviewed_at"),
            reviewer: try row.text("reviewer"), version: try row.int("version"))
    }
}
