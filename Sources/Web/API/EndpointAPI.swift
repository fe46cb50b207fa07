import Casework
import Foundation
import HTTPTypes
import Hummingbird
import Station

private struct EndpointListJSON: Encodable {
    let items: [EndpointJSON]
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
