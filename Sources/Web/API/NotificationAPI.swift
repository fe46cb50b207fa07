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

private struct ReplayRequest: Decodable {
    var channel: String?
    var destination: String?
    var since: String?
    var before: String?
    /// Count only.
    var preview: Bool?
}

private struct ReplayJSON: Encodable {
    let count: Int
    let replayed: Bool
}

private struct PauseRequest: Decodable {
    let lane: String
    let paused: Bool
}

private struct PausesJSON: Encodable {
    let paused: [String]
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

    func apiReplay(_ request: Request, _ context: StationContext) async throws -> Response {
        let entry = try await station.replayNotification(
            try context.parameters.require("id"), by: try context.requirePrincipal())
        return .json(NotificationJSON(entry, wording(context).dates), status: .created)
    }

    /// Sends every failed message of a range again, or counts them first.
    func apiReplayRange(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let asked = try FormDecoding.decodeJSON(ReplayRequest.self, from: try await request.body(context))
        var query = OutboxQuery(destination: asked.destination)
        query.channel = try asked.channel.map { try OutboxMessage.Channel.named($0, at: "/channel") }
        query.since = try asked.since.map { try Self.moment($0, at: "/since") }
        query.before = try asked.before.map { try Self.moment($0, at: "/before") }
        let principal = try context.requirePrincipal()
        guard asked.preview != true else {
            return .json(ReplayJSON(count: try await station.countFailed(query, by: principal), replayed: false))
        }
        return .json(ReplayJSON(count: try await station.replayFailed(query, by: principal), replayed: true))
    }

    func apiPauses(_ request: Request, _ context: StationContext) async throws -> Response {
        .json(PausesJSON(paused: try await station.pausedDeliveries(by: try context.requirePrincipal())))
    }

    func apiPause(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let asked = try FormDecoding.decodeJSON(PauseRequest.self, from: try await request.body(context))
        let principal = try context.requirePrincipal()
        if asked.paused {
            try await station.pauseDelivery(asked.lane, by: principal)
        } else {
            try await station.resumeDelivery(asked.lane, by: principal)
        }
        return .json(PausesJSON(paused: try await station.pausedDeliveries(by: principal)))
    }

    static func moment(_ text: String, at pointer: String) throws(StationError) -> Date {
        guard let date = try? Date(text, strategy: .iso8601) else {
            throw .invalid([FieldProblem(pointer, .wrongType(expected: "date"))])
        }
        return date
    }
}
