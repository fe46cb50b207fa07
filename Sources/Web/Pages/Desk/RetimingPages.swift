import Casework
import Foundation
import Hummingbird
import Station

/// What today's presets would move on open tickets, and the one press that moves it.
struct RetimingPage {
    let summary: String
    let rows: [Row]
    let isEmpty: Bool
    let more: String?
    /// The last ticket on the page; a press counts none behind it.
    let through: String
    let button: String
    let typed: String
    let reasonError: String?
    let errors: ErrorSummary?
    let done: String?
    let refused: [BulkPage.Row]

    struct Row {
        let number: String
        let href: String
        let title: String
        let lead: String
        let due: String
        let newDue: String
        let promised: String
        let newPromised: String
    }
}

extension Site {
    func retimingPage(_ request: Request, _ context: StationContext) async throws -> Response {
        try await retimingPage(context)
    }

    /// Counts anew what the page showed, and shows what is left.
    func applyRetiming(_ request: Request, _ context: StationContext) async throws -> Response {
        struct Form: Decodable {
            var reason: String?
            /// The last ticket that was shown.
            var through: String?
        }
        var request = request
        let form = try await request.form(Form.self, context)
        do {
            let outcomes = try await station.retimeMany(
                reason: form.reason ?? "", through: form.through.flatMap { TicketNumber($0) },
                by: try context.requirePrincipal())
            return try await retimingPage(context, typed: form.reason ?? "", done: outcomes)
        } catch StationError.invalid(let problems) {
            return try await retimingPage(context, typed: form.reason ?? "", errors: errors(problems, context))
        }
    }

    func apiRetiming(_ request: Request, _ context: StationContext) async throws -> Response {
        let found = try await station.retiming(by: try context.requirePrincipal())
        return .json(RetimingJSON(found, wording(context).dates))
    }

    private func retimingPage(
        _ context: StationContext, typed: String = "", errors: ErrorSummary? = nil, done: [RowOutcome]? = nil
    ) async throws -> Response {
        let wording = wording(context)
        let found = try await station.retiming(by: try context.requirePrincipal())
        let results = done?.map { row(of: $0, wording) }
        let rows = found.moves.map { move in
            RetimingPage.Row(
                number: move.ticket.number.description, href: "/tickets/\(move.ticket.number)",
                title: move.ticket.filing.title, lead: wording.unit(move.ticket.lead),
                due: wording.dates.moment(move.ticket.deadline?.due ?? move.ticket.promisedBy),
                newDue: wording.dates.moment(move.due), promised: wording.dates.moment(move.ticket.promisedBy),
                newPromised: wording.dates.moment(move.promisedBy))
        }
        let model = RetimingPage(
            summary: wording.say(
                "retiming.summary",
                [
                    "looked": "\(found.looked)", "total": "\(found.total)", "earlier": "\(found.earlier)",
                    "later": "\(found.later)", "overdue": "\(found.overdue)",
                ]), rows: rows, isEmpty: rows.isEmpty,
            more: found.total > rows.count
                ? wording.say("retiming.more", ["count": "\(found.total - rows.count)"]) : nil,
            through: rows.last?.number ?? "",
            button: wording.say(
                found.total > rows.count ? "retiming.button-first" : "retiming.button",
                ["count": "\(rows.count)", "total": "\(found.total)"]),
            typed: typed, reasonError: errors?.message("reason"), errors: errors,
            done: results.map { rows in
                wording.say(
                    found.total == 0 ? "retiming.done" : "retiming.done-left",
                    ["count": "\(rows.filter(\.isDone).count)", "left": "\(found.total)"])
            }, refused: results?.filter { !$0.isDone } ?? [])
        return pages.response(
            "retiming", model, title: wording.say("retiming.title"), context, path: "/retiming",
            status: errors == nil ? .ok : .unprocessableContent, hasErrors: errors != nil)
    }
}
