import Casework
import Foundation
import HealthCheck
import Hummingbird
import Station

struct TicketsPage {
    let isCompany: Bool
    let cards: [TicketCard]
    let rows: [TicketTableRow]
    let isEmpty: Bool
    let search: String?
    let next: String?
    let states: [StateOption]

    struct StateOption {
        let value: String
        let text: String
        let isChosen: Bool
    }
}

/// A ticket as officers list it.
struct TicketTableRow {
    let href: String
    let number: String
    let title: String
    let company: String
    let matter: String
    let lead: String
    let rule: String?
    let state: String
    let chip: DeadlineChip
    let isExpedited: Bool
    /// The row as it is shown, for an act on several: number and version.
    let ticket: String
    let version: Int
    let isWaiting: Bool
    let at: String

    init(_ row: TicketRow, _ wording: Wording, at now: Date) {
        let ticket = row.ticket
        href = "/tickets/\(ticket.number)"
        number = ticket.number.description
        title = ticket.filing.title
        company = row.company?.name ?? ticket.filing.company.description
        matter = wording.matter(ticket.filing.matter)
        let isWaiting = ticket.state == .submitted
        lead = wording.unit(isWaiting ? ticket.filing.suggestion.lead : ticket.lead)
        rule = isWaiting ? ticket.filing.suggestion.rule : nil
        state = wording.state(ticket.state)
        chip = wording.chip(ticket, at: now)
        isExpedited = ticket.urgency == .expedited
        self.ticket = "\(ticket.number):\(ticket.version)"
        version = ticket.version
        self.isWaiting = isWaiting
        at = "at=\(ticket.number)"
    }
}

extension Site {
    func ticketsPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        let wording = wording(context)
        let now = station.ambient.now()
        let parameters = request.uri.queryParameters
        let search = request.search ?? ""
        if let ticket = try await ticketNamed(search, by: principal) { return ticket }
        let filter = TicketFilter(parameters["state"].map(String.init))
        var query = filter.query(at: now)
        query.text = search.nonEmpty
        query.order = principal.company == nil ? .due : .filed
        query.cursor = parameters["cursor"].map(String.init)
        let page = try await station.tickets(query, by: principal)
        let model = TicketsPage(
            isCompany: principal.company != nil,
            cards: page.items.map { TicketCard($0.ticket, wording, at: now) },
            rows: page.items.map { TicketTableRow($0, wording, at: now) }, isEmpty: page.items.isEmpty,
            search: search.nonEmpty,
            next: page.next.map {
                Self.link("/tickets", cursor: $0, parameters: ["q": search, "state": filter.value])
            },
            states: TicketFilter.offered.map {
                TicketsPage.StateOption(value: $0.value, text: $0.text(wording), isChosen: $0 == filter)
            })
        return pages.response(
            "tickets", model, title: wording.say("tickets.title"), context, path: "/tickets",
            live: LiveBar(.lists(since: now), refresh: request.uri.string))
    }

    /// Whoever types a whole number wants that ticket, wherever it stands; nil if it is no number of one they may read.
    func ticketNamed(_ search: String, by principal: Principal) async throws -> Response? {
        guard let number = TicketNumber(search.trimmingCharacters(in: .whitespaces)) else { return nil }
        do {
            _ = try await station.ticket(number, by: principal)
            return .seeOther("/tickets/\(number)")
        } catch StationError.notFound {
            return nil
        }
    }

    /// A link to a list that keeps what was searched for; with `cursor`, to its next page.
    static func link(_ path: String, cursor: String? = nil, parameters: [String: String]) -> String {
        let query = query(cursor: cursor, parameters: parameters)
        return query.isEmpty ? path : "\(path)?\(query)"
    }

    /// The same without its path, as saved filters and forms carry it; empty where nothing is kept.
    static func query(cursor: String? = nil, parameters: [String: String]) -> String {
        var components = URLComponents()
        components.queryItems =
            parameters.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
            .map { URLQueryItem(name: $0.key, value: $0.value) }
            + (cursor.map { [URLQueryItem(name: "cursor", value: $0)] } ?? [])
        // A plus sign that stands for itself would be read as a space.
        return components.percentEncodedQuery?.replacing("+", with: "%2B") ?? ""
    }
}
