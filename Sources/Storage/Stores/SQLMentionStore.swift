import Casework
import Foundation
import Station

/// Who was called by name, and where.
struct SQLMentionStore: MentionStore {
    let connection: any SQLConnection

    func add(_ mention: Mention) throws {
        try connection.execute(
            """
            INSERT INTO mentions (account, ticket, sequence, at) VALUES (?, ?, ?, ?)
            ON CONFLICT (account, ticket, sequence) DO NOTHING
            """,
            [.text(mention.account), .number(mention.ticket), .int(mention.sequence), .moment(mention.at)])
    }

    func mentions(on ticket: TicketNumber) throws -> [NamedMention] {
        try connection.query(
            """
            SELECT m.account, m.ticket, m.sequence, m.at, a.login, a.display_name FROM mentions m
            JOIN accounts a ON a.id = m.account WHERE m.ticket = ?
            """,
            [.number(ticket)]
        ).map {
            NamedMention(
                mention: try Self.mention($0), login: try $0.text("login"), name: try $0.text("display_name"))
        }
        .sorted { ($0.mention.sequence, $0.login) < ($1.mention.sequence, $1.login) }
    }

    func mentions(of account: String, limit: Int) throws -> [Mention] {
        try connection.query(
            "SELECT * FROM mentions WHERE account = ? ORDER BY at DESC, ticket DESC, sequence DESC LIMIT ?",
            [.text(account), .int(limit)]
        ).map(Self.mention)
    }

    private static func mention(_ row: SQLRow) throws(StoreError) -> Mention {
        Mention(
            account: try row.text("account"), ticket: try row.number("ticket"), sequence: try row.int("sequence"),
            at: try row.moment("at"))
    }
}
