import Casework
import Foundation
import HealthCheck
import Station

/// What companies mean to do about their profiles.
struct SQLPlanStore: PlanStore {
    let connection: any SQLConnection

    func add(_ item: PlanItem) throws {
        try connection.execute(
            """
            INSERT INTO plan_items (
                id, company, self_test, profile, question, title, advice, owner, due_day, note, done_at, version,
                created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(item.id), .text(item.company.description), .text(item.selfTest), .text(item.profile),
                .text(item.question), try JSONText.encode(item.title), try JSONText.encode(item.advice),
                .text(item.owner), .optional(item.due), .text(item.note), .optional(item.doneAt), .int(item.version),
                .moment(item.createdAt),
            ])
    }

    func item(_ id: String) throws -> PlanItem? {
        try connection.first("SELECT * FROM plan_items WHERE id = ?", [.text(id)]).map(Self.item)
    }

    func items(of company: CreditCode) throws -> [PlanItem] {
        try connection.query(
            "SELECT * FROM plan_items WHERE company = ? ORDER BY created_at, id", [.text(company.description)]
        )
        .map(Self.item)
        .sorted { Self.order($0) < Self.order($1) }
    }

    func update(_ item: PlanItem, from version: Int) throws {
        let changed = try connection.execute(
            """
            UPDATE plan_items SET owner = ?, due_day = ?, note = ?, done_at = ?, version = ?
            WHERE id = ? AND version = ?
            """,
            [
                .text(item.owner), .optional(item.due), .text(item.note), .optional(item.doneAt), .int(version + 1),
                .text(item.id), .int(version),
            ])
        guard changed == 1 else { throw StoreError.staleVersion }
    }

    func delete(_ id: String) throws {
        try connection.execute("DELETE FROM plan_items WHERE id = ?", [.text(id)])
    }

    /// Open before done; open ones by due day, undated last; done ones newest first.
    private static func order(_ item: PlanItem) -> (Int, Double, String) {
        guard let done = item.doneAt else { return (0, item.due.map { Double($0.number) } ?? .infinity, item.id) }
        return (1, -done.timeIntervalSince1970, item.id)
    }

    private static func item(_ row: SQLRow) throws(StoreError) -> PlanItem {
        PlanItem(
            id: try row.text("id"), company: try row.code("company"), selfTest: try row.text("self_test"),
            profile: try row.text("profile"), question: try row.text("question"),
            title: try row.json("title", as: LocalizedText.self), advice: try row.json("advice", as: Advice.self),
            owner: try row.text("owner"), due: try row.optionalInteger("due_day").map { CivilDay(number: Int($0)) },
            note: try row.text("note"), doneAt: try row.optionalMoment("done_at"), version: try row.int("version"),
            createdAt: try row.moment("created_at"))
    }
}
