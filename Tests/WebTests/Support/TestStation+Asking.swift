import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore

extension TestStation {
    /// One request, as it is.
    func ask(
        _ method: String, _ path: String, headers: [String: String] = [:], body: [UInt8]? = nil
    ) async throws -> Answer {
        var fields = HTTPFields()
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        return Answer(
            try await client.executeRequest(
                uri: path, method: HTTPRequest.Method(method) ?? .get, headers: fields,
                body: body.map { ByteBuffer(bytes: $0) }))
    }

    /// A call of the API with a bearer token.
    func api(
        _ method: String, _ path: String, as person: Person?, _ body: String? = nil, _ headers: [String: String] = [:]
    ) async throws -> Answer {
        var all = headers
        if let token = person.flatMap({ tokens[$0] }) { all["Authorization"] = "Bearer \(token)" }
        return try await ask(method, "/api/v1" + path, headers: all, body: body.map { Array($0.utf8) })
    }

    /// A page as `person`'s browser asks for it.
    func page(_ path: String, as person: Person?, _ headers: [String: String] = [:]) async throws -> Answer {
        var all = headers
        if let token = person.flatMap({ tokens[$0] }) {
            all["Cookie"] = ["__Host-station=\(token)", headers["Cookie"]].compactMap(\.self).joined(separator: "; ")
        }
        return try await ask("GET", path, headers: all)
    }

    /// A form as `person`'s browser sends it.
    func form(
        _ path: String, as person: Person?, _ fields: Fields = [:],
        _ headers: [String: String] = [:]
    ) async throws -> Answer {
        var all = headers
        all["Content-Type"] = "application/x-www-form-urlencoded"
        if all["Sec-Fetch-Site"] == nil { all["Sec-Fetch-Site"] = "same-origin" }
        if let token = person.flatMap({ tokens[$0] }) { all["Cookie"] = "__Host-station=\(token)" }
        let body = fields.pairs.map { "\(Self.escaped($0.0))=\(Self.escaped($0.1))" }.joined(separator: "&")
        return try await ask("POST", path, headers: all, body: Array(body.utf8))
    }

    static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics.intersection(.init(charactersIn: "\0"..."~")))
            ?? ""
    }
}

/// A form's fields in their order; a name may come twice.
struct Fields: ExpressibleByDictionaryLiteral, Sendable {
    let pairs: [(String, String)]

    init(_ pairs: [(String, String)]) { self.pairs = pairs }

    init(dictionaryLiteral elements: (String, String)...) { pairs = elements }
}
