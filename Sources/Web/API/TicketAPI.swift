import Casework
import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import Station

private struct TicketRequest: Decodable {
    let matter: String
    let title: String
    let body: String
    var urgency: String?
    var company: String?
    var origin: String?
    var admission: String?
    var concerns: String?
    /// Codes of the countries it is about; a form gives them in one field.
    var countries: CountryList?
    /// Who rang or came; officers only.
    var caller: Caller?

    struct Caller: Decodable {
        let name: String
        let phone: String
        var callBack: Bool?
    }
}

/// `["THA", "VNM"]`, or in a form `THA, VNM`.
private struct CountryList: Decodable {
    let codes: [String]

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            codes = text.split { ",;、，；".contains($0) }.map(String.init)
        } else {
            codes = try container.decode([String].self)
        }
    }
}

private struct TicketListJSON: Encodable {
    let items: [TicketJSON]
    let next: String?
}

private struct EventsJSON: Encodable {
    let items: [EventJSON]
}

extension Site {
    func apiFileTicket(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let sent = try await request.apiBody(context)
        let body = try sent.decode(TicketRequest.self)
        let urgency = try body.urgency.map { try Urgency.named($0, at: "/urgency") } ?? .normal
        let origin = try body.origin.map { try Origin.named($0, at: "/origin") } ?? .api
        let company: CreditCode?
        do {
            company = try body.company.map { try CreditCode($0) }
        } catch let mistake as CreditCode.Mistake {
            throw StationError.invalid([FieldProblem("/company", .creditCode(mistake))])
        }
        let concerns = try body.concerns.map { try TicketNumber.named($0, at: "/concerns") }
        let outcome = try await station.fileTicket(
            TicketFiling(
                matter: body.matter, title: body.title, body: body.body, urgency: urgency, origin: origin,
                company: company,
                caller: body.caller.map {
                    Filing.Caller(name: $0.name, phone: $0.phone, wantsCallBack: $0.callBack)
                }, admission: body.admission, concerns: concerns, countries: body.countries?.codes ?? []),
            by: try context.requirePrincipal(), key: idempotencyKey(request, sent.fingerprint), files: sent.files)
        var response = answer(outcome, context, status: .created)
        response.headers[.location] = "/api/v1/tickets/\(outcome.ticket.number)"
        return response
    }

    func apiTickets(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        let parameters = request.uri.queryParameters
        let now = station.ambient.now()
        var query = TicketQuery(
            states: try states(parameters["state"].map(String.init)),
            lead: parameters["unit"].map { UnitID(rawValue: String($0)) },
            matter: parameters["matter"].map(String.init),
            text: request.search, order: .due,
            limit: parameters["limit"].flatMap { Int(String($0)) } ?? 25, cursor: parameters["cursor"].map(String.init))
        if parameters["overdue"] == "true" { query.dueBefore = now }
        let page = try await station.tickets(query, by: principal)
        let wording = wording(context)
        var response = Response.json(
            TicketListJSON(
                items: page.items.map {
                    TicketJSON(
                        $0.ticket, company: $0.company, isInside: principal.company == nil, allowed: nil, now: now,
                        wording)
                }, next: page.next))
        if let next = page.next {
            let kept = ["state", "unit", "matter", "overdue", "q", "limit"].reduce(into: [String: String]()) {
                $0[$1] = $1 == "q" ? request.search : parameters[Substring($1)].map(String.init)
            }
            response.headers[.link] = "<\(Self.link("/api/v1/tickets", cursor: next, parameters: kept))>; rel=\"next\""
        }
        return response
    }

    private func states(_ text: String?) throws -> Set<TicketState>? {
        guard let text else { return nil }
        if text == "open" { return TicketState.open }
        return Set(try text.split(separator: ",").map { try TicketState.named($0, at: "/state") })
    }

    func apiTicket(_ request: Request, _ context: StationContext) async throws -> Response {
        answer(
            try await station.ticket(try ticketNumber(context), by: try context.requirePrincipal()).outcome, context)
    }

    func apiTicketEvents(_ request: Request, _ context: StationContext) async throws -> Response {
        let view = try await station.ticket(try ticketNumber(context), by: try context.requirePrincipal())
        return .json(
            EventsJSON(
                items: view.events.map {
                    EventJSON($0, view, wording(context))
                }))
    }

    /// Creates an action. `If-Match` with the ticket's ETag is required, so that nobody acts on what they did not see.
    func apiActOnTicket(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let sent = try await request.apiBody(context)
        guard let noun = ActionNoun(rawValue: try context.parameters.require("noun")) else {
            throw StationError.notFound
        }
        let principal = try context.requirePrincipal()
        let number = try ticketNumber(context)
        guard let match = request.headers[.ifMatch] else { throw RequestProblem.versionRequired }
        var asked = try sent.decode(ActionRequest.self)
        asked.name(sent.files)
        let body = asked
        let version = Self.version(match)
        do {
            let outcome = try await station.act(
                on: number, version: version, by: principal, key: idempotencyKey(request, sent.fingerprint),
                files: sent.files
            ) { [calendar = station.catalogue.policy.calendar] in try noun.action(body, $0, calendar) }
            return answer(outcome, context, status: .created)
        } catch StationError.stale {
            let view = try await station.ticket(number, by: principal)
            // What names no version at all is told nothing.
            let seen = version.map { $0 < 0 ? Int.max : $0 } ?? Int.max
            let since = view.events.filter { $0.event.sequence > seen }
            throw StaleTicket(changes: since.map { EventJSON($0, view, wording(context)) })
        }
    }

    /// `"5"` → 5; `*` → any; anything else matches no version.
    static func version(_ match: String) -> Int? {
        let text = match.trimmingCharacters(in: .whitespaces)
        if text == "*" { return nil }
        return Int(text.filter { $0 != "\"" }.replacing("W/", with: "")) ?? -1
    }

    private func answer(
        _ outcome: TicketOutcome, _ context: StationContext, status: HTTPResponse.Status = .ok
    ) -> Response {
        var response = Response.json(
            TicketJSON(
                outcome.ticket, company: outcome.company, isInside: context.principal?.company == nil,
                allowed: outcome.allowed, now: station.ambient.now(), wording(context)), status: status)
        response.headers[.eTag] = "\"\(outcome.ticket.version)\""
        return response
    }
}
