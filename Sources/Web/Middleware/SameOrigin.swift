import HTTPTypes
import Hummingbird
import Station

/// Refuses changes that another site's page asked the browser for.
///
/// A request with a bearer token needs no check: another site cannot send one. Everything else that changes
/// state must come from our own origin, by `Sec-Fetch-Site` where the browser sends it, else by `Origin`.
struct SameOrigin: RouterMiddleware {
    typealias Context = StationContext

    let origin: String

    func handle(
        _ request: Request, context: StationContext, next: (Request, StationContext) async throws -> Response
    ) async throws -> Response {
        guard isSafe(request) || request.headers[.authorization] != nil || comesFromUs(request) else {
            throw CrossSiteRequest()
        }
        return try await next(request, context)
    }

    private func isSafe(_ request: Request) -> Bool {
        [.get, .head, .options].contains(request.method)
    }

    private func comesFromUs(_ request: Request) -> Bool {
        if let site = request.headers[.secFetchSite] { return site == "same-origin" }
        if let origin = request.headers[.origin] { return origin == self.origin || origin == ownOrigin(request) }
        // Programs send neither; they hold no cookie either, so nothing can be forged for them.
        return request.headers[.cookie] == nil
    }

    private func ownOrigin(_ request: Request) -> String? {
        request.head.authority.map { (origin.hasPrefix("https:") ? "https://" : "http://") + $0 }
    }
}

/// A change that another site asked for.
struct CrossSiteRequest: Error {}
