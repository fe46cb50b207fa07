public import Casework
public import HealthCheck

/// A message with example values in it, as an administrator looks at it.
public struct NoticeText: Hashable, Sendable {
    /// `ticket-accepted.company`
    public let name: String
    public let kind: Notice.Kind
    public let row: NoticeTable.Row
    public let samples: [Language: OutboxMessage.Payload]
}

extension Station {
    /// Every message the station sends, by name.
    public func noticeTexts(by principal: Principal) throws -> [NoticeText] {
        try access.requireAdministrator(principal)
        return catalogue.notices.map(noticeText).sorted { $0.name < $1.name }
    }

    /// One of them.
    public func noticeText(_ name: String, by principal: Principal) throws -> NoticeText {
        guard let text = try noticeTexts(by: principal).first(where: { $0.name == name }) else {
            throw StationError.notFound
        }
        return text
    }

    /// Sends a message with example values to the administrator's own mailbox, in their language.
    public func sendNoticeTest(_ name: String, by principal: Principal) async throws {
        let text = try noticeText(name, by: principal)
        guard let payload = text.samples[principal.language] else { throw StationError.notFound }
        let message = OutboxMessage(
            id: ambient.newID(), channel: .mail, destination: principal.account.email, company: nil, ticket: nil,
            kind: "test", payload: payload, createdAt: ambient.now())
        try await database.write { [self] tx in
            try tx.outbox.add(message)
            try audit("notice.test", name, by: principal.account.login, tx)
        }
    }

    private func noticeText(_ template: NoticeTemplate) -> NoticeText {
        let samples = Language.allCases.map { language in
            let values = sampleValues(language)
            let payload = OutboxMessage.Payload(
                subject: fill(template.subject[language], values), body: fill(template.body[language], values))
            return (language, payload)
        }
        return NoticeText(
            name: "\(template.kind.rawValue).\(template.audience)", kind: template.kind,
            row: catalogue.noticeTable.row(template.kind, template.audience),
            samples: Dictionary(uniqueKeysWithValues: samples))
    }

    /// One example for every variable there is, clearly of nobody.
    private func sampleValues(_ language: Language) -> [String: String] {
        let desk = catalogue.unit(policy.desk)
        let isChinese = language == .zhHans
        return [
            "number": "2026-000123-7", "title": isChinese ? "护照加急办理" : "Passport, expedited",
            "company": isChinese ? "示例出海有限公司" : "Example Overseas Ltd", "unit": desk?.name[language] ?? "",
            "unitPhone": desk?.phone ?? "", "due": DateText(policy.calendar, language).moment(ambient.now()),
            "reason": isChinese ? "示例原因" : "an example reason", "link": settings.baseURL + "/tickets",
            "station": catalogue.locales.text("app.name", language), "stationPhone": desk?.phone ?? "",
            "grade": "C", "selfTest": catalogue.selfTests.first?.title[language] ?? "", "retest": "",
            "matter": catalogue.matters.first?.name[language] ?? "",
        ]
    }
}
