import HTTPTypes
import Hummingbird

/// Which methods each address of the station takes, so that a wrong method is told from a wrong address.
struct KnownPaths: Sendable {
    private let routes: [(path: RouterPath, method: HTTPRequest.Method)]

    init(_ site: Site) {
        let router = Router(context: StationContext.self, options: .autoGenerateHeadEndpoints)
        site.addRoutes(to: router)
        routes = router.routes.flatMap { route in
            route.method == .get
                ? [(path: route.path, method: .get), (path: route.path, method: .head)]
                : [(path: route.path, method: route.method)]
        }
    }

    /// What `error` means for `request`: an address that was not found, but is there for other methods, is a
    /// `MethodNotAllowed`.
    func explain(_ error: any Error, _ request: Request) -> any Error {
        guard let error = error as? HTTPError, error.status == .notFound else { return error }
        let parts = request.uri.path.split(separator: "/")
        let methods = routes.filter { route in
            route.path.count == parts.count && zip(route.path, parts).allSatisfy { $0 ~= $1 }
        }.map(\.method)
        guard !methods.isEmpty, !methods.contains(request.method) else { return error }
        return MethodNotAllowed(allowed: methods)
    }
}

/// An address that is there, for other methods.
struct MethodNotAllowed: Error {
    let allowed: [HTTPRequest.Method]

    /// For the `Allow` header: sorted, each once.
    var allow: String { Set(allowed.map(\.rawValue)).sorted().joined(separator: ", ") }
}
