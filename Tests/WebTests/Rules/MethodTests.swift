import Testing

@Suite("A wrong method")
struct MethodTests {
    @Test("on a known address is 405 and says which ones there are; a wrong address stays 404")
    func allow() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            let rows: [(String, String, Int, String?)] = [
                ("DELETE", "/api/v1/tickets", 405, "GET, HEAD, POST"),
                ("PUT", "/api/v1/tickets/\(number)", 405, "GET, HEAD"),
                ("GET", "/api/v1/tickets/\(number)/notes", 405, "POST"),
                ("GET", "/api/v1/session", 405, "POST"),
                ("POST", "/api/v1/self-tests/tax/draft", 405, "GET, HEAD, PUT"),
                ("POST", "/desk", 405, "GET, HEAD"), ("GET", "/sign-out", 405, "POST"),
                ("DELETE", "/nowhere", 404, nil), ("GET", "/api/v1/nowhere", 404, nil),
                ("GET", "/api/v1/tickets/2026-000009-9", 404, nil),
            ]
            for (method, path, status, allow) in rows {
                let answer = try await house.ask(
                    method, path, headers: ["Authorization": "Bearer \(house.tokens[.liaison] ?? "")"])
                #expect(answer.status == status, "\(method) \(path)")
                #expect(answer.header("Allow") == allow, "\(method) \(path)")
                if path.hasPrefix("/api/") { #expect(answer.header("Content-Type") == "application/problem+json") }
            }
        }
    }
}
