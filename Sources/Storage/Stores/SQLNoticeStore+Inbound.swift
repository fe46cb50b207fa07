import Station

/// What became of every mail a gateway brought.
extension SQLNoticeStore {
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
        try connection.query("SELECT outcome, COUNT(*) AS total FROM inbound_mails GROUP BY outcome")
            .reduce(into: [:]) { $0[try $1.word("outcome", as: InboundMail.Outcome.self)] = try $1.int("total") }
    }
}
