import Casework
import Foundation
import HealthCheck
import Hummingbird
import Station

/// What can be done to an endpoint from its page.
enum EndpointNoun: String, CaseIterable {
    case settings, secret, test, removal, replay
    case switching = "switch"
}

extension Site {
    private struct EndpointChangeForm: Decodable {
        var url: String?
        var kinds: [String]?
        var enabled: String?
        var since: String?
        var confirmed: String?
        var perMinute: String?
        var idempotencyKey: String?
    }

    func changeEndpoint(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        _ = try context.requirePrincipal()
        guard let noun = EndpointNoun(rawValue: try context.parameters.require("noun")) else {
            throw StationError.notFound
        }
        let body = try await request.body(context)
        let form = try FormDecoding.decode(EndpointChangeForm.self, from: body)
        let key = form.idempotencyKey.map { IdempotencyKey($0, request: body) }
        var news = EndpointNews()
        do {
            if let done = try await change(noun, form, key, &news, context) { return done }
        } catch StationError.invalid(let problems) {
            news.problems = problems
        }
        return try await endpointPage(news, context)
    }

    /// Nil: the page is shown with `news`.
    private func change(
        _ noun: EndpointNoun, _ form: EndpointChangeForm, _ key: IdempotencyKey?, _ news: inout EndpointNews,
        _ context: StationContext
    ) async throws -> Response? {
        let principal = try context.requirePrincipal()
        let id = try context.parameters.require("id")
        switch noun {
        case .settings:
            let kinds = Set((form.kinds ?? []).compactMap(Notice.Kind.init))
            news.typed = (form.url ?? "", kinds, form.perMinute ?? "")
            let pace = try rate(form.perMinute).map(EndpointChange.Pace.perMinute) ?? .unlimited
            try await station.changeEndpoint(
                id, EndpointChange(url: form.url ?? "", kinds: kinds, pace: pace), by: principal)
        case .switching:
            try await station.changeEndpoint(id, EndpointChange(isEnabled: form.enabled == "yes"), by: principal)
        case .secret:
            // Shown on this answer and never again; loading the answer anew makes no other.
            news.secret = try await station.rotateSecret(id, by: principal, key: key).secret
            return nil
        case .test:
            return .seeOther("/me/endpoints/\(id)?tested=\(try await station.testEndpoint(id, by: principal))")
        case .removal:
            try await station.removeEndpoint(id, by: principal)
            return .seeOther("/me")
        case .replay:
            let query = OutboxQuery(channel: .webhook, destination: id, since: try since(form.since))
            guard form.confirmed == "yes" else {
                news.counted = (form.since ?? "", try await station.countFailed(query, by: principal))
                return nil
            }
            _ = try await station.replayFailed(query, by: principal)
        }
        return .seeOther("/me/endpoints/\(id)")
    }

    /// Attempts a minute as typed; nil for nothing, which is no limit.
    func rate(_ text: String?) throws(StationError) -> Int? {
        guard let text = text?.trimmingCharacters(in: .whitespaces), !text.isEmpty else { return nil }
        guard let number = Int(text) else {
            throw .invalid([FieldProblem("/perMinute", .answer(.expectsWholeNumber))])
        }
        return number
    }
}
