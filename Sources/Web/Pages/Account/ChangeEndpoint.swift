import Casework
import Foundation
import Hummingbird
import Station

/// What can be done to an endpoint from its page.
enum EndpointNoun: String, CaseIterable {
    case settings, secret, test, removal, replay
    case switching = "switch"
}

extension Site {
    private struct EndpointChange: Decodable {
        var url: String?
        var kinds: [String]?
        var enabled: String?
        var since: String?
        var confirmed: String?
    }

    func changeEndpoint(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        _ = try context.requirePrincipal()
        guard let noun = EndpointNoun(rawValue: try context.parameters.require("noun")) else {
            throw StationError.notFound
        }
        let form = try await request.form(EndpointChange.self, context)
        var news = EndpointNews()
        do {
            if let done = try await change(noun, form, &news, context) { return done }
        } catch StationError.invalid(let problems) {
            news.problems = problems
        }
        return try await endpointPage(news, context)
    }

    /// Nil: the page is shown with `news`.
    private func change(
        _ noun: EndpointNoun, _ form: EndpointChange, _ news: inout EndpointNews, _ context: StationContext
    ) async throws -> Response? {
        let principal = try context.requirePrincipal()
        let id = try context.parameters.require("id")
        switch noun {
        case .settings:
            let kinds = Set((form.kinds ?? []).compactMap(Notice.Kind.init))
            news.typed = (form.url ?? "", kinds)
            _ = try await station.changeEndpoint(id, url: form.url ?? "", kinds: kinds, by: principal)
        case .switching: try await station.setEndpoint(id, enabled: form.enabled == "yes", by: principal)
        case .secret:
            // Shown on this answer and never again.
            news.secret = try await station.rotateSecret(id, by: principal).secret
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
}
