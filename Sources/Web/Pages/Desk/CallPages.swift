import Casework
import Foundation
import Hummingbird
import Station

/// Whom to call, by when: who rang and asked for it, and who rated poorly.
struct CallsPage {
    let rows: [Row]
    let isEmpty: Bool

    struct Row {
        let number: String
        let href: String
        let title: String
        let company: String
        let who: String
        let phone: String
        let phoneLink: String
        let text: String
        let isLate: Bool
        let version: Int
        let idempotencyKey: String
    }
}

struct CallsJSON: Encodable {
    let items: [Item]

    struct Item: Encodable {
        let ticket: String
        let cause: String
        let due: String
        let overdue: Bool
        /// When the lead was reminded of a late one.
        let remindedAt: String?
        let name: String
        let phone: String
    }
}

extension Site {
    func callsPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let wording = wording(context)
        let rows = try await station.callBacks(by: try context.requirePrincipal()).map { row($0, wording) }
        return pages.response(
            "calls", CallsPage(rows: rows, isEmpty: rows.isEmpty), title: wording.say("calls.title"), context,
            path: "/calls")
    }

    func apiCalls(_ request: Request, _ context: StationContext) async throws -> Response {
        let wording = wording(context)
        return .json(
            CallsJSON(
                items: try await station.callBacks(by: try context.requirePrincipal()).compactMap { row in
                    row.ticket.owedCall.map { call in
                        let who = Self.callee(row)
                        return CallsJSON.Item(
                            ticket: row.ticket.number.description, cause: call.cause.rawValue,
                            due: wording.dates.rfc3339(call.due), overdue: wording.isLate(call),
                            remindedAt: call.missedAt.map(wording.dates.rfc3339), name: who.name, phone: who.phone)
                    }
                }))
    }

    private func row(_ row: TicketRow, _ wording: Wording) -> CallsPage.Row {
        let ticket = row.ticket
        let who = Self.callee(row)
        return CallsPage.Row(
            number: ticket.number.description, href: "/tickets/\(ticket.number)", title: ticket.filing.title,
            company: row.company?.name ?? "", who: who.name, phone: who.phone,
            phoneLink: "tel:" + who.phone.filter { $0.isNumber || $0 == "+" },
            text: wording.call(ticket) ?? "", isLate: ticket.owedCall.map(wording.isLate) ?? false,
            version: ticket.version, idempotencyKey: station.ambient.newID())
    }

    /// Who rang is called, else the company's contact.
    private static func callee(_ row: TicketRow) -> (name: String, phone: String) {
        if let caller = row.ticket.filing.caller { return (caller.name, caller.phone) }
        return (row.company?.contactName ?? "", row.company?.contactPhone ?? "")
    }
}
