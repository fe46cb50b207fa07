import Casework
import Foundation
import Station

/// What a story leaves behind besides its ticket: its entries in the audit trail, and the mails to the company, delivered
/// long ago. A store without them would look as if somebody had been at it.
struct DemoTrail {
    let station: Station
    let company: Company
    private var chance: DemoChance

    private static let lease = "demonstration"

    init(station: Station, filed: DemoFiling) {
        self.station = station
        company = filed.company
        chance = DemoChance(seed: filed.seed ^ 0x7A11)
    }

    /// Stores what `step` left; `isTold`: with its mails to the company.
    mutating func store(
        _ step: Transition, by actor: String, isTold: Bool, in tx: borrowing StationTransaction
    ) throws {
        let (event, ticket) = (step.event, step.ticket)
        try tx.audit.add(
            AuditEntry(
                id: id(event.at), at: event.at, who: actor.isEmpty ? "system" : actor,
                action: "ticket.\(event.action.kind.rawValue)", subject: ticket.number.description, result: "ok"))
        for notice in step.notices where isTold && notice.audience == .company {
            guard let payload = station.companyMail(notice, of: step, company) else { continue }
            let mail = OutboxMessage(
                id: id(event.at), channel: .mail, destination: company.contactEmail, company: company.code,
                ticket: ticket.number, kind: "\(notice.kind.rawValue).\(notice.audience.word)",
                payload: payload, createdAt: event.at)
            try tx.outbox.add(mail)
            // In line and delivered at once: the line is empty but for this one.
            _ = try tx.outbox.lease(
                LeaseRequest(now: event.at, end: event.at.addingTimeInterval(60), token: Self.lease, limit: 1))
            _ = try tx.outbox.record(.delivered, for: mail.id, token: Self.lease, at: event.at.addingTimeInterval(2))
        }
    }

    private mutating func id(_ date: Date) -> String { UUIDv7.make(at: date, random: chance.bytes(10)) }
}
