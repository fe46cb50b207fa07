import Casework
import Foundation
import HealthCheck
import Hummingbird
import Station

/// All messages the station sends, for administrators.
struct NoticeTextsPage {
    let rows: [Row]

    struct Row {
        let name: String
        let kind: String
        let subject: String
        let ways: String
        let isUrgent: Bool
    }
}

/// One message, as it reads with example values in both languages.
struct NoticeTextPage {
    let name: String
    let kind: String
    let ways: String
    let texts: [Text]
    let address: String
    let sent: Bool

    struct Text {
        let language: String
        let heading: String
        let subject: String
        let body: String
    }
}

extension Site {
    func noticeTextsPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let wording = wording(context)
        let texts = try station.noticeTexts(by: try context.requirePrincipal())
        let model = NoticeTextsPage(
            rows: texts.map { text in
                NoticeTextsPage.Row(
                    name: text.name, kind: wording.noticeKind(text.kind.rawValue),
                    subject: text.samples[context.reader.language]?.subject ?? "", ways: ways(text.row, wording),
                    isUrgent: text.row.isUrgent)
            })
        return pages.response("notice-texts", model, title: wording.say("texts.title"), context, path: "/notices")
    }

    func noticeTextPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let wording = wording(context)
        let principal = try context.requirePrincipal()
        let text = try station.noticeText(try context.parameters.require("name"), by: principal)
        let model = NoticeTextPage(
            name: text.name, kind: wording.noticeKind(text.kind.rawValue), ways: ways(text.row, wording),
            texts: Language.allCases.compactMap { language in
                text.samples[language].map {
                    NoticeTextPage.Text(
                        language: language.rawValue, heading: language == .en ? "English" : "中文", subject: $0.subject,
                        body: $0.body)
                }
            }, address: Masking.address(principal.account.email),
            sent: request.uri.queryParameters["sent"] != nil)
        return pages.response(
            "notice-text", model, title: text.name, context, path: "/notices/\(text.name)")
    }

    func sendNoticeTest(_ request: Request, _ context: StationContext) async throws -> Response {
        let name = try context.parameters.require("name")
        try await station.sendNoticeTest(name, by: try context.requirePrincipal())
        return .seeOther("/notices/\(name)?sent=1")
    }

    private func ways(_ row: NoticeTable.Row, _ wording: Wording) -> String {
        row.ways.map { wording.say("way.\($0.rawValue)") }.joined(separator: wording.say("list.comma"))
    }
}
