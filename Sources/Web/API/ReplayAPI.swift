import Foundation
import Hummingbird
import Station

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

/// Sending again, and holding back.
extension Site {
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
