import Foundation

/// Files with a ticket's forms.
extension TestStation {
    /// A form with files as `person`'s browser sends it.
    func send(
        _ path: String, as person: Person, _ fields: KeyValuePairs<String, String>, files: [(String, Data)],
        boundary: String = "b"
    ) async throws -> Answer {
        var headers = [
            "Content-Type": "multipart/form-data; boundary=\(boundary)", "Sec-Fetch-Site": "same-origin",
        ]
        if let token = tokens[person] { headers["Cookie"] = "__Host-station=\(token)" }
        return try await ask("POST", path, headers: headers, body: Self.form(fields, files, boundary))
    }

    /// Text fields first, as they stand on our pages.
    static func form(
        _ fields: KeyValuePairs<String, String>, _ files: [(String, Data)], _ boundary: String = "b"
    ) -> [UInt8] {
        var body = Data()
        for (name, value) in fields {
            body += Data("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        for (name, bytes) in files {
            body += Data(
                "--\(boundary)\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\(name)\"\r\n".utf8)
            body += Data("Content-Type: application/octet-stream\r\n\r\n".utf8) + bytes + Data("\r\n".utf8)
        }
        return Array(body + Data("--\(boundary)--\r\n".utf8))
    }
}
