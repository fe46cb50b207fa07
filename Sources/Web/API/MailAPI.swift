import Casework
import Foundation
import HTTPTypes
import Hummingbird
import Station

private struct MailJSON: Encodable {
    let id: String
    let at: String
    let sender: String
    let reason: String
    let ticket: String?
    let text: String
    let isCut: Bool

    init(_ mail: QuarantinedMail, _ dates: DateText) {
        (id, at, sender, reason) = (mail.id, dates.rfc3339(mail.at), mail.sender, mail.reason)
        (ticket, text, isCut) = (mail.ticket?.description, mail.text, mail.isCut)
    }
}

private struct MailListJSON: Encodable {
    let items: [MailJSON]
    let next: String?
}

private struct MailAcceptanceRequest: Decodable {
    var ticket: String?
}

private struct MailAcceptedJSON: Encodable {
    let ticket: String
}

/// Mails that wait for the desk's word.
extension Site {
    func apiMails(_ request: Request, _ context: StationContext) async throws -> Response {
        let parameters = request.uri.queryParameters
        let page = try await station.quarantinedMails(
            limit: parameters["limit"].flatMap { Int(String($0)) } ?? 25,
            cursor: parameters["cursor"].map(String.init), by: try context.requirePrincipal())
        let dates = wording(context).dates
        var response = Response.json(
            MailListJSON(items: page.items.map { MailJSON($0, dates) }, next: page.next))
        if let next = page.next {
            let kept = parameters["limit"].map { ["limit": String($0)] } ?? [:]
            response.headers[.link] = "<\(Self.link("/api/v1/mails", cursor: next, parameters: kept))>; rel=\"next\""
        }
        return response
    }

    func apiAcceptMail(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let principal = try context.requirePrincipal()
        let asked = try FormDecoding.decodeJSON(MailAcceptanceRequest.self, from: try await request.body(context))
        let wanted = try asked.ticket.map { text throws(StationError) in
            guard let number = TicketNumber(text) else { throw .invalid([FieldProblem("/ticket", .unknownTicket)]) }
            return number
        }
        let number = try await station.acceptMail(
            try context.parameters.require("id"), on: wanted, by: principal)
        return .json(MailAcceptedJSON(ticket: number.description), status: .created)
    }

    func apiRefuseMail(_ request: Request, _ context: StationContext) async throws -> Response {
        try await station.refuseMail(try context.parameters.require("id"), by: try context.requirePrincipal())
        return Response(status: .noContent)
    }
}
