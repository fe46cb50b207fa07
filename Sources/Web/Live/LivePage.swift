import HTTPTypes
import Hummingbird
import Station

extension Site {
    /// Tells an open page that there is news. Nobody's session is a plain 401: a script listens, which no sign-in page
    /// would help.
    func live(_ request: Request, _ context: StationContext) async throws -> Response {
        guard let principal = context.principal, let token = context.sessionToken else {
            return Response(status: .unauthorized)
        }
        let feed = try LiveFeed(request)
        switch feed {
        case .ticket(let number, _): _ = try await station.version(of: number, by: principal)
        case .lists: _ = try await station.isListed(anyOf: [], for: principal)
        case .catalogue:
            guard configuration.preview != nil else { throw RequestProblem.malformed("catalogue") }
        }
        let stream = LiveStream(
            station: station, streams: streams, feed: feed, token: token, principal: principal,
            heartbeat: configuration.heartbeat, closed: context.closed,
            preview: configuration.preview)
        return Response(
            status: .ok,
            // The last is for balancers that would gather the answer first.
            headers: [.contentType: "text/event-stream; charset=utf-8", .accelBuffering: "no"],
            body: ResponseBody { try await stream.write(to: &$0) })
    }
}
