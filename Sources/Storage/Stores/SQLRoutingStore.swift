import Foundation
import Station

/// Editions of the routing rules, and when each came into force.
struct SQLRoutingStore: RoutingStore {
    let connection: any SQLConnection

    func numberInForce() throws -> Int? {
        try connection.first("SELECT edition FROM routing_publications ORDER BY sequence DESC LIMIT 1", [])?
            .int("edition")
    }

    func edition(_ number: Int) throws -> RoutingEdition? {
        try connection.first("SELECT * FROM routing_editions WHERE number = ?", [.int(number)]).map(Self.edition)
    }

    func edition(contentHash: String) throws -> RoutingEdition? {
        try connection.first("SELECT * FROM routing_editions WHERE content_hash = ?", [.text(contentHash)])
            .map(Self.edition)
    }

    func editions(limit: Int) throws -> [RoutingEdition] {
        try connection.query("SELECT * FROM routing_editions ORDER BY number DESC LIMIT ?", [.int(limit)])
            .map(Self.edition)
    }

    func publications(limit: Int) throws -> [RoutingPublication] {
        try connection.query("SELECT * FROM routing_publications ORDER BY sequence DESC LIMIT ?", [.int(limit)]).map {
            RoutingPublication(
                sequence: try $0.int("sequence"), edition: try $0.int("edition"), at: try $0.moment("at"),
                by: try $0.text("published_by"), reason: try $0.text("reason"))
        }
    }

    func hold() throws { try connection.lock(.routing) }

    func nextNumber() throws -> Int { try next("SELECT MAX(number) AS last FROM routing_editions") }

    func add(_ edition: RoutingEdition) throws {
        try connection.execute(
            """
            INSERT INTO routing_editions (number, content_hash, source, content, note, brought_at, brought_by)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .int(edition.number), .text(edition.contentHash), .text(edition.source),
                try JSONText.encode(edition.content), .text(edition.note), .moment(edition.broughtAt),
                .text(edition.broughtBy),
            ])
    }

    func publish(_ edition: Int, at now: Date, by login: String, reason: String) throws {
        try connection.execute(
            "INSERT INTO routing_publications (sequence, edition, at, published_by, reason) VALUES (?, ?, ?, ?, ?)",
            [
                .int(try next("SELECT MAX(sequence) AS last FROM routing_publications")), .int(edition), .moment(now),
                .text(login), .text(reason),
            ])
    }

    func countFiled(from start: Date, to end: Date) throws -> Int {
        try connection.first(
            "SELECT COUNT(*) AS total FROM tickets WHERE filed_at >= ? AND filed_at < ?",
            [.moment(start), .moment(end)])?.int("total") ?? 0
    }

    private func next(_ sql: String) throws -> Int {
        Int(try connection.first(sql, [])?.optionalInteger("last") ?? 0) + 1
    }

    private static func edition(_ row: SQLRow) throws(StoreError) -> RoutingEdition {
        RoutingEdition(
            number: try row.int("number"), contentHash: try row.text("content_hash"), source: try row.text("source"),
            content: try row.json("content", as: RoutingContent.self), note: try row.text("note"),
            broughtAt: try row.moment("brought_at"), broughtBy: try row.text("brought_by"))
    }
}
