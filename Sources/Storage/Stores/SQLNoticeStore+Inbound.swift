import Casework
import Station

/// What became of every mail a gateway brought, and those that wait for a person's word.
extension SQLNoticeStore {
    func holdInbound(_ id: String) throws { try connection.lock(.inboundMail, id) }

    func add(_ mail: InboundMail) throws {
        try connection.execute(
            "INSERT INTO inbound_mails (id, at, outcome, reason, sender, ticket) VALUES (?, ?, ?, ?, ?, ?)",
            [
                .text(mail.id), .moment(mail.at), .text(mail.outcome.rawValue), .text(mail.reason),
                .text(mail.sender), .optional(mail.ticket),
            ])
    }

    func inbound(_ id: String) throws -> InboundMail? {
        try connection.first("SELECT * FROM inbound_mails WHERE id = ?", [.text(id)]).map {
            InboundMail(
                id: try $0.text("id"), at: try $0.moment("at"),
                outcome: try $0.word("outcome", as: InboundMail.Outcome.self), reason: try $0.text("reason"),
                sender: try $0.text("sender"), ticket: try $0.optionalNumber("ticket"))
        }
    }

    func inboundCounts() throws -> [InboundMail.Outcome: Int] {
        try connection.query(
            """
            SELECT COALESCE(r.outcome, m.outcome) AS fate, COUNT(*) AS total
            FROM inbound_mails m LEFT JOIN mail_rulings r ON r.mail = m.id GROUP BY COALESCE(r.outcome, m.outcome)
            """
        ).reduce(into: [:]) { $0[try $1.word("fate", as: InboundMail.Outcome.self)] = try $1.int("total") }
    }

    func keep(_ mail: QuarantinedMail) throws {
        try connection.execute(
            "INSERT INTO quarantined_mails (mail, at, sender, body, is_cut) VALUES (?, ?, ?, ?, ?)",
            [.text(mail.id), .moment(mail.at), .text(mail.sender), .text(mail.text), .flag(mail.isCut)])
    }

    func quarantined(_ id: String) throws -> QuarantinedMail? {
        try connection.first("\(Self.waitingMails) WHERE q.mail = ?", [.text(id)]).map(Self.quarantined)
    }

    func quarantined(limit: Int, cursor: String?) throws -> Page<QuarantinedMail> {
        var conditions = Conditions()
        if let position = Keyset(cursor, list: Self.mails) {
            conditions.and(
                "q.at <= ? AND (q.at < ? OR q.mail < ?)", .integer(position.key), .integer(position.key),
                .text(position.tie))
        }
        let size = Keyset.size(limit)
        let found = try connection.query(
            "\(Self.waitingMails)\(conditions.clause) ORDER BY q.at DESC, q.mail DESC LIMIT ?",
            conditions.arguments + [.int(size + 1)]
        ).map(Self.quarantined)
        let items = Array(found.prefix(size))
        guard found.count > size, let last = items.last else { return Page(items: items, next: nil) }
        return Page(items: items, next: Keyset(list: Self.mails, key: last.at.milliseconds, tie: last.id).text)
    }

    func rule(_ ruling: MailRuling) throws -> Bool {
        // Whoever takes the text away rules; on several nodes the others find it gone.
        guard try connection.execute("DELETE FROM quarantined_mails WHERE mail = ?", [.text(ruling.mail)]) == 1 else {
            return false
        }
        let outcome: InboundMail.Outcome = ruling.ticket == nil ? .refused : .accepted
        try connection.execute(
            "INSERT INTO mail_rulings (mail, at, outcome, ticket, ruled_by) VALUES (?, ?, ?, ?, ?)",
            [
                .text(ruling.mail), .moment(ruling.at), .text(outcome.rawValue), .optional(ruling.ticket),
                .text(ruling.by),
            ])
        return true
    }

    private static let mails = "mails"
    private static let waitingMails = """
        SELECT q.mail, q.at, m.reason, q.sender, m.ticket, q.body, q.is_cut
        FROM quarantined_mails q JOIN inbound_mails m ON m.id = q.mail
        """

    private static func quarantined(_ row: SQLRow) throws(StoreError) -> QuarantinedMail {
        QuarantinedMail(
            id: try row.text("mail"), at: try row.moment("at"), reason: try row.text("reason"),
            sender: try row.text("sender"), ticket: try row.optionalNumber("ticket"), text: try row.text("body"),
            isCut: try row.flag("is_cut"))
    }
}
