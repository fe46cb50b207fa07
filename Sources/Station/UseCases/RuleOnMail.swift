public import Casework
import Foundation

/// Mails that are plausible but not proven wait for the desk: it sees what they say, and accepts or refuses them.
extension Station {
    /// What waits, newest first.
    public func quarantinedMails(
        limit: Int, cursor: String?, by principal: Principal
    ) async throws -> Page<QuarantinedMail> {
        try access.requireDesk(principal)
        return try await database.read { tx in
            try tx.notices.quarantined(limit: min(100, max(1, limit)), cursor: cursor)
        }
    }

    /// One that waits.
    public func quarantinedMail(_ id: String, by principal: Principal) async throws -> QuarantinedMail {
        try access.requireDesk(principal)
        return try await database.read { tx in
            guard let mail = try tx.notices.quarantined(id) else { throw StationError.notFound }
            return mail
        }
    }

    /// Whether such a mail ever came in: for who comes too late to rule on it.
    public func knowsMail(_ id: String, by principal: Principal) async throws -> Bool {
        try access.requireDesk(principal)
        return try await database.read { tx in try tx.notices.inbound(id) != nil }
    }

    /// Makes a quarantined mail a message of the company on `number`, or on the ticket of the notice it answers.
    public func acceptMail(
        _ id: String, on number: TicketNumber?, by principal: Principal
    ) async throws -> TicketNumber {
        try access.requireDesk(principal)
        return try await database.write { [self] tx in
            guard let mail = try tx.notices.quarantined(id) else { throw StationError.notFound }
            guard let number = number ?? mail.ticket else {
                throw StationError.invalid([FieldProblem("/ticket", .missing)])
            }
            // Somebody else's step on the ticket at this moment must not undo the ruling.
            try tx.tickets.hold(number)
            guard let ticket = try tx.tickets.ticket(number) else {
                throw StationError.invalid([FieldProblem("/ticket", .unknownTicket)])
            }
            try rule(mail, ticket: number, principal, tx)
            try apply(.message(text: mail.text), to: ticket, by: .company, actor: nil, tx)
            return number
        }
    }

    /// Refuses a quarantined mail; its text is gone.
    public func refuseMail(_ id: String, by principal: Principal) async throws {
        try access.requireDesk(principal)
        try await database.write { [self] tx in
            guard let mail = try tx.notices.quarantined(id) else { throw StationError.notFound }
            try rule(mail, ticket: nil, principal, tx)
        }
    }

    private func rule(
        _ mail: QuarantinedMail, ticket: TicketNumber?, _ principal: Principal, _ tx: borrowing StationTransaction
    ) throws {
        let ruling = MailRuling(mail: mail.id, at: ambient.now(), ticket: ticket, by: principal.account.login)
        // Two who rule at once: the second finds nothing left.
        guard try tx.notices.rule(ruling) else { throw StationError.notFound }
        try audit(
            ticket == nil ? "mail.refuse" : "mail.accept", ticket?.description ?? mail.id, by: ruling.by,
            result: "\(mail.reason) \(Masking.address(mail.sender))", tx)
    }

    /// Keeps the text of a mail for the desk, and tells the desk, once an hour however many come: anybody can send mail.
    func keep(_ mail: IncomingMail, as taken: InboundMail, _ tx: borrowing StationTransaction) throws {
        let isTold = try tx.notices.quarantined(limit: 1, cursor: nil).items
            .contains { $0.at > taken.at.addingTimeInterval(-Self.quarantineTold) }
        let text = ReplyText.own(mail.text)
        try tx.notices.keep(
            QuarantinedMail(
                id: taken.id, at: taken.at, reason: taken.reason, sender: mail.from.oneLine, ticket: taken.ticket,
                text: String(text.prefix(Self.actionTextLimit)), isCut: text.count > Self.actionTextLimit))
        guard !isTold else { return }
        var context = NoticeWriter.Context(path: "/mails")
        context.reason = taken.sender
        try NoticeWriter(station: self).write([Notice(.mailQuarantined, to: .desk)], context, tx)
    }

    private static let quarantineTold: TimeInterval = 3600
}
