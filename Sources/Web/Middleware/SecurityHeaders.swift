import HTTPTypes
import Hummingbird

/// Headers that every answer carries: a content security policy without exceptions among them.
struct SecurityHeaders: RouterMiddleware {
    typealias Context = StationContext

    /// Whether people reach the station by HTTPS only: browsers are told to stay there.
    let isHTTPS: Bool

    private static let policy = [
        "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self' data:", "font-src 'self'",
        "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; ")

    func handle(
        _ request: Request, context: StationContext, next: (Request, StationContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        // A file to download brings a stricter one of its own.
        if response.headers[.contentSecurityPolicy] == nil { response.headers[.contentSecurityPolicy] = Self.policy }
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.referrerPolicy] = "same-origin"
        response.headers[.crossOriginOpenerPolicy] = "same-origin"
        if isHTTPS { response.headers[.strictTransportSecurity] = "max-age=31536000" }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }
}

extension HTTPField.Name {
    static let referrerPolicy = Self.known("Referrer-Policy")
    static let crossOriginOpenerPolicy = Self.known("Cross-Origin-Opener-Policy")
    static let secFetchSite = Self.known("Sec-Fetch-Site")
    static let idempotencyKey = Self.known("Idempotency-Key")
    static let link = Self.known("Link")
    static let accelBuffering = Self.known("X-Accel-Buffering")

    /// A name that is a valid token; the fallback is never reached for the literals above.
    private static func known(_ name: String) -> HTTPField.Name { HTTPField.Name(name) ?? .server }
}
