import Casework
import Foundation
import HealthCheck
import Station

/// What a story leaves behind besides its ticket: its entries in the audit trail, and the mails to the company, delivered
/// long ago. A store without them would look as if somebody had been at it.
struct DemoTrail {
    let catalogue: StationCatalogue
    let company: Company
    let title: String
    private var chance: DemoChance

    private static let lease = "demonstration"

    init(catalogue: StationCatalogue, filed: DemoFiling) {
        self.catalogue = catalogue
        company = filed.company
        title = filed.title
        chance = DemoChance(seed: filed.seed ^ 0x7A11)
    }

    mutating func store(
        _ ticket: Ticket, _ recorded: RecordedEvent, _ notices: [Notice], in tx: borrowing StationTransaction
    ) throws {
        let event = recorded.event
        try tx.audit.add(
            AuditEntry(
                id: id(event.at), at: event.at, who: recorded.actor.isEmpty ? "system" : recorded.actor,
                action: "ticket.\(event.action.kind.rawValue)", subject: ticket.number.description, result: "ok"))
        for notice in notices where notice.audience == .company {
            guard let template = catalogue.notice(notice.kind, notice.audience.word) else { continue }
            let mail = OutboxMessage(
                id: id(event.at), channel: .mail, destination: company.contactEmail, company: company.code,
                ticket: ticket.number, kind: "\(notice.kind.rawValue).\(notice.audience.word)",
                payload: payload(template, ticket), createdAt: event.at)
            try tx.outbox.add(mail)
            // In line and delivered at once: the line is empty but for this one.
            _ = try tx.outbox.lease(
                LeaseRequest(now: event.at, end: event.at.addingTimeInterval(60), token: Self.lease, limit: 1))
            _ = try tx.outbox.record(.delivered, for: mail.id, token: Self.lease, at: event.at.addingTimeInterval(2))
        }
    }

    private mutating func id(_ date: Date) -> String { UUIDv7.make(at: date, random: chance.bytes(10)) }

    private func payload(_ template: NoticeTemplate, _ ticket: Ticket) -> OutboxMessage.Payload {
        let language = company.language
        let values = [
            "number": ticket.number.description, "title": title, "company": company.name,
            "unit": catalogue.unit(ticket.lead)?.name[language] ?? "",
            "unitPhone": catalogue.unit(ticket.lead)?.phone ?? "",
            "stationPhone": catalogue.unit(catalogue.policy.desk)?.phone ?? "",
            "station": catalogue.locales.text("app.name", language), "link": "/tickets/\(ticket.number)",
            "due": DateText(catalogue.policy.calendar, language).moment(ticket.deadline?.due ?? ticket.promisedBy),
            "reason": "…", "matter": catalogue.matter(ticket.filing.matter)?.name[language] ?? "", "retest": "",
        ]
        return OutboxMessage.Payload(
            subject: fill(template.subject[language], values), body: fill(template.body[language], values))
    }
}
