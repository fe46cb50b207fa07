import Foundation
import Hummingbird
import Web

/// Hands each request to the pages as they are at that moment.
struct PreviewResponder: HTTPResponder {
    typealias Context = StationContext

    let stage: PreviewStage

    func respond(to request: Request, context: StationContext) async throws -> Response {
        if let respond = stage.respond { return try await respond(request, context) }
        // Without any content there are no texts and no pages to show the mistakes on.
        let errors = stage.findings.errors.map { "<li><code>\(Self.escaped($0))</code></li>" }.joined()
        let page = """
            <!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="1">
            <title>CloudStation preview</title><h1>Nothing to preview yet</h1>
            <p>Mend these, and the page comes by itself:</p><ul>\(errors)</ul></html>
            """
        return Response(
            status: .internalServerError,
            headers: [
                .contentType: "text/html; charset=utf-8", .contentSecurityPolicy: "default-src 'none'",
                .cacheControl: "no-store",
            ],
            body: .init(byteBuffer: ByteBuffer(string: page)))
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
