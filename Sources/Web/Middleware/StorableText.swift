import Foundation
import Hummingbird

/// Refuses addresses that hold the character NUL, which no store of text keeps; bodies are looked at where they are
/// decoded.
struct StorableText: RouterMiddleware {
    typealias Context = StationContext

    func handle(
        _ request: Request, context: StationContext, next: (Request, StationContext) async throws -> Response
    ) async throws -> Response {
        guard !request.uri.string.contains("%00") else { throw RequestProblem.nulCharacter }
        return try await next(request, context)
    }

    /// Whether a form-encoded `body` holds the character, as it is or escaped.
    static func formHoldsNUL(_ body: String) -> Bool { body.utf8.contains(0) || body.contains("%00") }

    /// Whether a JSON `body` holds the character, as it is or escaped. A backslash escapes one character, so one that is
    /// itself escaped begins nothing.
    static func jsonHoldsNUL(_ body: Data) -> Bool {
        // Nearly every body has neither, and to see that costs nothing.
        let isPlain = body.withUnsafeBytes { bytes in
            bytes.baseAddress.map { start in
                memchr(start, 0, bytes.count) == nil && memchr(start, Int32(UInt8(ascii: "\\")), bytes.count) == nil
            } ?? true
        }
        if isPlain { return false }
        var rest = body[...]
        while let byte = rest.popFirst() {
            if byte == 0 { return true }
            guard byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() else { continue }
            if escaped == UInt8(ascii: "u"), rest.starts(with: "0000".utf8) { return true }
        }
        return false
    }
}
