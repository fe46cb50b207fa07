import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import Station

/// Finds out who asks, by bearer token or session cookie, and how they like to read.
struct Authentication: RouterMiddleware {
    typealias Context = StationContext

    let station: Station
    /// Session of whoever brings none, in an editor's preview only.
    var previewToken: String?

    func handle(
        _ request: Request, context: StationContext, next: (Request, StationContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if let token = token(request) ?? previewToken {
            context.sessionToken = token
            if request.uri.path.hasPrefix("/api/") {
                context.principal = try await station.principal(token: token)
            } else if let visitor = try await station.visitor(token: token) {
                context.principal = visitor.principal
                context.unread = visitor.unread
            }
        }
        context.reader = reader(request, context.principal)
        return try await next(request, context)
    }

    private func token(_ request: Request) -> String? {
        if let header = request.headers[.authorization] {
            let parts = header.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
            return String(parts[1])
        }
        return request.cookies[SessionCookie.name]?.value
    }

    private func reader(_ request: Request, _ principal: Principal?) -> Reader {
        var reader = Reader()
        let accepted = request.headers[.acceptLanguage].map { $0.lowercased().hasPrefix("en") ? Language.en : .zhHans }
        // A program says what it reads with each request; a browser always says something, so a person's choice wins.
        let asked = request.uri.path.hasPrefix("/api/") ? accepted : nil
        reader.language =
            request.uri.queryParameters["lang"].flatMap { Language(rawValue: String($0)) }
            ?? request.cookies["lang"].flatMap { Language(rawValue: $0.value) }
            ?? asked ?? principal?.language ?? accepted ?? .zhHans
        reader.size = request.cookies["size"].flatMap { Reader.Size(rawValue: $0.value) } ?? .normal
        reader.isHighContrast = request.cookies["contrast"]?.value == "high"
        return reader
    }
}

/// The session's cookie: only over HTTPS or loopback, only for this host, out of reach of scripts.
enum SessionCookie {
    static let name = "__Host-station"

    static func make(_ token: String, length: TimeInterval) -> Cookie {
        Cookie(name: name, value: token, maxAge: Int(length), path: "/", secure: true, httpOnly: true, sameSite: .lax)
    }

    static let expired = Cookie(
        name: name, value: "", maxAge: 0, path: "/", secure: true, httpOnly: true, sameSite: .lax)
}
