import Hummingbird
import Station

/// How fast the endpoint of a message may be sent to, as the administrator sees it on the message's page.
struct EndpointLimit {
    let perMinute: String
    let error: String?
}

extension Site {
    func limitEndpoint(_ request: Request, _ context: StationContext) async throws -> Response {
        struct Form: Decodable {
            var perMinute: String?
        }
        var request = request
        let principal = try context.requirePrincipal()
        let id = try context.parameters.require("id")
        let form = try await request.form(Form.self, context)
        let endpoint = try await station.notification(id, by: principal).entry.message.destination
        do {
            try await station.limitEndpoint(endpoint, perMinute: try rate(form.perMinute), by: principal)
            return .seeOther("/notifications/\(id)")
        } catch StationError.invalid(let problems) {
            return try await notificationPage(context, typed: form.perMinute ?? "", problems: problems)
        }
    }

    /// Nil for everybody but administrators, for other channels, and where the endpoint is gone.
    func endpointLimit(
        of message: OutboxMessage, typed: String?, errors: ErrorSummary?, by principal: Principal
    ) async throws -> EndpointLimit? {
        guard principal.isAdministrator, message.channel == .webhook else { return nil }
        do {
            let limit = try await station.endpointLimit(message.destination, by: principal)
            return EndpointLimit(
                perMinute: typed ?? limit.map(String.init) ?? "", error: errors?.message("perMinute"))
        } catch StationError.notFound {
            return nil
        }
    }
}
