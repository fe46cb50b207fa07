import Casework
import Foundation
import HTTPTypes
import Hummingbird
import Station

private struct InboxJSON: Encodable {
    let items: [Item]
    let unread: Int
    let next: String?

    struct Item: Encodable {
        let id: String
        let kind: String
        let subject: String
        let ticket: String?
        let path: String
        let urgent: Bool
        let at: String
        let readAt: String?
    }
}

private struct ChoicesJSON: Codable {
    let mail: Bool
    let sms: Bool
    let pace: String
    var quietFrom: Int?
    var quietTo: Int?
}

extension Site {
    func apiInbox(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        let parameters = request.uri.queryParameters
        let page = try await station.inbox(
            limit: parameters["limit"].flatMap { Int(String($0)) } ?? 25, cursor: parameters["cursor"].map(String.init),
            by: principal)
        let dates = wording(context).dates
        let items = page.items.map {
            InboxJSON.Item(
                id: $0.id, kind: $0.kind, subject: $0.subject, ticket: $0.ticket?.description, path: $0.path,
                urgent: $0.isUrgent, at: dates.rfc3339($0.at), readAt: $0.readAt.map(dates.rfc3339))
        }
        return .json(InboxJSON(items: items, unread: try await station.unreadCount(by: principal), next: page.next))
    }

    func apiReadInboxItem(_ request: Request, _ context: StationContext) async throws -> Response {
        _ = try await station.readInboxItem(try context.parameters.require("id"), by: try context.requirePrincipal())
        return Response(status: .noContent)
    }

    func apiChoices(_ request: Request, _ context: StationContext) async throws -> Response {
        let choices = try await station.noticeChoices(by: try context.requirePrincipal()).preferences
        return .json(
            ChoicesJSON(
                mail: choices.usesMail, sms: choices.usesSMS, pace: choices.pace.rawValue,
                quietFrom: choices.quiet?.from, quietTo: choices.quiet?.to))
    }

    func apiChoose(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let principal = try context.requirePrincipal()
        let asked = try FormDecoding.decodeJSON(ChoicesJSON.self, from: try await request.body(context))
        var choices = NoticePreferences(
            usesMail: asked.mail, usesSMS: asked.sms, pace: try NoticePreferences.Pace.named(asked.pace, at: "/pace"))
        if asked.quietFrom != nil || asked.quietTo != nil {
            guard let from = asked.quietFrom, let to = asked.quietTo,
                let quiet = NoticePreferences.Quiet(from: from, to: to)
            else { throw StationError.invalid([FieldProblem("/quietFrom", .wrongType(expected: "number"))]) }
            choices.quiet = quiet
        }
        try await station.chooseNotices(choices, by: principal)
        return try await apiChoices(request, context)
    }
}
