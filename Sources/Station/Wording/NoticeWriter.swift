import Casework
import Foundation
import HealthCheck

/// Turns notices into messages and inbox items, one per person and event, inside the transaction that caused them. Who
/// hears by which way stands in the catalogue's table; `NoticeWriter+Readers` finds the people, `NoticePost` heeds what
/// each of them chose.
struct NoticeWriter {
    let station: Station

    /// What the texts may mention.
    struct Context {
        var ticket: Ticket?
        var sequence: Int?
        /// Nil for what concerns no company.
        var company: Company?
        var reason = ""
        /// Why something did not arrive; told after `reason`, in the reader's words.
        var fault: DeliveryFault?
        /// The ground of a refusal; its sentence stands before the reason.
        var ground: RefusalGround?
        var grade = ""
        var selfTest: LocalizedText?
        var title: String?
        var matterUnit: UnitID?
        var visit: Appointment?
        /// How many papers it is about.
        var count: Int?
        /// Path on the station's site.
        var path: String
        /// Overrides the running deadline as the date mentioned.
        var due: Date?
        /// The account that caused it, which need not be told.
        var actor: String?
    }

    func write(_ notices: [Notice], _ context: Context, _ tx: borrowing StationTransaction) throws {
        var told = Told()
        for notice in notices {
            guard let template = station.catalogue.notice(notice.kind, notice.audience.word) else { continue }
            let row = station.catalogue.noticeTable.row(notice.kind, notice.audience.word)
            let post = NoticePost(station: station, writer: self, notice: notice, row: row, template: template)
            for way in row.ways {
                switch way {
                case .mail:
                    for mailbox in try mailboxes(notice.audience, context, tx) {
                        try post.mail(mailbox, context, &told, tx)
                    }
                case .sms: try post.sms(context, &told, tx)
                case .inbox:
                    for account in try accounts(notice.audience, context, tx) where account.id != context.actor {
                        try post.inbox(account, context, &told, tx)
                    }
                case .robot:
                    for robot in robots(notice.audience) { try post.robot(robot, context, &told, tx) }
                case .webhook: try tellEndpoints(notice, context, tx)
                }
            }
        }
    }

    /// Whom an event has reached already, by way and address: whoever is concerned twice is told once. And what the texts
    /// are filled with, which is the same for all readers of a language.
    struct Told {
        private var keys: Set<String> = []
        private var values: [Language: [String: String]] = [:]

        /// Whether this is the first time.
        mutating func claim(_ way: NoticeTable.Way, _ address: String) -> Bool {
            keys.insert("\(way.rawValue) \(address)").inserted
        }

        mutating func values(
            _ context: Context, _ language: Language, _ writer: NoticeWriter
        ) -> [String: String] {
            if let known = values[language] { return known }
            let made = writer.values(context, language)
            values[language] = made
            return made
        }
    }

    /// What a notice says in `language`, filled with `values` of it.
    func payload(
        _ template: NoticeTemplate, _ values: [String: String], _ language: Language,
        sms: OutboxMessage.SMSText? = nil, invitation: OutboxMessage.Invitation? = nil
    ) -> OutboxMessage.Payload {
        OutboxMessage.Payload(
            subject: fill(template.subject[language], values), body: fill(template.body[language], values),
            template: sms, invitation: invitation)
    }

    /// What a notice's texts are filled with.
    func values(_ context: Context, _ language: Language) -> [String: String] {
        let unit = station.catalogue.unit(context.ticket?.lead ?? context.matterUnit ?? station.policy.desk)
        let desk = station.catalogue.unit(station.policy.desk)
        let due = context.due ?? context.ticket?.deadline?.due
        return [
            "number": context.ticket?.number.description ?? "",
            "title": Masking.identityNumbers(in: context.title ?? context.ticket?.filing.title ?? ""),
            "company": context.company?.name ?? "",
            "unit": unit?.name[language] ?? "",
            "unitPhone": unit?.phone ?? "",
            "due": due.map { DateText(station.policy.calendar, language).moment($0) } ?? "",
            "reason": reason(context, language),
            "link": station.settings.baseURL + context.path,
            "station": station.catalogue.locales.text("app.name", language),
            "stationPhone": desk?.phone ?? "",
            "grade": context.grade,
            "selfTest": context.selfTest?[language] ?? "",
            "retest": retest(context, language), "matter": matter(context, language),
            "count": context.count.map(String.init) ?? "",
        ].merging(station.values(of: context.visit, language)) { first, _ in first }
    }

    private func reason(_ context: Context, _ language: Language) -> String {
        guard let fault = context.fault else {
            let told = [context.ground?.sentence[language], context.reason].compactMap(\.self)
            return Masking.identityNumbers(in: told.joined(separator: "\n"))
        }
        let locales = station.catalogue.locales
        return locales.text(
            "fault.behind", language, ["what": context.reason, "behind": locales.words(fault, language)])
    }

    private func matter(_ context: Context, _ language: Language) -> String {
        let ticket = context.ticket.flatMap { station.catalogue.matter($0.filing.matter)?.name[language] }
        return ticket ?? Masking.identityNumbers(in: context.title ?? "")
    }

    /// A closed ticket that came from a finding proposes to take the self-test again; empty for all others.
    private func retest(_ context: Context, _ language: Language) -> String {
        guard let ticket = context.ticket, ticket.state == .closed,
            let test = ticket.retests.flatMap({ station.catalogue.selfTest($0) })
        else { return "" }
        return station.catalogue.locales.text("notice.retest", language, ["selfTest": test.title[language]])
    }

    private func tellEndpoints(_ notice: Notice, _ context: Context, _ tx: borrowing StationTransaction) throws {
        guard notice.audience == .company, let company = context.company else { return }
        for endpoint in try tx.companies.endpoints(of: company.code) where endpoint.wants(notice.kind) {
            try tx.outbox.add(event(notice, endpoint, context))
        }
    }

    private func event(_ notice: Notice, _ endpoint: WebhookEndpoint, _ context: Context) -> OutboxMessage {
        let now = station.ambient.now()
        let calendar = DateText(station.policy.calendar, .en)
        return station.event(
            notice.kind.rawValue, to: endpoint, ticket: context.ticket?.number,
            subject: context.ticket?.number.description ?? context.path, at: now,
            CloudEvent.Body(
                ticket: context.ticket?.number.description, sequence: context.sequence,
                state: context.ticket?.state.rawValue, stage: context.ticket?.state.stage.rawValue,
                due: (context.due ?? context.ticket?.deadline?.due).map(calendar.rfc3339),
                link: station.settings.baseURL + context.path))
    }
}
