import Casework
import Foundation
import HealthCheck

/// One notice on its way to its readers, as each of them chose: quiet hours, digests, storms told in one, addresses that
/// took nothing any more.
struct NoticePost {
    let station: Station
    let writer: NoticeWriter
    let notice: Notice
    let row: NoticeTable.Row
    let template: NoticeTemplate

    private var kind: String { "\(notice.kind.rawValue).\(notice.audience.word)" }

    func mail(
        _ mailbox: NoticeWriter.Mailbox, _ context: NoticeWriter.Context, _ told: inout NoticeWriter.Told,
        _ tx: borrowing StationTransaction
    ) throws {
        let wishes = try wishes(mailbox.reader, tx)
        guard wishes.usesMail || row.isUrgent, try tx.notices.refused(mailbox.address) == nil,
            told.claim(.mail, mailbox.address)
        else { return }
        try send(message(.mail, mailbox.address, mailbox.language, context, &told), wishes, mailbox.language, tx)
    }

    func sms(
        _ context: NoticeWriter.Context, _ told: inout NoticeWriter.Told, _ tx: borrowing StationTransaction
    ) throws {
        guard station.settings.sendsSMS, notice.audience == .company, let company = context.company, let sms = row.sms
        else { return }
        let wishes = try wishes(.company(company.code), tx)
        guard wishes.usesSMS || row.isUrgent, try tx.notices.refused(company.contactPhone) == nil,
            told.claim(.sms, company.contactPhone)
        else { return }
        let values = told.values(context, company.language, writer).filter { sms.values.contains($0.key) }
        let text = OutboxMessage.SMSText(template: sms.code, values: values, isAtMostOnce: sms.isAtMostOnce)
        // Gateways send approved templates only, so nothing is told together with something else.
        try tx.outbox.add(
            message(.sms, company.contactPhone, company.language, context, &told, text: text, after: quiet(wishes)))
    }

    func robot(
        _ robot: NoticeTable.Robot, _ context: NoticeWriter.Context, _ told: inout NoticeWriter.Told,
        _ tx: borrowing StationTransaction
    ) throws {
        guard told.claim(.robot, robot.name) else { return }
        try send(message(robot.channel, robot.name, .zhHans, context, &told), .standard, .zhHans, tx)
    }

    func inbox(
        _ account: Account, _ context: NoticeWriter.Context, _ told: inout NoticeWriter.Told,
        _ tx: borrowing StationTransaction
    ) throws {
        guard told.claim(.inbox, account.id) else { return }
        try tx.notices.add(
            InboxItem(
                id: station.ambient.newID(), account: account.id, kind: kind, ticket: context.ticket?.number,
                subject: fill(template.subject[account.language], told.values(context, account.language, writer)),
                path: context.path, isUrgent: row.isUrgent, at: station.ambient.now()))
    }

    private func wishes(
        _ reader: NoticeReader?, _ tx: borrowing StationTransaction
    ) throws -> NoticePreferences {
        try reader.flatMap { try tx.notices.preferences(of: $0) } ?? .standard
    }

    /// The end of quiet hours, if they hold this notice back now.
    private func quiet(_ wishes: NoticePreferences) -> Date? {
        row.isUrgent
            ? nil : wishes.quiet.flatMap { DigestRule.end($0, at: station.ambient.now(), station.policy.calendar) }
    }

    private func send(
        _ message: OutboxMessage, _ wishes: NoticePreferences, _ language: Language,
        _ tx: borrowing StationTransaction
    ) throws {
        let quiet = quiet(wishes)
        guard !row.isUrgent else { return try tx.outbox.add(message) }
        if let end = try Folding(station: station).end(of: message, wishes, notBefore: quiet, tx) {
            return try Folding(station: station).fold(message, until: end, language, tx)
        }
        try tx.outbox.add(message.waiting(until: quiet))
    }

    private func message(
        _ channel: OutboxMessage.Channel, _ destination: String, _ language: Language,
        _ context: NoticeWriter.Context, _ told: inout NoticeWriter.Told, text: OutboxMessage.SMSText? = nil,
        after moment: Date? = nil
    ) -> OutboxMessage {
        OutboxMessage(
            id: station.ambient.newID(), channel: channel, destination: destination,
            company: notice.audience == .company ? context.company?.code : nil, ticket: context.ticket?.number,
            kind: kind,
            payload: writer.payload(
                template, told.values(context, language, writer), language, sms: text,
                invitation: channel == .mail ? invitation(context, language) : nil),
            createdAt: station.ambient.now(), notBefore: moment)
    }
}

extension NoticePost {
    /// A visit's, for the company that makes it.
    private func invitation(_ context: NoticeWriter.Context, _ language: Language) -> OutboxMessage.Invitation? {
        guard notice.audience == .company, let visit = context.visit else { return nil }
        return station.invitation(to: visit, company: context.company, language: language)
    }
}

extension OutboxMessage {
    /// The same message, not sent before `moment`.
    func waiting(until moment: Date?) -> OutboxMessage {
        guard let moment else { return self }
        return OutboxMessage(
            id: id, channel: channel, destination: destination, company: company, ticket: ticket, kind: kind,
            payload: payload, createdAt: createdAt, notBefore: moment)
    }
}
