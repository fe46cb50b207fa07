import Casework
import Foundation
import Station

/// What people were told in the last days: their inboxes, and the log of mails and of the first company's webhook.
///
/// Everything is written as the station would have written it then, and taken out of line again as the worker would have,
/// so that nothing is left to be sent.
struct DemoNotices {
    let station: Station
    let accounts: [Account]
    /// Whose webhook it is.
    let company: Company
    let now: Date

    private static let days = 10.0
    /// Older ones have been read.
    private static let unreadDays = 2.0
    /// Then the receiver of the webhook said that it wants no more.
    private static let goneDays = 3.0
    private static let endpoint = "0191d000-0000-7000-8000-00000000de01"
    private static let lease = "demonstration"

    func store(_ moments: [DemoMoment], in tx: borrowing StationTransaction) throws {
        let calendar = station.catalogue.policy.calendar
        let start = Self.start(now)
        let unread = now.addingTimeInterval(-Self.unreadDays * 86_400)
        try addEndpoint(in: tx)
        let recent = moments.filter { $0.step.event.at >= start }.sorted { $0.step.event.at < $1.step.event.at }
        var isRead = false
        for moment in recent {
            let at = moment.step.event.at
            if at >= unread, !isRead {
                isRead = true
                for account in accounts { try tx.notices.markAllRead(of: account.id, at: unread) }
            }
            let actor = accounts.first { $0.displayName == moment.actor }
            try past(at).tell(of: moment.step, company: moment.company, actor: actor, tx)
            try send(at: at, tx)
        }
        try tellOfConsultations(calendar, tx)
        try takeMail(at: calendar.date(workingMinutes: 60, before: now), tx)
        try send(at: now, tx)
    }

    /// What is older was told as `DemoTrail` says.
    static func start(_ now: Date) -> Date { now.addingTimeInterval(-days * 86_400) }

    /// The station as it was at `moment`.
    private func past(_ moment: Date) -> Station {
        let ambient = Ambient(
            now: { moment },
            newID: { [bytes = station.ambient.randomBytes] in UUIDv7.make(at: moment, random: bytes(10)) },
            randomBytes: station.ambient.randomBytes)
        return Station(
            catalogue: station.catalogue, database: station.database, settings: station.settings, ambient: ambient)
    }

    private func addEndpoint(in tx: borrowing StationTransaction) throws {
        let secret = "whsec_" + Data(station.ambient.randomBytes(32)).base64EncodedString()
        try tx.companies.save(
            WebhookEndpoint(
                id: Self.endpoint, company: company.code, url: "https://hooks.company-1.example/station",
                secret: secret, rate: WebhookEndpoint.Rate(wished: 120, cap: 60)))
    }

    /// Takes what is due out of line: most arrive, some at the second attempt, one mailbox is not there, and in the end
    /// the webhook's receiver is gone.
    private func send(at moment: Date, _ tx: borrowing StationTransaction) throws {
        var due = moment
        while true {
            let request = LeaseRequest(now: due, end: due.addingTimeInterval(60), token: Self.lease, limit: 100)
            let messages = try tx.outbox.lease(request).messages
            guard !messages.isEmpty else { return }
            for leased in messages {
                let outcome = outcome(of: leased, at: due)
                let ended = min(due.addingTimeInterval(1), now)
                _ = try tx.outbox.record(outcome, for: leased.message.id, token: Self.lease, at: ended)
                switch outcome {
                case .failed(let error):
                    guard let fault = DeliveryFault(error) else { continue }
                    let cause: DeliveryEnding.Cause = leased.message.channel == .webhook ? .gone : .address
                    try past(ended).deliveryEnded(leased.message, DeliveryEnding(cause, fault), tx)
                default: continue
                }
            }
            // What is to be tried again is due by then.
            due = due.addingTimeInterval(Self.secondAttempt)
        }
    }

    private static let secondAttempt: TimeInterval = 30

    private func outcome(of leased: LeasedMessage, at moment: Date) -> DeliveryOutcome {
        let message = leased.message
        switch message.channel {
        case .webhook:
            return moment > now.addingTimeInterval(-Self.goneDays * 86_400)
                ? .failed(error: DeliveryFault.http(410).description) : .delivered
        // The busiest of the others: it has surely been written to.
        case .mail where message.destination == "contact@\(DemoCompanies.domain(2))":
            return .failed(error: DeliveryFault(.noMailbox, "550").description)
        case .mail where leased.attempt == 1 && message.id.hasSuffix("7") && moment < now.addingTimeInterval(-3600):
            return .retry(
                at: moment.addingTimeInterval(Self.secondAttempt),
                error: DeliveryFault(.mailLater, "451").description)
        default: return .delivered
        }
    }

    private func tellOfConsultations(_ calendar: WorkingCalendar, _ tx: borrowing StationTransaction) throws {
        for expert in accounts where expert.roles.contains(.expert) {
            for consultation in try tx.consultations.consultations(for: expert.id) {
                try past(consultation.consentedAt).tell(
                    [Notice(.consultationAsked, to: .expert(expert.id))], of: consultation, tx)
                let answered = calendar.date(workingMinutes: 270, before: now)
                try past(answered).tell([Notice(.consultationAnswered, to: .company)], of: consultation, tx)
            }
        }
    }

    /// A mail that answers no notice: for the desk to look at.
    private func takeMail(at moment: Date, _ tx: borrowing StationTransaction) throws {
        let text = "我们上周提交的材料有一份发票盖章不清，今天重新寄出，单号稍后补上。另外想问一下大概什么时候能有结果？"
        _ = try past(moment).take(IncomingMail(from: "caiwu@\(DemoCompanies.domain(3))", text: text), tx)
    }
}
