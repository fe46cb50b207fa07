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

/// One message of the log.
struct NotificationRow {
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

    init(_ entry: OutboxEntry, _ wording: Wording, canReplay: Bool) {
        let message = entry.message
        id = message.id
        at = wording.dates.moment(message.createdAt)
        recipient =
            message.channel == .webhook ? wording.say("notifications.endpoint") : Masking.address(message.destination)
        channel = wording.say("channel.\(message.channel.rawValue)")
        subject = message.channel == .webhook ? wording.noticeKind(message.kind) : message.payload.subject
        ticket = message.ticket?.description
        state = wording.delivery(entry)
        kind =
            switch entry.state {
            case .delivered: "ok"
            case .failed: "danger"
            case .unknown: "warn"
            case .waiting: entry.attempts > 0 ? "warn" : "info"
            case .sending, .handedOver, .folded: "info"
            }
        note =
            entry.state == .delivered
            ? nil : entry.lastError.map { wording.say("delivery.reason", ["reason": wording.fault($0)]) }
        self.canReplay = canReplay && [.failed, .unknown].contains(entry.state)
    }
}

extension Wording {
    /// Where a message stands: `14:20 再试`, `已送达`.
    func delivery(_ entry: OutboxEntry) -> String {
        guard entry.state == .waiting, entry.attempts > 0 || entry.message.notBefore > entry.message.createdAt else {
            return say("delivery.\(entry.state.rawValue)")
        }
        let key = entry.attempts > 0 ? "delivery.again" : "delivery.later"
        return say(key, ["time": dates.moment(entry.nextAttemptAt)])
    }

    /// What the log keeps of a failure, in words.
    func fault(_ text: String) -> String { locales.fault(text, language) }

    /// How many a range replay would send; it counts no further than one goes.
    func replayCount(_ count: Int) -> String {
        say("replay.count", ["count": count >= Station.replayLimit ? "\(count)+" : "\(count)"])
    }

    /// The name of a notice's kind as people read it.
    func noticeKind(_ kind: String) -> String { say("notice-kind.\(kind)") }
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
        let errors = isWrong ? errors([FieldProblem("/ticket", .unknownTicket)], context) : nil
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
