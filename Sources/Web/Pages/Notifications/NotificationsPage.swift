import Casework
import Foundation
import HealthCheck
import Hummingbird
import Station

struct NotificationsPage {
    let rows: [Row]
    let isEmpty: Bool
    let next: String?
    let offersReplay: Bool
    let states: [TicketsPage.StateOption]

    struct Row {
        let id: String
        let at: String
        let recipient: String
        let channel: String
        let subject: String
        let ticket: String?
        let state: String
        let kind: String
        let note: String?
        let canReplay: Bool
    }
}

extension Site {
    func notificationsPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        let wording = wording(context)
        let state = request.uri.queryParameters["state"].flatMap { DeliveryState(rawValue: String($0)) }
        let page = try await station.notifications(
            state: state, limit: 50, cursor: request.uri.queryParameters["cursor"].map(String.init), by: principal)
        let canReplay = principal.isLiaison || principal.account.roles.contains(.administrator)
        let model = NotificationsPage(
            rows: page.items.map { Self.row($0, wording, canReplay: canReplay) }, isEmpty: page.items.isEmpty,
            next: page.next.map {
                Self.link("/notifications", cursor: $0, parameters: ["state": state?.rawValue ?? ""])
            },
            offersReplay: canReplay,
            states: DeliveryState.allCases.map {
                TicketsPage.StateOption(
                    value: $0.rawValue, text: wording.say("delivery.\($0.rawValue)"), isChosen: $0 == state)
            })
        return pages.response(
            "notifications", model, title: wording.say("notifications.title"), context, path: "/notifications")
    }

    private static func row(_ entry: OutboxEntry, _ wording: Wording, canReplay: Bool) -> NotificationsPage.Row {
        let message = entry.message
        let isAgain = entry.state == .waiting && entry.attempts > 0
        return NotificationsPage.Row(
            id: message.id, at: wording.dates.moment(message.createdAt),
            recipient: message.channel == .mail ? masked(message.destination) : wording.say("channel.webhook"),
            channel: wording.say("channel.\(message.channel.rawValue)"), subject: message.payload.subject,
            ticket: message.ticket?.description,
            state: isAgain
                ? wording.say("delivery.again", ["time": wording.dates.moment(entry.nextAttemptAt)])
                : wording.say("delivery.\(entry.state.rawValue)"),
            kind: entry.state == .delivered ? "ok" : entry.state == .failed ? "danger" : isAgain ? "warn" : "info",
            note: entry.lastError.map { wording.say("delivery.reason", ["reason": $0]) },
            canReplay: canReplay && entry.state == .failed)
    }

    /// `l•••@example.com`.
    private static func masked(_ address: String) -> String {
        guard let at = address.firstIndex(of: "@") else { return "•••" }
        return "\(address.prefix(1))•••\(address[at...])"
    }

    func replayNotification(_ request: Request, _ context: StationContext) async throws -> Response {
        _ = try await station.replayNotification(
            try context.parameters.require("id"), by: try context.requirePrincipal())
        return .seeOther("/notifications")
    }
}
