import Casework
import Foundation
import HealthCheck
import Hummingbird
import Station

private struct PresenceForm: Decodable {
    var writing: Bool?
}

private struct PresenceJSON: Encodable {
    let text: String
}

private struct FilterForm: Decodable {
    var name: String?
    var query: String?
}

extension Site {
    /// What the queue shows beside its rows.
    func deskPreview(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        guard principal.isLiaison else { throw StationError.notForRole }
        let view = try await station.ticket(try ticketNumber(context), by: principal)
        var box = preview(view, context)
        box.listParameter = QueueAddress(request.uri.query).parameter
        return .html(try pages.fragment("preview-ticket", box, context))
    }

    func preview(_ view: TicketView, _ context: StationContext) -> PreviewBox {
        PreviewBox(view, wording(context), at: station.ambient.now())
    }

    /// Keeps a text that is not sent yet: by script while somebody types, by its own button without.
    func saveDraft(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let fields = try FormFields(urlencoded: try await request.body(context))
        let number = try ticketNumber(context)
        let field = try context.parameters.require("field")
        guard let noun = ActionNoun(rawValue: field) else { throw StationError.notFound }
        let asJSON = request.headers[.accept]?.hasPrefix("application/json") == true
        if fields["insert"] != nil, fields["block"]?.isEmpty == false {
            return try await insertText(fields, into: noun, on: number, asJSON: asJSON, context)
        }
        try await station.saveDraft(
            fields["text"] ?? fields["reason"] ?? "", for: field, on: number, by: try context.requirePrincipal())
        if asJSON { return Response(status: .noContent) }
        let kept = ["/tickets/\(number)?draft=1", QueueAddress(fields["list"]).parameter]
        return .seeOther(kept.compactMap(\.self).joined(separator: "&"))
    }

    /// A sign that somebody is here; the answer says who else is.
    func enterTicket(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let form = try await request.form(PresenceForm.self, context)
        let others = try await station.enter(
            try ticketNumber(context), isWriting: form.writing == true, by: try context.requirePrincipal())
        return .json(PresenceJSON(text: wording(context).present(others)))
    }

    func saveFilter(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let form = try await request.form(FilterForm.self, context)
        try await station.saveFilter(
            form.name ?? "", query: form.query ?? "", by: try context.requirePrincipal())
        return .seeOther("/desk?\(form.query ?? "")")
    }

    func deleteFilter(_ request: Request, _ context: StationContext) async throws -> Response {
        try await station.deleteFilter(try context.parameters.require("id"), by: try context.requirePrincipal())
        return .seeOther("/desk")
    }
}

/// A ticket at a glance, beside the queue.
struct PreviewBox {
    let number: String
    let href: String
    let title: String
    let body: String
    let company: String
    let matter: String
    let standing: String
    let chip: DeadlineChip
    let rule: String
    let reason: String
    let lead: String
    let papers: [String]
    /// The list it stands beside, where the page around it does not say so.
    var listParameter: String?

    init(_ view: TicketView, _ wording: Wording, at now: Date) {
        let ticket = view.ticket
        number = ticket.number.description
        href = "/tickets/\(ticket.number)"
        title = ticket.filing.title
        body = ticket.filing.body
        company = view.company.name
        matter = wording.matter(ticket.filing.matter)
        standing = wording.standing(ticket)
        chip = wording.chip(ticket, at: now)
        let routing = wording.box(ticket.filing.suggestion)
        (rule, reason, lead) = (routing.rule, routing.reason, routing.lead)
        papers = wording.station.catalogue.matter(ticket.filing.matter)?.papers.map { $0[wording.language] } ?? []
    }
}

extension Wording {
    /// `王某正在写回复；李某正在看`, or nothing.
    func present(_ others: [Presence]) -> String {
        others.prefix(3).map { say($0.isWriting ? "presence.writing" : "presence.looking", ["name": $0.name]) }
            .joined(separator: say("list.semicolon"))
    }
}
