import Casework
import Foundation
import Hummingbird
import Station

struct NotificationPage {
    let row: NotificationRow
    let kind: String
    let deliveredAt: String?
    let digest: String?
    let attempts: [Attempt]
    let hasAttempts: Bool
    let cap: EndpointCap?
    let errors: ErrorSummary?

    struct Attempt {
        let number: Int
        let at: String
        let state: String
        let kind: String
        let error: String?
    }
}

extension Site {
    func notificationPage(_ request: Request, _ context: StationContext) async throws -> Response {
        try await notificationPage(context, typed: nil, problems: [])
    }

    func notificationPage(
        _ context: StationContext, typed: String?, problems: [FieldProblem]
    ) async throws -> Response {
        let principal = try context.requirePrincipal()
        let id = try context.parameters.require("id")
        let detail = try await station.notification(id, by: principal)
        let wording = wording(context)
        let mayReplay =
            principal.isLiaison || principal.isAdministrator
            || principal.company != nil && detail.entry.message.channel == .webhook
        let errors = problems.isEmpty ? nil : errors(problems, context)
        let model = NotificationPage(
            row: NotificationRow(detail.entry, wording, canReplay: mayReplay),
            kind: wording.noticeKind(String(detail.entry.message.kind.prefix { $0 != "." })),
            deliveredAt: detail.entry.deliveredAt.map(wording.dates.moment), digest: detail.entry.foldedInto,
            attempts: detail.attempts.map { attempt in
                NotificationPage.Attempt(
                    number: attempt.number, at: wording.dates.moment(attempt.at),
                    state: wording.say(
                        attempt.state == .waiting ? "delivery.not-yet" : "delivery.\(attempt.state.rawValue)"),
                    kind: attempt.state == .delivered ? "ok" : attempt.state == .failed ? "danger" : "warn",
                    error: attempt.error.map(wording.fault))
            }, hasAttempts: !detail.attempts.isEmpty,
            cap: try await endpointCap(
                of: detail.entry.message, typed: typed, errors: errors, wording, by: principal), errors: errors)
        return pages.response(
            "notification", model, title: wording.say("notification.title"), context, path: "/notifications/\(id)",
            status: errors == nil ? .ok : .unprocessableContent, hasErrors: errors != nil)
    }

    func replayNotification(_ request: Request, _ context: StationContext) async throws -> Response {
        let id = try context.parameters.require("id")
        _ = try await station.replayNotification(id, by: try context.requirePrincipal())
        return .seeOther("/notifications/\(id)")
    }

    func pauseDelivery(_ request: Request, _ context: StationContext) async throws -> Response {
        struct Form: Decodable {
            var lane: String?
            var paused: String?
        }
        var request = request
        let form = try await request.form(Form.self, context)
        let principal = try context.requirePrincipal()
        if form.paused == "yes" {
            try await station.pauseDelivery(form.lane ?? "", by: principal)
        } else {
            try await station.resumeDelivery(form.lane ?? "", by: principal)
        }
        return .seeOther("/notifications")
    }
}
