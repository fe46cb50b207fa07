import Station
import Testing

/// Two limits of an endpoint, each its own master's: shown to both, lifted by neither for the other.
@Suite("How fast an endpoint is sent to")
struct EndpointRateTests {
    @Test("the company sees whose limit counts and cannot lift the administrator's, by page or by API")
    func cap() async throws {
        try await TestStation.run { house in
            let made = try await house.api(
                "POST", "/endpoints", as: .company, #"{"url":"https://hook.example/x","perMinute":120}"#)
            let id = try #require(made.json["id"].text)
            #expect(made.status == 201 && made.json["perMinute"] == .number(120))
            let page = "/me/endpoints/\(id)"
            #expect(try await house.page(page, as: .company).text.contains("每分钟最多 120 次（企业自己设定）"))
            #expect(
                try await house.api("PUT", "/endpoints/\(id)/rate", as: .company, #"{"perMinute":9}"#).status == 403)
            #expect(try await house.api("PUT", "/endpoints/\(id)/rate", as: .admin, #"{"perMinute":6}"#).status == 204)
            let capped = try await house.page(page, as: .company)
            #expect(capped.text.contains("每分钟最多 6 次（平台管理员设定的上限）") && capped.field("perMinute") == "120")
            for body in [
                #"{"url":"https://hook.example/y"}"#, #"{"url":"https://hook.example/y","perMinute":600}"#,
                #"{"url":"https://hook.example/y","perMinute":null}"#,
            ] {
                let changed = try await house.api("PUT", "/endpoints/\(id)", as: .company, body)
                #expect(changed.status == 200 && changed.json["perMinuteCap"] == .number(6), "\(body)")
            }
            #expect(try await house.api("GET", "/endpoints/\(id)", as: .company).json["perMinute"] == .null)
            let form: Fields = ["url": "https://hook.example/x", "perMinute": ""]
            #expect(try await house.form(page + "/settings", as: .company, form).status == 303)
            #expect(try await house.page(page, as: .company).text.contains("每分钟最多 6 次（平台管理员设定的上限）"))
        }
    }

    @Test("what a PUT does not mention stays as it is, and a wrong part of it changes nothing")
    func partly() async throws {
        try await TestStation.run { house in
            let made = try await house.api(
                "POST", "/endpoints", as: .company,
                #"{"url":"https://hook.example/x","kinds":["ticket-answered"],"perMinute":30,"enabled":false}"#)
            let path = "/endpoints/\(try #require(made.json["id"].text))"
            #expect(made.json["enabled"] == .flag(false))
            let moved = try await house.api("PUT", path, as: .company, #"{"url":"https://hook.example/y"}"#)
            #expect(moved.json["kinds"].items.map(\.text) == ["ticket-answered"])
            #expect(moved.json["perMinute"] == .number(30) && moved.json["enabled"] == .flag(false))
            let wrong = try await house.api(
                "PUT", path, as: .company, #"{"url":"https://hook.example/z","enabled":true,"perMinute":0}"#)
            #expect(wrong.status == 422 && wrong.pointers == ["/perMinute"])
            let after = try await house.api("GET", path, as: .company).json
            #expect(after["url"].text == "https://hook.example/y" && after["enabled"] == .flag(false))
        }
    }

    @Test(
        "the administrator sees what the company set and sets the cap beside it; what was mistyped stands there again")
    func administrator() async throws {
        try await TestStation.run { house in
            let made = try await house.api(
                "POST", "/endpoints", as: .company, #"{"url":"https://hook.example/x","perMinute":120}"#)
            let id = try #require(made.json["id"].text)
            let tested = try await house.api("POST", "/endpoints/\(id)/test", as: .company)
            let page = "/notifications/\(try #require(tested.json["notification"].text))"
            let before = try await house.page(page, as: .admin)
            #expect(before.text.contains("<dd>每分钟最多 120 次</dd>") && before.field("perMinute") == "")
            let wrong = try await house.form(page + "/rate", as: .admin, ["perMinute": "sechs"])
            #expect(wrong.status == 422 && wrong.field("perMinute") == "sechs")
            #expect(try await house.form(page + "/rate", as: .admin, ["perMinute": "6"]).status == 303)
            let after = try await house.page(page, as: .admin)
            #expect(after.text.contains("每分钟最多 6 次（平台管理员设定的上限）") && after.field("perMinute") == "6")
            #expect(try await house.form(page + "/rate", as: .company, ["perMinute": ""]).status == 403)
            #expect(try await !house.page(page, as: .company).text.contains("name=\"perMinute\""))
        }
    }

    @Test("a number that is none narrows the log to nothing, says so and stands there again")
    func filter() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            let found = try await house.page("/notifications?ticket=\(number)", as: .liaison)
            #expect(found.status == 200 && found.text.contains("/tickets/\(number)"))
            let wrong = try await house.page("/notifications?ticket=2026-1", as: .liaison)
            #expect(wrong.status == 422 && wrong.text.contains("value=\"2026-1\""))
            #expect(!wrong.text.contains("/tickets/\(number)"))
        }
    }

    @Test("what is paused is told to a company only where it concerns it, and only lanes that exist are paused")
    func pauses() async throws {
        try await TestStation.run { house in
            let made = try await house.api("POST", "/endpoints", as: .company, #"{"url":"https://hook.example/x"}"#)
            let lane = "webhook \(try #require(made.json["id"].text))"
            func pause(_ lane: String) async throws -> Int {
                try await house.api(
                    "POST", "/notifications/pauses", as: .admin, #"{"lane":"\#(lane)","paused":true}"#
                ).status
            }
            for real in [lane, "dingtalk desk-group", "mail"] { #expect(try await pause(real) == 200, "\(real)") }
            for none in ["mail boss@example.com", "webhook", "pigeon"] {
                #expect(try await pause(none) == 422, "\(none)")
            }
            func told(_ person: Person) async throws -> [String] {
                let answer = try await house.api("GET", "/notifications/pauses", as: person)
                return answer.json["paused"].items.compactMap(\.text).sorted()
            }
            #expect(try await told(.company) == ["mail", lane])
            #expect(try await told(.company2) == ["mail"])
            #expect(try await told(.admin) == ["dingtalk desk-group", "mail", lane])
        }
    }
}
