import Foundation
import Station
import Testing

@Suite("Signing in and out")
struct SignInTests {
    private static func enter(
        _ house: TestStation, _ login: String, _ password: String = Person.password, back: String = "/"
    ) async throws -> Answer {
        try await house.form("/sign-in", as: nil, ["account": login, "password": password, "back": back])
    }

    @Test("gives a cookie for this host only, out of reach of scripts, and takes it back")
    func cookie() async throws {
        try await TestStation.run { house in
            let answer = try await Self.enter(house, " Company ")
            #expect(answer.status == 303 && answer.location == "/")
            let cookie = try #require(answer.header("Set-Cookie"))
            #expect(cookie.hasPrefix("__Host-station="))
            let attributes = Set(
                cookie.split(separator: ";").dropFirst().map { $0.trimmingCharacters(in: .whitespaces) })
            #expect(attributes.isSuperset(of: ["Path=/", "Secure", "HttpOnly", "SameSite=Lax", "Max-Age=43200"]))
            #expect(!attributes.contains { $0.hasPrefix("Domain") })
            let value = String(cookie.prefix { $0 != ";" })
            let headers = ["Cookie": value, "Sec-Fetch-Site": "same-origin"]
            #expect(try await house.ask("GET", "/me", headers: headers).status == 200)
            let out = try await house.ask("POST", "/sign-out", headers: headers)
            #expect(out.status == 303 && out.header("Set-Cookie")?.contains("Max-Age=0") == true)
            #expect(try await house.ask("GET", "/me", headers: headers).status == 303)
        }
    }

    @Test("a session lasts as long as it says and not a minute longer")
    func expiry() async throws {
        try await TestStation.run { house in
            house.clock.move(12 * 3600 - 60)
            let inTime = try await house.api("GET", "/tickets", as: .company)
            house.clock.move(120)
            let late = try await house.api("GET", "/tickets", as: .company)
            #expect(inTime.status == 200 && late.status == 401)
        }
    }

    @Test("an unknown account, a wrong password and a disabled account get the same answer")
    func sameAnswer() async throws {
        try await TestStation.run { house in
            try await house.station.disableAccount("auditor")
            var bodies: Set<[UInt8]> = []
            var pages: Set<String> = []
            for (login, password) in [("nobody", "x"), ("company", "x"), ("auditor", Person.password)] {
                let api = try await house.api(
                    "POST", "/session", as: nil, #"{"account":"\#(login)","password":"\#(password)"}"#)
                #expect(api.status == 401)
                bodies.insert(api.bytes)
                let page = try await Self.enter(house, login, password)
                #expect(page.status == 401 && page.header("Set-Cookie") == nil)
                pages.insert(page.text.replacingOccurrences(of: "value=\"\(login)\"", with: ""))
            }
            #expect(bodies.count == 1 && pages.count == 1)
        }
    }

    @Test("ten failures make an account wait a quarter of an hour, known or not, by page and by API")
    func slowsDown() async throws {
        for login in ["company", "nobody"] {
            try await TestStation.run { house in
                for _ in 0..<10 { #expect(try await Self.enter(house, login, "wrong").status == 401) }
                let page = try await Self.enter(house, login)
                #expect(page.status == 429 && page.header("Retry-After") == "900")
                #expect(page.text.contains("09:45") && page.field("account") == login)
                let api = try await house.api(
                    "POST", "/session", as: nil, #"{"account":"\#(login)","password":"\#(Person.password)"}"#)
                #expect(api.status == 429 && api.header("Retry-After") == "900")
                house.clock.move(15 * 60 + 1)
                #expect(try await Self.enter(house, login).status == (login == "company" ? 303 : 401))
            }
        }
    }

    @Test("a disabled account loses its session at once")
    func disabled() async throws {
        try await TestStation.run { house in
            #expect(try await house.api("GET", "/tickets", as: .company).status == 200)
            try await house.station.disableAccount("company")
            #expect(try await house.api("GET", "/tickets", as: .company).status == 401)
            #expect(try await house.page("/", as: .company).status == 303)
        }
    }

    @Test("the session by API carries token, end, account and roles")
    func session() async throws {
        try await TestStation.run { house in
            let answer = try await house.api(
                "POST", "/session", as: nil, #"{"account":"LIAISON","password":"\#(Person.password)"}"#)
            #expect(answer.status == 201)
            #expect(answer.json.keys == ["account", "expiresAt", "roles", "token"])
            #expect(answer.json["roles"][0].text == "liaison" && answer.json["account"].text == "liaison")
            #expect(answer.json["expiresAt"].text == "2026-11-23T21:30:00+08:00")
        }
    }

    @Test("nobody is led elsewhere: only a path of our own is followed")
    func openRedirects() async throws {
        try await TestStation.run { house in
            let hostile = [
                "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "/\t/evil.example",
                "/\r\nSet-Cookie: a=b", " //evil.example", "javascript:alert(1)", "", "/\u{7F}",
                "evil.example", "/a b", "//\u{301}@evil.example", "/\\\u{301}@evil.example", "/\u{301}/evil.example",
            ]
            for back in hostile {
                let escaped = TestStation.escaped(back)
                let entered = try await Self.enter(house, "company", back: back)
                #expect(entered.location == "/", "\(back.debugDescription)")
                let shown = try await house.page("/sign-in?back=\(escaped)", as: nil)
                #expect(shown.field("back") == "/", "\(back.debugDescription)")
                for path in ["/sign-in?back=", "/reading/language?to=zh-Hans&back=", "/reading/size?to=large&back="] {
                    let answer = try await house.page(path + escaped, as: .company)
                    #expect(answer.status == 303 && answer.location == "/", "\(path) \(back.debugDescription)")
                }
            }
            let ours = "/tickets?state=closed&q=%E7%AD%BE"
            #expect(try await Self.enter(house, "company", back: ours).location == ours)
            let away = try await house.page(ours, as: nil)
            #expect(away.status == 303)
            let back = try #require(away.location.components(separatedBy: "?back=").last)
            #expect(back.removingPercentEncoding == ours)
            #expect(try await house.page(away.location, as: nil).field("back") == ours.replacing("&", with: "&amp;"))
        }
    }
}
