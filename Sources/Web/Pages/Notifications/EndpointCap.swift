import Hummingbird
import Station

/// How fast the endpoint of a message may be sent to, as the administrator sees it on the message's page.
struct EndpointCap {
    /// What holds now, and who says so.
    let rate: String
    let wished: String
    let perMinute: String
    let error: String?
}

extension Site {
    func capEndpoint(_ request: Request, _ context: StationContext) async throws -> Response {
        struct Form: Decodable {
            var perMinute: String?
        }
        var request = request
        let principal = try context.requirePrincipal()
        let id = try context.parameters.require("id")
        let form = try await request.form(Form.self, context)
        let endpoint = try await station.notification(id, by: principal).entry.message.destination
        do {
            try await station.capEndpoint(endpoint, perMinute: try rate(form.perMinute), by: principal)
            return .seeOther("/notifications/\(id)")
        } catch StationError.invalid(let problems) {
            return try await notificationPage(context, typed: form.perMinute ?? "", problems: problems)
        }
    }

    /// Nil for everybody but administrators, for other channels, and where the endpoint is gone.
    func endpointCap(
        of message: OutboxMessage, typed: String?, errors: ErrorSummary?, _ wording: Wording, by principal: Principal
    ) async throws -> EndpointCap? {
        guard principal.isAdministrator, message.channel == .webhook else { return nil }
        do {
            let rate = try await station.endpointRate(message.destination, by: principal)
            return EndpointCap(
                rate: wording.rate(rate),
                wished: rate.wished.map { wording.say("endpoint.rate-wished", ["count": "\($0)"]) }
                    ?? wording.say("endpoint.rate-unwished"),
                perMinute: typed ?? rate.cap.map(String.init) ?? "", error: errors?.message("perMinute"))
        } catch StationError.notFound {
            return nil
        }
    }
}

extension Wording {
    /// What limit holds, and whose it is.
    func rate(_ rate: WebhookEndpoint.Rate) -> String {
        guard let most = rate.inForce else { return say("endpoint.rate-none") }
        return say(most == rate.cap ? "endpoint.rate-capped" : "endpoint.rate-own", ["count": "\(most)"])
    }
}
