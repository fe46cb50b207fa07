import Casework
import Foundation
import HealthCheck
import Hummingbird
import Station

struct DeskPage {
    let tabs: [Tab]
    let rows: [TicketTableRow]
    let isEmpty: Bool
    let search: String?
    let tab: String
    let next: String?
    let done: String?

    struct Tab {
        let href: String
        let text: String
        let count: String?
        let isHere: Bool
    }
}

struct LegsPage {
    let leading: [TicketTableRow]
    let assisting: [Row]
    let isEmpty: Bool
    let hasLeading: Bool
    let hasAssisting: Bool
    let unit: String

    struct Row {
        let ticket: TicketTableRow
        let question: String
        let chip: DeadlineChip
    }
}

extension Site {
    /// The triage queue: deadline first, one tab per state, nothing that moves by itself.
    func deskPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        guard principal.isLiaison else { throw StationError.notForRole }
        let wording = wording(context)
        let now = station.ambient.now()
        let parameters = request.uri.queryParameters
        let tab = parameters["tab"].map(String.init) ?? "submitted"
        let search = request.search ?? ""
        let counts = try await station.ticketCounts(by: principal)
        let page = try await station.tickets(
            Self.query(tab, search, now, parameters["cursor"].map(String.init)), by: principal)
        let names = ["submitted", "transferred", "inProgress", "awaitingMaterials", "answered", "overdue", "all"]
        let model = DeskPage(
            tabs: names.map { name in
                let count =
                    name == "overdue" ? counts.overdue : TicketState(rawValue: name).flatMap { counts.byState[$0] } ?? 0
                return DeskPage.Tab(
                    href: "/desk?tab=\(name)", text: wording.say("desk.tab-\(name)"),
                    count: name == "all" ? nil : "\(count)", isHere: name == tab)
            },
            rows: page.items.map { TicketTableRow($0, wording, at: now) }, isEmpty: page.items.isEmpty,
            search: search.nonEmpty, tab: tab,
            next: page.next.map { Self.link("/desk", cursor: $0, parameters: ["q": search, "tab": tab]) },
            done: parameters["done"].flatMap { TicketNumber(String($0)) }?.description)
        return pages.response(
            "desk", model, title: wording.say("desk.title"), context, path: "/desk",
            live: LiveBar(.lists(since: now), refresh: request.uri.string))
    }

    private static func query(_ tab: String, _ search: String, _ now: Date, _ cursor: String?) -> TicketQuery {
        var query = TicketQuery(
            states: TicketState(rawValue: tab).map { [$0] } ?? (tab == "all" ? nil : TicketState.open),
            text: search.isEmpty ? nil : search, order: .due, limit: 25, cursor: cursor)
        if tab == "overdue" { query.dueBefore = now }
        return query
    }

    /// A unit's own duties: tickets it leads, and opinions it owes.
    func legsPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        guard let unit = principal.unit else { throw StationError.notForRole }
        let wording = wording(context)
        let now = station.ambient.now()
        let rows = try await station.tickets(TicketQuery(states: TicketState.open, limit: 100), by: principal).items
        let leading = rows.filter { $0.ticket.lead == unit }
        let assisting = rows.flatMap { row in
            row.ticket.openLegs.filter { $0.unit == unit }.map { leg in
                LegsPage.Row(
                    ticket: TicketTableRow(row, wording, at: now), question: leg.question,
                    chip: wording.chip(due: leg.due, start: leg.openedAt, at: now))
            }
        }
        let model = LegsPage(
            leading: leading.map { TicketTableRow($0, wording, at: now) }, assisting: assisting,
            isEmpty: leading.isEmpty && assisting.isEmpty, hasLeading: !leading.isEmpty,
            hasAssisting: !assisting.isEmpty, unit: wording.unitName(unit))
        return pages.response(
            "legs", model, title: wording.say("legs.title"), context, path: "/legs",
            live: LiveBar(.lists(since: now), refresh: request.uri.string))
    }
}
