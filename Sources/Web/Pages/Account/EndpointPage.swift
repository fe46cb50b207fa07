import Casework
import Foundation
import Hummingbird
import Station

struct EndpointPage {
    let id: String
    let url: String
    let isEnabled: Bool
    let state: String
    let stateKind: String
    /// Why and since when it is off, and what to do.
    let disabled: String?
    let success: String
    let failed: Int
    let hasFailed: Bool
    let newSecret: String?
    /// So that a repeated press of a button changes nothing more.
    let idempotencyKey: String
    let overlap: String?
    /// How fast it is sent to, and who says so.
    let rate: String
    /// Where an administrator caps it.
    let cap: String?
    let kinds: [Kind]
    let hearsAll: Bool
    let tested: String?
    let replay: String?
    let replaySince: String
    let replayCount: Int
    let isCounted: Bool
    let deliveries: [NotificationRow]
    /// They all went one way to one receiver, which their rows need not repeat.
    let hasOneReceiver = true
    let hasDeliveries: Bool
    let next: String?
    let errors: ErrorSummary?
    let urlError: String?
    let perMinute: String
    let rateError: String?
    let sinceError: String?

    struct Kind {
        let value: String
        let text: String
        let isChosen: Bool
    }
}

extension Wording {
    /// How an endpoint fared in the last 24 hours.
    func success(_ health: EndpointHealth) -> String {
        guard health.total > 0 else { return say("endpoint.quiet") }
        return say("endpoint.success", ["delivered": "\(health.delivered)", "total": "\(health.total)"])
    }
}

/// What a change of an endpoint leaves to say on its page.
struct EndpointNews {
    var secret: String?
    var tested: String?
    var counted: (since: String, count: Int)?
    var typed: (url: String, kinds: Set<Notice.Kind>, perMinute: String)?
    var problems: [FieldProblem] = []
}

extension Site {
    func endpointPage(_ request: Request, _ context: StationContext) async throws -> Response {
        var news = EndpointNews()
        news.tested = request.uri.queryParameters["tested"].map(String.init)
        return try await endpointPage(news, cursor: request.uri.queryParameters["cursor"].map(String.init), context)
    }

    func endpointPage(_ news: EndpointNews, cursor: String? = nil, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        let id = try context.parameters.require("id")
        let health = try await station.endpoint(id, by: principal)
        let page = try await station.deliveries(to: id, limit: 20, cursor: cursor, by: principal)
        let wording = wording(context)
        let endpoint = health.endpoint
        let chosen = news.typed?.kinds ?? endpoint.kinds
        let errors = news.problems.isEmpty ? nil : errors(news.problems, context)
        let model = EndpointPage(
            id: id, url: news.typed?.url ?? endpoint.url, isEnabled: endpoint.isEnabled,
            state: wording.say(endpoint.isEnabled ? "endpoint.on" : "endpoint.off"),
            stateKind: endpoint.isEnabled ? "ok" : "danger",
            disabled: endpoint.disabled.map {
                wording.say("endpoint.cause-\($0.cause.rawValue)", ["time": wording.dates.moment($0.at)])
            },
            success: wording.success(health),
            failed: health.failed, hasFailed: health.failed > 0, newSecret: news.secret,
            idempotencyKey: station.ambient.newID(),
            overlap: overlap(endpoint, wording), rate: wording.rate(endpoint.rate),
            cap: endpoint.rate.cap.map { wording.say("endpoint.rate-cap-note", ["cap": "\($0)"]) },
            kinds: Self.endpointKinds.map {
                EndpointPage.Kind(
                    value: $0.rawValue, text: wording.noticeKind($0.rawValue), isChosen: chosen.contains($0))
            }, hearsAll: chosen.isEmpty, tested: news.tested,
            replay: news.counted.map { wording.replayCount($0.count) },
            replaySince: news.counted?.since ?? "", replayCount: news.counted?.count ?? 0,
            isCounted: (news.counted?.count ?? 0) > 0,
            deliveries: page.items.map { NotificationRow($0, wording, canReplay: true) },
            hasDeliveries: !page.items.isEmpty,
            next: page.next.map { Self.link("/me/endpoints/\(id)", cursor: $0, parameters: [:]) }, errors: errors,
            urlError: errors?.message("url"),
            perMinute: news.typed?.perMinute ?? endpoint.rate.wished.map(String.init) ?? "",
            rateError: errors?.message("perMinute"), sinceError: errors?.message("since"))
        return pages.response(
            "endpoint", model, title: wording.say("endpoint.title"), context, path: "/me/endpoints/\(id)",
            status: news.problems.isEmpty ? .ok : .unprocessableContent, hasErrors: !news.problems.isEmpty)
    }

    /// The kinds a company is told of.
    static let endpointKinds: [Notice.Kind] = [
        .ticketSubmitted, .ticketAccepted, .ticketTransferred, .materialsRequested, .messageToCompany, .ticketAnswered,
        .ticketRefused, .ticketClosed, .ticketMerged, .ticketWithdrawn, .profileIssued, .warningRaised,
        .consultationAnswered, .retestDue,
    ]

    private func overlap(_ endpoint: WebhookEndpoint, _ wording: Wording) -> String? {
        guard let until = endpoint.previous?.until, until > station.ambient.now() else { return nil }
        return wording.say("endpoint.overlap", ["time": wording.dates.moment(until)])
    }
}
