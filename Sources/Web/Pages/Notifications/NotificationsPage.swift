import Casework
import Foundation
import HealthCheck
import Hummingbird
import Station

struct NotificationsPage {
    let rows: [NotificationRow]
    let isEmpty: Bool
    let next: String?
    let offersReplay: Bool
    let states: [TicketsPage.StateOption]
    let channels: [TicketsPage.StateOption]
    /// What the list is narrowed to; not called `ticket`, which a row without one would show as its own.
    let wanted: String
    /// Lanes an administrator holds back.
    let paused: [PausedLane]
    let mayPause: Bool
    /// What came in by mail: fetched is accepted, refused and quarantined together.
    let inbound: String?
    let seesMails: Bool
    let isAllPaused: Bool
    let errors: ErrorSummary?
    let ticketError: String?

    struct PausedLane {
        let lane: String
        let text: String
    }
}

extension Site {
    func notificationsPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        let wording = wording(context)
        let parameters = request.uri.queryParameters
        var query = OutboxQuery()
        query.state = parameters["state"].flatMap { DeliveryState(rawValue: String($0)) }
        query.channel = parameters["channel"].flatMap { OutboxMessage.Channel(rawValue: String($0)) }
        let typed = parameters["ticket"].map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
        query.ticket = TicketNumber(typed)
        // All of the log would pass for what was asked for.
        let isWrong = !typed.isEmpty && query.ticket == nil
        let errors = isWrong ? errors([FieldProblem("/ticket", .wrongType(expected: "ticket"))], context) : nil
        let found = try await station.notifications(
            query, limit: 50, cursor: parameters["cursor"].map(String.init), by: principal)
        let page = isWrong ? Page(items: [], next: nil) : found
        let paused = try await station.pausedDeliveries(by: principal)
        let inbound = try await inbound(principal, wording)
        let canReplay = principal.isLiaison || principal.isAdministrator
        let model = NotificationsPage(
            rows: page.items.map {
                NotificationRow(
                    $0, wording, canReplay: canReplay || principal.company != nil && $0.message.channel == .webhook)
            }, isEmpty: page.items.isEmpty,
            next: page.next.map {
                Self.link(
                    "/notifications", cursor: $0,
                    parameters: [
                        "state": query.state?.rawValue ?? "", "channel": query.channel?.rawValue ?? "",
                        "ticket": query.ticket?.description ?? "",
                    ])
            },
            offersReplay: canReplay,
            states: DeliveryState.allCases.map {
                TicketsPage.StateOption(
                    value: $0.rawValue, text: wording.say("delivery.\($0.rawValue)"), isChosen: $0 == query.state)
            },
            channels: OutboxMessage.Channel.allCases.map {
                TicketsPage.StateOption(
                    value: $0.rawValue, text: wording.say("channel.\($0.rawValue)"), isChosen: $0 == query.channel)
            },
            wanted: query.ticket?.description ?? typed,
            paused: paused.map { NotificationsPage.PausedLane(lane: $0, text: Self.laneName($0, wording)) },
            mayPause: principal.isAdministrator, inbound: inbound, seesMails: inbound != nil && principal.isLiaison,
            isAllPaused: paused.contains(Station.everyLane), errors: errors, ticketError: errors?.message("ticket"))
        return pages.response(
            "notifications", model, title: wording.say("notifications.title"), context, path: "/notifications",
            status: errors == nil ? .ok : .unprocessableContent, hasErrors: errors != nil)
    }

    /// Nil for companies, and where no mail came in.
    private func inbound(_ principal: Principal, _ wording: Wording) async throws -> String? {
        guard principal.company == nil else { return nil }
        let counts = try await station.inboundCounts(by: principal)
        guard !counts.isEmpty else { return nil }
        return wording.say(
            "notifications.inbound",
            [
                "fetched": "\(counts.values.reduce(0, +))", "accepted": "\(counts[.accepted] ?? 0)",
                "refused": "\(counts[.refused] ?? 0)", "quarantined": "\(counts[.quarantined] ?? 0)",
            ])
    }

    private static func laneName(_ lane: String, _ wording: Wording) -> String {
        guard let lane = DeliveryLane(lane) else { return wording.say("notifications.everything") }
        let channel = wording.say("channel.\(lane.channel.rawValue)")
        return lane.destination.map { "\(channel) \($0)" } ?? channel
    }
}
