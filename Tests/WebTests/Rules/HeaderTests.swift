import Foundation
import Testing

@Suite("Headers on every answer")
struct HeaderTests {
    @Test("the content policy and its companions are on pages, errors, assets and data alike")
    func everywhere() async throws {
        try await TestStation.run { house in
            var answers: [(String, Answer)] = []
            let paths = [
                "/", "/sign-in", "/help", "/nowhere", "/assets/station.css", "/assets/js/keys.js", "/assets/none.css",
                "/assets/../../../etc/passwd", "/api/v1/tickets", "/api/v1/openapi.json", "/api/v1/nowhere",
                "/healthz", "/readyz", "/metrics", "/reading/size?to=large", "/tickets/2026-000001-0",
            ]
            for path in paths {
                answers.append((path, try await house.ask("GET", path)))
                answers.append((path + " signed in", try await house.page(path, as: .company)))
            }
            answers.append(("post", try await house.ask("POST", "/sign-in", body: [0xFF])))
            answers.append(("cross", try await house.form("/sign-out", as: .company, [:], ["Sec-Fetch-Site": "none"])))
            let large = [UInt8](repeating: 65, count: 2 << 20)
            answers.append(("413", try await house.ask("POST", "/sign-in", body: large)))
            for (name, answer) in answers {
                let policy = try #require(answer.header("Content-Security-Policy"), "\(name)")
                #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
                #expect(policy.contains("form-action 'self'") && policy.contains("base-uri 'none'"))
                #expect(!policy.contains("unsafe") && !policy.contains("*"))
                #expect(answer.header("X-Content-Type-Options") == "nosniff", "\(name)")
                #expect(answer.header("Referrer-Policy") == "same-origin", "\(name)")
                #expect(answer.header("Cross-Origin-Opener-Policy") == "same-origin", "\(name)")
                let isAsset = name.hasPrefix("/assets/") && answer.status == 200
                #expect(isAsset == (answer.header("Cache-Control") != "no-store"), "\(name)")
            }
        }
    }

    @Test("pages hold nothing that the content policy would forbid")
    func pagesKeepThePolicy() async throws {
        try await TestStation.run { house in
            let answer = try await house.submit("tax")
            let id = try #require(answer.json["profile"]["id"].text)
            for path in ["/", "/self-tests/tax", "/profiles/\(id)", "/me", "/self-tests/tax/questions/staff-days"] {
                let text = try await house.page(path, as: .company).text
                #expect(!text.contains(" style=") && !text.contains("<style"), "\(path)")
                #expect(text.firstMatch(of: /\son[a-z]+="/) == nil, "\(path)")
                #expect(text.firstMatch(of: /<script(?![^>]*src="\/)/) == nil, "\(path)")
                #expect(!text.contains("javascript:"))
            }
        }
    }

    @Test("what people type comes back as text and never as markup, braces included")
    func escaping() async throws {
        try await TestStation.run { house in
            let evil = #"<script>alert(1)</script> {{page}} [[app.name]] {link} \" onload=x &amp;"#
            let filed = try await house.form(
                "/tickets", as: .company, ["matter": "TX05", "title": "<b>标题</b>\"'", "body": evil])
            let path = try #require(filed.location.split(separator: "?").first.map(String.init))
            for person in [Person.company, .liaison] {
                let text = try await house.page(path, as: person).text
                #expect(!text.contains("<script>alert") && !text.contains("<b>标题"))
                #expect(text.contains("{{page}} [[app.name]] {link}"))
                #expect(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
            }
        }
    }

    @Test("an asset is sent once: the tag answers 304 without a body")
    func assetTags() async throws {
        try await TestStation.run { house in
            let first = try await house.ask("GET", "/assets/station.css")
            #expect(first.status == 200 && first.header("Content-Type") == "text/css; charset=utf-8")
            let second = try await house.ask("GET", "/assets/station.css", headers: ["If-None-Match": first.tag])
            #expect(second.status == 304 && second.bytes.isEmpty && second.tag == first.tag)
        }
    }

    @Test("health, readiness, metrics and the API document need no sign-in")
    func operations() async throws {
        try await TestStation.run { house in
            _ = try await house.file()
            #expect(try await house.ask("GET", "/healthz").text == "ok\n")
            #expect(try await house.ask("GET", "/readyz").text == "ready\n")
            let metrics = try await house.ask("GET", "/metrics")
            #expect(metrics.header("Content-Type") == "text/plain; version=0.0.4; charset=utf-8")
            #expect(metrics.text.contains("cloudstation_tickets_open{state=\"submitted\"} 1\n"))
            #expect(metrics.text.contains("cloudstation_tickets_overdue 0\n"))
            house.clock.move(86_400)
            #expect(try await house.ask("GET", "/metrics").text.contains("cloudstation_tickets_overdue 1\n"))
            let document = try await house.ask("GET", "/api/v1/openapi.json")
            #expect(document.status == 200 && document.json["openapi"].text == "3.1.0")
        }
    }
}
