import Casework
import Foundation
import HealthCheck

/// Turns notices into outbox messages, one per destination, inside the transaction that caused them.
struct NoticeWriter {
    let station: Station

    /// What the texts may mention.
    struct Context {
        var ticket: Ticket?
        var sequence: Int?
        var company: Company
        var reason = ""
        var grade = ""
        var selfTest: LocalizedText?
        var title: String?
        var matterUnit: UnitID?
        /// Path on the station's site.
        var path: String
        /// Overrides the running deadline as the date mentioned.
        var due: Date?
    }

    func write(_ notices: [Notice], _ context: Context, _ tx: borrowing StationTransaction) throws {
        for notice in notices {
            guard let template = station.catalogue.notice(notice.kind, notice.audience.word) else { continue }
            for recipient in try recipients(notice.audience, context, tx) {
                try tx.outbox.add(message(notice, template, recipient, context))
            }
            guard notice.audience == .company else { continue }
            for endpoint in try tx.companies.endpoints(of: context.company.code) where endpoint.isEnabled {
                try tx.outbox.add(event(notice, endpoint, context))
            }
        }
    }

    private struct Recipient {
        let address: String
        let language: Language
    }

    private func recipients(
        _ audience: Notice.Audience, _ context: Context, _ tx: borrowing StationTransaction
    ) throws -> [Recipient] {
        switch audience {
        case .company:
            return [Recipient(address: context.company.contactEmail, language: context.company.language)]
        case .desk: return mailbox(of: station.policy.desk)
        case .lead(let unit), .assisting(let unit): return mailbox(of: unit)
        case .managers:
            return try tx.accounts.accounts(with: .manager).filter { !$0.isDisabled }
                .map { Recipient(address: $0.email, language: $0.language) }
        case .expert(let id):
            return try [tx.accounts.account(id)].compactMap { $0 }.filter { !$0.isDisabled }
                .map { Recipient(address: $0.email, language: $0.language) }
        }
    }

    private func mailbox(of unit: UnitID) -> [Recipient] {
        station.catalogue.unit(unit).map { [Recipient(address: $0.email, language: .zhHans)] } ?? []
    }

    private func message(
        _ notice: Notice, _ template: NoticeTemplate, _ recipient: Recipient, _ context: Context
    ) -> OutboxMessage {
        let values = values(context, recipient.language)
        return OutboxMessage(
            id: station.ambient.newID(), channel: .mail, destination: recipient.address,
            company: notice.audience == .company ? context.company.code : nil, ticket: context.ticket?.number,
            kind: "\(notice.kind.rawValue).\(notice.audience.word)",
            payload: OutboxMessage.Payload(
                subject: fill(template.subject[recipient.language], values),
                body: fill(template.body[recipient.language], values)),
            createdAt: station.ambient.now())
    }

    private func values(_ context: Context, _ language: Language) -> [String: String] {
        let unit = station.catalogue.unit(context.ticket?.lead ?? context.matterUnit ?? station.policy.desk)
        let desk = station.catalogue.unit(station.policy.desk)
        let due = context.due ?? context.ticket?.deadline?.due
        return [
            "number": context.ticket?.number.description ?? "",
            "title": context.title ?? context.ticket?.filing.title ?? "",
            "company": context.company.name,
            "unit": unit?.name[language] ?? "",
            "unitPhone": unit?.phone ?? "",
            "due": due.map { DateText(station.policy.calendar, language).moment($0) } ?? "",
            "reason": context.reason,
            "link": station.settings.baseURL + context.path,
            "station": station.catalogue.locales.text("app.name", language),
            "stationPhone": desk?.phone ?? "",
            "grade": context.grade,
            "selfTest": context.selfTest?[language] ?? "",
            "retest": retest(context, language),
        ]
    }

    /// A closed ticket that came from a finding proposes to take the self-test again; empty for all others.
    private func retest(_ context: Context, _ language: Language) -> String {
        guard let ticket = context.ticket, ticket.state == .closed,
            let test = ticket.retests.flatMap({ station.catalogue.selfTest($0) })
        else { return "" }
        return station.catalogue.locales.text("notice.retest", language, ["selfTest": test.title[language]])
    }

    /// A thin CloudEvents 1.0 event: numbers and states, no texts and nothing personal.
    private func event(_ notice: Notice, _ endpoint: WebhookEndpoint, _ context: Context) -> OutboxMessage {
        let id = station.ambient.newID()
        let now = station.ambient.now()
        let calendar = DateText(station.policy.calendar, .en)
        let body = CloudEvent(
            id: id, source: station.settings.baseURL, type: "cloudstation.\(notice.kind.rawValue)",
            subject: context.ticket?.number.description ?? context.path, time: calendar.rfc3339(now),
            data: CloudEvent.Body(
                ticket: context.ticket?.number.description, sequence: context.sequence,
                state: context.ticket?.state.rawValue, stage: context.ticket?.state.stage.rawValue,
                due: (context.due ?? context.ticket?.deadline?.due).map(calendar.rfc3339),
                link: station.settings.baseURL + context.path))
        return OutboxMessage(
            id: id, channel: .webhook, destination: endpoint.id, company: context.company.code,
            ticket: context.ticket?.number, kind: notice.kind.rawValue,
            payload: OutboxMessage.Payload(subject: notice.kind.rawValue, body: StationJSON.text(body)),
            createdAt: now)
    }
}

/// CloudEvents 1.0, JSON format.
private struct CloudEvent: Encodable {
    let specversion = "1.0"
    let id: String
    let source: String
    let type: String
    let subject: String
    let time: String
    let datacontenttype = "application/json"
    let data: Body

    struct Body: Encodable {
        let ticket: String?
        let sequence: Int?
        let state: String?
        let stage: String?
        let due: String?
        let link: String
    }
}

/// JSON as the station writes it: sorted keys, no escaped slashes, so that equal values give equal bytes.
public enum StationJSON {
    /// The JSON text of `value`; `null` if it cannot be encoded, which no value of ours does.
    public static func text(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
    }
}
