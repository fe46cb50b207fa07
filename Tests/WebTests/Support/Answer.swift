import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore

/// What came back from one request.
struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let bytes: [UInt8]

    init(_ response: TestResponse) {
        status = response.status.code
        headers = response.headers
        bytes = Array(response.body.readableBytesView)
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var json: JSON { (try? JSONDecoder().decode(JSON.self, from: Data(bytes))) ?? .null }
    var location: String { header("Location") ?? "" }
    var tag: String { header("ETag") ?? "" }

    func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }

    /// The value of a hidden or text field, unescaped; nil if the page has none of that name.
    func field(_ name: String) -> String? {
        guard let start = text.range(of: "name=\"\(name)\" ") ?? text.range(of: "name=\"\(name)\">") else { return nil }
        let rest = text[start.upperBound...].prefix { $0 != ">" }
        guard let value = rest.range(of: "value=\"") else { return nil }
        return String(rest[value.upperBound...].prefix { $0 != "\"" })
    }

    /// The pointers of a problem document, in order.
    var pointers: [String] { json["errors"].items.compactMap { $0["pointer"].text } }

    /// Between `<title>` and `</title>`.
    var title: String {
        guard let open = text.range(of: "<title>"), let close = text.range(of: "</title>") else { return "" }
        return String(text[open.upperBound..<close.lowerBound])
    }
}
