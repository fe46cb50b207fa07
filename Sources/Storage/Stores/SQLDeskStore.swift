import Casework
import Foundation
import Station

/// Drafts, presences and saved filters of officers.
struct SQLDeskStore: DeskStore {
    let connection: any SQLConnection

    func save(_ draft: DeskDraft) throws {
        let key: [SQLValue] = [.text(draft.account), .number(draft.ticket), .text(draft.field)]
        guard !draft.text.isEmpty else {
            try connection.execute("DELETE FROM desk_drafts WHERE account = ? AND ticket = ? AND field = ?", key)
            return
        }
        try connection.execute(
            """
            INSERT INTO desk_drafts (account, ticket, field, body, updated_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (account, ticket, field) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at
            """,
            key + [.text(draft.text), .moment(draft.updatedAt)])
    }

    func drafts(of account: String, on ticket: TicketNumber) throws -> [DeskDraft] {
        try connection.query(
            "SELECT field, body, updated_at FROM desk_drafts WHERE account = ? AND ticket = ?",
            [.text(account), .number(ticket)]
        ).map {
            DeskDraft(
                account: account, ticket: ticket, field: try $0.text("field"), text: try $0.text("body"),
                updatedAt: try $0.moment("updated_at"))
        }
        .sorted { $0.field < $1.field }
    }

    func enter(_ ticket: TicketNumber, _ account: String, isWriting: Bool, at now: Date) throws {
        try connection.execute(
            """
            INSERT INTO presences (ticket, account, is_writing, at) VALUES (?, ?, ?, ?)
            ON CONFLICT (ticket, account) DO UPDATE SET is_writing = excluded.is_writing, at = excluded.at
            """,
            [.number(ticket), .text(account), .flag(isWriting), .moment(now)])
    }

    func present(at ticket: TicketNumber, besides account: String, since start: Date) throws -> [Presence] {
        try connection.query(
            """
            SELECT p.account, a.display_name, p.is_writing FROM presences p JOIN accounts a ON a.id = p.account
            WHERE p.ticket = ? AND p.account <> ? AND p.at >= ? ORDER BY p.is_writing DESC, p.at DESC, p.account
            """,
            [.number(ticket), .text(account), .moment(start)]
        ).map {
            Presence(
                account: try $0.text("account"), name: try $0.text("display_name"),
                isWriting: try $0.int("is_writing") == 1)
        }
    }

    func add(_ filter: SavedFilter) throws {
        try connection.execute(
            "INSERT INTO saved_filters (id, account, name, query, created_at) VALUES (?, ?, ?, ?, ?)",
            [
                .text(filter.id), .text(filter.account), .text(filter.name), .text(filter.query),
                .moment(filter.createdAt),
            ])
    }

    func filters(of account: String) throws -> [SavedFilter] {
        try connection.query(
            "SELECT * FROM saved_filters WHERE account = ? ORDER BY created_at, id", [.text(account)]
        ).map {
            SavedFilter(
                id: try $0.text("id"), account: account, name: try $0.text("name"), query: try $0.text("query"),
                createdAt: try $0.moment("created_at"))
        }
    }

    func deleteFilter(_ id: String, of account: String) throws {
        try connection.execute(
            "DELETE FROM saved_filters WHERE id = ? AND account = ?", [.text(id), .text(account)])
    }
}
