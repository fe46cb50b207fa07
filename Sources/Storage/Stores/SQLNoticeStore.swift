import Casework
import Foundation
import Station

/// Inboxes, preferences and refused addresses; what came in by mail is in `SQLNoticeStore+Inbound`.
struct SQLNoticeStore: NoticeStore {
    let connection: any SQLConnection

    private static let list = "inbox"

    func add(_ item: InboxItem) throws {
        try connection.execute(
            """
            INSERT INTO inbox (id, account, kind, ticket, subject, path, is_urgent, at, read_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(item.id), .text(item.account), .text(item.kind), .optional(item.ticket), .text(item.subject),
                .text(item.path), .flag(item.isUrgent), .moment(item.at), .optional(item.readAt),
            ])
    }

    func inbox(of account: String, limit: Int, cursor: String?) throws -> Page<InboxItem> {
        var conditions = Conditions()
        conditions.and("account = ?", .text(account))
        if let position = Keyset(cursor, list: Self.list) {
            conditions.and(
                "at <= ? AND (at < ? OR id < ?)", .integer(position.key), .integer(position.key), .text(position.tie))
        }
        let size = Keyset.size(limit)
        let items = try connection.query(
            "SELECT * FROM inbox\(conditions.clause) ORDER BY at DESC, id DESC LIMIT ?",
            conditions.arguments + [.int(size + 1)]
        ).map(Self.item)
        let page = Array(items.prefix(size))
        guard items.count > size, let last = page.last else { return Page(items: page, next: nil) }
        return Page(items: page, next: Keyset(list: Self.list, key: last.at.milliseconds, tie: last.id).text)
    }

    func unread(of account: String, limit: Int) throws -> Int {
        let row = try connection.first(
            """
            SELECT COUNT(*) AS total FROM (
                SELECT 1 FROM inbox WHERE account = ? AND read_at IS NULL LIMIT ?) AS unread
            """,
            [.text(account), .int(limit)])
        return try row?.int("total") ?? 0
    }

    func item(_ id: String, of account: String) throws -> InboxItem? {
        try connection.first("SELECT * FROM inbox WHERE id = ? AND account = ?", [.text(id), .text(account)])
            .map(Self.item)
    }

    func markRead(_ id: String, of account: String, at now: Date) throws {
        try connection.execute(
            "UPDATE inbox SET read_at = ? WHERE id = ? AND account = ? AND read_at IS NULL",
            [.moment(now), .text(id), .text(account)])
    }

    func markAllRead(of account: String, at now: Date) throws {
        try connection.execute(
            "UPDATE inbox SET read_at = ? WHERE account = ? AND read_at IS NULL", [.moment(now), .text(account)])
    }

    func preferences(of reader: NoticeReader) throws -> NoticePreferences? {
        try connection.first("SELECT body FROM notice_preferences WHERE reader = ?", [.text(reader.description)])
            .map { try $0.json("body", as: NoticePreferences.self) }
    }

    func save(_ preferences: NoticePreferences, of reader: NoticeReader, at now: Date) throws {
        try connection.execute(
            """
            INSERT INTO notice_preferences (reader, body, updated_at) VALUES (?, ?, ?)
            ON CONFLICT (reader) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at
            """,
            [.text(reader.description), try JSONText.encode(preferences), .moment(now)])
    }

    func refused(_ address: String) throws -> RefusedAddress? {
        try connection.first("SELECT * FROM refused_addresses WHERE address = ?", [.text(address)]).map { row in
            RefusedAddress(
                address: try row.text("address"), reason: try row.text("reason"), at: try row.moment("at"))
        }
    }

    func save(_ refused: RefusedAddress) throws {
        try connection.execute(
            """
            INSERT INTO refused_addresses (address, reason, at) VALUES (?, ?, ?)
            ON CONFLICT (address) DO UPDATE SET reason = excluded.reason, at = excluded.at
            """,
            [.text(refused.address), .text(refused.reason), .moment(refused.at)])
    }

    func acceptAgain(_ address: String) throws -> Bool {
        try connection.execute("DELETE FROM refused_addresses WHERE address = ?", [.text(address)]) == 1
    }

    private static func item(_ row: SQLRow) throws(StoreError) -> InboxItem {
        InboxItem(
            id: try row.text("id"), account: try row.text("account"), kind: try row.text("kind"),
            ticket: try row.optionalNumber("ticket"), subject: try row.text("subject"), path: try row.text("path"),
            isUrgent: try row.flag("is_urgent"), at: try row.moment("at"), readAt: try row.optionalMoment("read_at"))
    }
}
