import Casework
import Foundation
import HTTPTypes
import Hummingbird
import Station

struct NotificationJSON: Encodable {
    let id: String
    let kind: String
    let channel: String
    let ticket: String?
    let state: String
    let attempts: Int
    let createdAt: String
    let nextAttemptAt: String?
    let deliveredAt: String?
    let lastError: String?
    let digest: String?

    init(_ entry: OutboxEntry, _ dates: DateText) {
        id = entry.message.id
        kind = entry.message.kind
        channel = entry.message.channel.rawValue
        ticket = entry.message.ticket?.description
        state = entry.state.rawValue
        attempts = entry.attempts
        createdAt = dates.rfc3339(entry.message.createdAt)
        nextAttemptAt = entry.state == .waiting ? dates.rfc3339(entry.nextAttemptAt) : nil
        digest = entry.foldedInto
        deliveredAt = entry.deliveredAt.map(dates.rfc3339)
        lastError = entry.lastError
    }
}

struct NotificationListJSON: Encodable {
    let items: [NotificationJSON]
    let next: String?
}

private struct NotificationDetailJSON: Encodable {
    let notification: NotificationJSON
    let attempts: [Attempt]

    struct Attempt: Encodable {
        let number: Int
        let at: String
        let state: String
        let error: String?
    }

    init(_ detail: NotificationDetail, _ dates: DateText) {
        notification = NotificationJSON(detail.entry, dates)
        attempts = detail.attempts.map {
            Attempt(number: $0.number, at: dates.rfc3339($0.at), state: $0.state.rawValue, error: $0.error)
        }
    }
}

extension Site {
    func apiNotifications(_ request: Request, _ context: StationContext) async throws -> Response {
        let parameters = request.uri.queryParameters
        var query = OutboxQuery()
        query.state = try parameters["state"].map { try DeliveryState.named($0, at: "/state") }
        query.channel = try parameters["channel"].map { try OutboxMessage.Channel.named($0, at: "/channel") }
        query.ticket = try parameters["ticket"].map { text in
            guard let number = TicketNumber(String(text)) else {
                throw StationError.invalid([FieldProblem("/ticket", .unknownTicket)])
            }
            return number
        }
        let page = try await station.notifications(
            query, limit: parameters["limit"].flatMap { Int(String($0)) } ?? 25,
            cursor: parameters["cursor"].map(String.init), by: try context.requirePrincipal())
        let dates = wording(context).dates
        var response = Response.json(
            NotificationListJSON(items: page.items.map { NotificationJSON($0, dates) }, next: page.next))
        if let next = page.next {
            let kept = ["state", "channel", "ticket", "limit"].reduce(into: [String: String]()) {
                $0[$1] = parameters[Substring($1)].map(String.init)
            }
            let path = Self.link("/api/v1/notifications", cursor: next, parameters: kept)
            response.headers[.link] = "<\(path)>; rel=\"next\""
        }
        return response
    }

    func apiNotification(_ request: Request, _ context: StationContext) async throws -> Response {
        let detail = try await station.notification(
            try context.parameters.require("id"), by: try context.requirePrincipal())
        return .json(NotificationDetailJSON(detail, wording(context).dates))
    }
}
