import Casework
import Foundation
import HTTPTypes
import Hummingbird
import Station

private struct EndpointJSON: Encodable {
    let id: String
    let url: String
    let kinds: [String]
    let enabled: Bool
    let disabledCause: String?
    let disabledAt: String?
    let previousSecretUntil: String?
    let perMinute: Int?
    let perMinuteCap: Int?
    let day: Day
    /// Only in the answer that made it.
    let secret: String?

    /// The last 24 hours.
    struct Day: Encodable {
        let delivered: Int
        let failed: Int
        let total: Int
    }

    init(_ health: EndpointHealth, secret: String? = nil, _ dates: DateText) {
        let endpoint = health.endpoint
        id = endpoint.id
        url = endpoint.url
        kinds = endpoint.kinds.map(\.rawValue).sorted()
        enabled = endpoint.isEnabled
        disabledCause = endpoint.disabled?.cause.rawValue
        disabledAt = endpoint.disabled.map { dates.rfc3339($0.at) }
        perMinute = endpoint.rate.wished
        perMinuteCap = endpoint.rate.cap
        previousSecretUntil = endpoint.previous.map { dates.rfc3339($0.until) }
        day = Day(delivered: health.delivered, failed: health.failed, total: health.total)
        self.secret = secret
    }
}

private struct EndpointListJSON: Encodable {
    let items: [EndpointJSON]
}

private struct EndpointRequest: Decodable {
    let url: String
    let kinds: [String]?
    let enabled: Bool?
    /// Nil: not mentioned. A null is mentioned, and means no limit.
    let pace: EndpointChange.Pace?

    enum CodingKeys: String, CodingKey {
        case url, kinds, enabled, perMinute
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        url = try fields.decode(String.self, forKey: .url)
        kinds = try fields.decodeIfPresent([String].self, forKey: .kinds)
        enabled = try fields.decodeIfPresent(Bool.self, forKey: .enabled)
        let perMinute = try fields.decodeIfPresent(Int.self, forKey: .perMinute)
        pace = perMinute.map { .perMinute($0) } ?? (fields.contains(.perMinute) ? .unlimited : nil)
    }

    /// What it asks for; a kind that does not exist is a mistake.
    func change() throws -> EndpointChange {
        let kinds = try kinds.map { try Set($0.map { try Notice.Kind.named($0, at: "/kinds") }) }
        return EndpointChange(url: url, kinds: kinds, pace: pace, isEnabled: enabled)
    }
}

private struct RateRequest: Decodable {
    var perMinute: Int?
}

private struct TestJSON: Encodable {
    let notification: String
}

extension Site {
    func apiEndpoints(_ request: Request, _ context: StationContext) async throws -> Response {
        let dates = wording(context).dates
        let found = try await station.endpoints(by: try context.requirePrincipal())
        return .json(EndpointListJSON(items: found.map { EndpointJSON($0, dates) }))
    }

    func apiEndpoint(_ request: Request, _ context: StationContext) async throws -> Response {
        try await answer(try context.parameters.require("id"), context)
    }

    func apiAddEndpoint(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let principal = try context.requirePrincipal()
        let body = try await request.body(context)
        let asked = try FormDecoding.decodeJSON(EndpointRequest.self, from: body)
        let made = try await station.addEndpoint(
            try asked.change(), by: principal, key: idempotencyKey(request, body))
        return try await answer(made.endpoint.id, secret: made.secret, status: .created, context)
    }

    func apiChangeEndpoint(_ request: Request, _ context: StationContext) async throws -> Response {
        let asked = try await endpoint(request, context)
        let (id, principal) = (try context.parameters.require("id"), try context.requirePrincipal())
        try await station.changeEndpoint(id, try asked.change(), by: principal)
        return try await answer(id, context)
    }

    func apiRemoveEndpoint(_ request: Request, _ context: StationContext) async throws -> Response {
        try await station.removeEndpoint(try context.parameters.require("id"), by: try context.requirePrincipal())
        return Response(status: .noContent)
    }

    func apiRotateSecret(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let (id, principal) = (try context.parameters.require("id"), try context.requirePrincipal())
        let body = try await request.body(context)
        let changed = try await station.rotateSecret(id, by: principal, key: idempotencyKey(request, body))
        return try await answer(id, secret: changed.secret, status: .created, context)
    }

    /// Caps an endpoint of any company; the administrator's.
    func apiLimitEndpoint(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let (id, principal) = (try context.parameters.require("id"), try context.requirePrincipal())
        let asked = try FormDecoding.decodeJSON(RateRequest.self, from: try await request.body(context))
        try await station.capEndpoint(id, perMinute: asked.perMinute, by: principal)
        return Response(status: .noContent)
    }

    func apiTestEndpoint(_ request: Request, _ context: StationContext) async throws -> Response {
        let message = try await station.testEndpoint(
            try context.parameters.require("id"), by: try context.requirePrincipal())
        return .json(TestJSON(notification: message), status: .created)
    }

    private func answer(
        _ id: String, secret: String? = nil, status: HTTPResponse.Status = .ok, _ context: StationContext
    ) async throws -> Response {
        let health = try await station.endpoint(id, by: try context.requirePrincipal())
        return .json(EndpointJSON(health, secret: secret, wording(context).dates), status: status)
    }

    private func endpoint(_ request: Request, _ context: StationContext) async throws -> EndpointRequest {
        var request = request
        _ = try context.requirePrincipal()
        return try FormDecoding.decodeJSON(EndpointRequest.self, from: try await request.body(context))
    }
}
