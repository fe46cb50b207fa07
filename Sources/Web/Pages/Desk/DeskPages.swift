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
    /// Where what was searched for is found, if not here.
    let elsewhere: Tab?
    let tab: String
    let next: String?
    let done: Done?
    let preview: PreviewBox?
    let filters: [Filter]
    /// This selection as an address keeps it; nil while it is one of the tabs.
    let query: String?
    let idempotencyKey: String
    let acts: [Act]
    /// This selection, for a press that brings the queue back.
    let back: String
    /// The same for an act that leads back here, in its form and in its address; nil for the list the queue opens with.
    let list: String?
    let listParameter: String?
    /// What was typed beside an act that came without tickets.
    let reason: String
    let error: String?
    /// Also beside an empty queue, while there is something typed to keep.
    let showsBulk: Bool

    /// What was just done, and whether it can still be undone with one key.
    struct Done {
        let number: String
        let version: Int
        let canUndo: Bool
        let idempotencyKey: String
    }

    struct Filter {
        let id: String
        let href: String
        let name: String
        let count: String
    }

    struct Act {
        let value: String
        let text: String
        let isChosen: Bool
    }

    /// An act on several that came without any: it is said at the place, and nothing typed is lost.
    struct Unticked {
        let act: String
        let reason: String
    }

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
        try await deskPage(query: request.uri.query ?? "", context)
    }

    func deskPage(
        query: String, _ context: StationContext, unticked: DeskPage.Unticked? = nil
    ) async throws -> Response {
        let principal = try context.requirePrincipal()
        guard principal.isLiaison else { throw StationError.notForRole }
        let wording = wording(context)
        let now = station.ambient.now()
        let here = QueueAddress(query)
        func field(_ name: String) -> String? { FormDecoding.field(name, in: query) }
        let tab = field("tab") ?? "submitted"
        let search = field("q") ?? ""
        if let ticket = try await ticketNamed(search, by: principal) { return ticket }
        let counts = try await station.ticketCounts(by: principal)
        let page = try await station.tickets(
            Self.query(tab, search, now, field("cursor")), by: principal)
        let shown = field("at").flatMap(TicketNumber.init) ?? page.items.first?.ticket.number
        let preview = try await shownBeside(shown, by: principal, context)
        let filters = try await filters(of: principal, now)
        let done = try await done(field("done").flatMap(TicketNumber.init), by: principal)
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
            search: search.nonEmpty,
            elsewhere: page.items.isEmpty && tab != "all" ? try await elsewhere(search, now, principal, wording) : nil,
            tab: tab,
            next: page.next.map { Self.link("/desk", cursor: $0, parameters: ["q": search, "tab": tab]) },
            done: done, preview: preview, filters: filters,
            query: search.isEmpty ? nil : Self.query(parameters: ["q": search, "tab": tab]),
            idempotencyKey: station.ambient.newID(),
            acts: Self.bulkNouns.map {
                DeskPage.Act(
                    value: $0.rawValue, text: wording.say("desk.bulk-\($0.rawValue)"),
                    isChosen: $0.rawValue == unticked?.act)
            }, back: query, list: here.query, listParameter: here.parameter, reason: unticked?.reason ?? "",
            error: unticked.map { _ in wording.say("desk.bulk-none") },
            showsBulk: !page.items.isEmpty || unticked != nil)
        return pages.response(
            "desk", model, title: wording.say("desk.title"), context, path: "/desk",
            status: unticked == nil ? .ok : .unprocessableContent, hasErrors: unticked != nil,
            live: LiveBar(.lists(since: now), refresh: query.isEmpty ? "/desk" : "/desk?\(query)"))
    }

    private func shownBeside(
        _ number: TicketNumber?, by principal: Principal, _ context: StationContext
    ) async throws -> PreviewBox? {
        guard let number else { return nil }
        do {
            return preview(try await station.ticket(number, by: principal), context)
        } catch StationError.notFound {
            return nil
        }
    }

    private func elsewhere(
        _ search: String, _ now: Date, _ principal: Principal, _ wording: Wording
    ) async throws -> DeskPage.Tab? {
        guard !search.isEmpty else { return nil }
        let page = try await station.tickets(Self.query("all", search, now, nil), by: principal)
        guard !page.items.isEmpty else { return nil }
        let count = page.next == nil ? "\(page.items.count)" : "\(page.items.count)+"
        return DeskPage.Tab(
            href: Self.link("/desk", parameters: ["q": search, "tab": "all"]),
            text: wording.say("desk.elsewhere", ["count": count]), count: nil, isHere: false)
    }

    private func filters(of principal: Principal, _ now: Date) async throws -> [DeskPage.Filter] {
        var filters: [DeskPage.Filter] = []
        for filter in try await station.filters(of: principal) {
            let search = FormDecoding.field("q", in: filter.query) ?? ""
            var query = Self.query(FormDecoding.field("tab", in: filter.query) ?? "all", search, now, nil)
            query.limit = 100
            let page = try await station.tickets(query, by: principal)
            filters.append(
                DeskPage.Filter(
                    id: filter.id, href: "/desk?\(filter.query)", name: filter.name,
                    count: page.next == nil ? "\(page.items.count)" : "99+"))
        }
        return filters
    }

    private func done(_ number: TicketNumber?, by principal: Principal) async throws -> DeskPage.Done? {
        guard let number else { return nil }
        do {
            let view = try await station.ticket(number, by: principal)
            return DeskPage.Done(
                number: number.description, version: view.ticket.version, canUndo: view.allowed.contains(.recall),
                idempotencyKey: station.ambient.newID())
        } catch StationError.notFound {
            return nil
        }
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
