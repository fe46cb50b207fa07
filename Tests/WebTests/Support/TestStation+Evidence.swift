import Foundation

/// Files as a browser sends them.
extension TestStation {
    /// A sound picture of one pixel.
    static let picture =
        Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
        ?? Data()

    /// One file in the field `file`, with further fields.
    static func multipart(_ bytes: Data, named name: String, _ fields: [String: String] = [:]) -> [UInt8] {
        var body = Data()
        for (field, value) in fields.sorted(by: { $0.key < $1.key }) {
            body += Data("--b\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n".utf8)
        }
        body += Data(
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\nContent-Type: x/y\r\n\r\n"
                .utf8)
        return Array(body + bytes + Data("\r\n--b--\r\n".utf8))
    }

    /// The question page's form with a file.
    func upload(
        _ bytes: Data, named name: String, to path: String, as person: Person = .company,
        _ fields: [String: String] = ["then": "upload"], _ headers: [String: String] = [:]
    ) async throws -> Answer {
        var all = headers
        all["Content-Type"] = "multipart/form-data; boundary=b"
        all["Sec-Fetch-Site"] = "same-origin"
        if let token = tokens[person] { all["Cookie"] = "__Host-station=\(token)" }
        return try await ask("POST", path, headers: all, body: Self.multipart(bytes, named: name, fields))
    }
}
