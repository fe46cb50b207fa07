import Hummingbird
import Station

/// Turns whatever is thrown below into an answer, by way of the error presenter.
struct ErrorPages: RouterMiddleware {
    typealias Context = StationContext

    let presenter: ErrorPresenter
    var paths: KnownPaths?

    func handle(
        _ request: Request, context: StationContext, next: (Request, StationContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            return presenter.response(to: paths?.explain(error, request) ?? error, request, context)
        }
    }
}
