import Foundation
import Station
import Testing

@Suite("Filing by page and managing the account")
struct FilingTests {
    @Test("what does not fit is shown again with everything typed, a message at each field and a link to it")
    func shownAgain() async throws {
        try await TestStation.run { house in
            let before = try await house.amounts()
            let answer = try await house.form(
                "/tickets", as: .liaison,
                [
                    "matter": "TX05", "title": "", "body": "已经写了很多", "company": "91310115MA0000001A",
                    "urgency": "expedited", "origin": "hotline", "idempotencyKey": "f",
                ])
            #expect(answer.status == 422 && answer.text.contains(">已经写了很多</textarea>"))
            #expect(answer.field("company") == "91310115MA0000001A" && answer.field("idempotencyKey") == "f")
            #expect(answer.text.contains("id=\"company-error\"") && answer.text.contains("href=\"#company\""))
            #expect(answer.text.contains("value=\"hotline\" checked"))
            #expect(answer.text.contains("value=\"expedited\" checked"))
            let both = try await house.form("/tickets", as: .company, ["matter": "TX05", "title": " ", "body": ""])
            #expect(both.text.contains("id=\"title-error\"") && both.text.contains("id=\"body-error\""))
            let unknown = try await house.form("/tickets", as: .company, ["matter": "ZZ99", "title": "一", "body": "二"])
            #expect(unknown.status == 422)
            #expect(try await house.amounts() == before)
        }
    }

    @Test("countries are said in fields of their own, shown on the ticket, and a mistake is told at its field")
    func countries() async throws {
        try await TestStation.run { house in
            let page = try await house.page("/tickets/new?matter=TX05", as: .company)
            #expect(page.text.contains("list=\"countries\"") && page.text.contains("<option value=\"泰国\""))
            func file(_ last: String) async throws -> Answer {
                try await house.form(
                    "/tickets", as: .company,
                    [
                        "matter": "TX05", "title": "一", "body": "二", "country-1": "", "country-2": "泰国",
                        "country-3": last,
                    ])
            }
            let filed = try await file("VNM")
            #expect(filed.status == 303)
            let number = try #require(filed.location.firstMatch(of: /2026-[0-9]{6}-[0-9]/)?.output)
            let json = try await house.api("GET", "/tickets/\(number)", as: .company).json
            #expect(json["countries"].items.map(\.text) == ["THA", "VNM"])
            for person in [Person.company, .liaison] {
                #expect(try await house.page("/tickets/\(number)", as: person).text.contains("泰国、越南"), "\(person)")
            }
            let wrong = try await file("亚特兰蒂斯")
            #expect(wrong.status == 422 && wrong.text.contains("href=\"#country-3\""))
            #expect(wrong.text.contains("id=\"country-3-error\"") && wrong.field("country-3") == "亚特兰蒂斯")
            #expect(
                wrong.text.contains("<details class=\"fold\" open><summary>还涉及"), "what was typed is not folded away")
            let api = try await house.api(
                "POST", "/tickets", as: .company,
                #"{"matter":"TX05","title":"a","body":"b","countries":["THA","XXX"]}"#)
            #expect(api.status == 422 && api.pointers == ["/countries/1"])
            let type = try await house.api(
                "POST", "/tickets", as: .company, #"{"matter":"TX05","title":"a","body":"b","countries":5}"#)
            #expect(type.status == 422 && type.pointers == ["/countries"])
        }
    }

    @Test("pressing twice files once; another text under the same key comes back with what was typed")
    func twice() async throws {
        try await TestStation.run { house in
            let fields: Fields = ["matter": "TX05", "title": "一", "body": "二", "idempotencyKey": "p"]
            let first = try await house.form("/tickets", as: .company, fields)
            let second = try await house.form("/tickets", as: .company, fields)
            #expect(first.status == 303 && first.location == second.location)
            let other = try await house.form(
                "/tickets", as: .company, ["matter": "TX05", "title": "一", "body": "改过的", "idempotencyKey": "p"])
            #expect(other.status == 422 && other.text.contains(">改过的</textarea>"))
            #expect(other.field("idempotencyKey") != "p")
            #expect(try await house.api("GET", "/tickets", as: .company).json["items"].count == 1)
        }
    }

    @Test("matters are found by name, code and word, in either language")
    func matterSearch() async throws {
        try await TestStation.run { house in
            for query in ["退税", "TX05", "tx05"] {
                let page = try await house.page("/tickets/new?q=\(TestStation.escaped(query))", as: .company)
                #expect(page.text.contains("/tickets/new?matter=TX05"), "\(query)")
            }
            let none = try await house.page("/tickets/new?q=zzzz", as: .company)
            #expect(none.text.contains("class=\"empty\""))
            let all = try await house.page("/tickets/new?all=1", as: .company)
            let count = try TestStation.catalogue.matters.count
            #expect(all.text.components(separatedBy: "task-list__name").count - 1 == count)
        }
    }

    @Test("a webhook endpoint shows its secret once, wants a web address, and is its company's own")
    func endpoints() async throws {
        try await TestStation.run { house in
            for url in ["", "ftp://a.example", "javascript:x", "http://", "nothing", "/path"] {
                let answer = try await house.form("/me/endpoints", as: .company, ["url": url])
                #expect(answer.status == 422 && answer.text.contains("id=\"url-error\""), "\(url)")
                #expect(answer.field("url") == url)
            }
            let added = try await house.form("/me/endpoints", as: .company, ["url": "https://hook.example/x"])
            #expect(added.status == 200 && added.text.contains("whsec_"))
            let page = try await house.page("/me", as: .company)
            #expect(page.text.contains("https://hook.example/x") && !page.text.contains("whsec_"))
            let path = String(try #require(page.text.firstMatch(of: /href="(\/me\/endpoints\/[^"]+)"/)?.1))
            #expect(try await house.page(path, as: .company2).status == 404)
            #expect(try await house.form(path + "/switch", as: .company2, ["enabled": "no"]).status == 404)
            #expect(try await house.form(path + "/switch", as: .company, ["enabled": "no"]).status == 303)
            #expect(try await house.page("/me", as: .company).text.contains("已停用"))
            #expect(try await house.form(path + "/test", as: .company).status == 422)
            #expect(try await house.form(path + "/switch", as: .company, ["enabled": "yes"]).status == 303)
        }
    }

    @Test("an endpoint's page: a test event, a new secret shown once, settings kept when wrong, a counted replay")
    func endpointPage() async throws {
        try await TestStation.run { house in
            _ = try await house.form("/me/endpoints", as: .company, ["url": "https://hook.example/x"])
            let list = try await house.page("/me", as: .company)
            let path = String(try #require(list.text.firstMatch(of: /href="(\/me\/endpoints\/[^"]+)"/)?.1))
            let key: Fields = [
                "idempotencyKey": try #require(try await house.page(path, as: .company).field("idempotencyKey"))
            ]
            let rotated = try await house.form(path + "/secret", as: .company, key)
            let secret = try #require(rotated.text.firstMatch(of: /whsec_[A-Za-z0-9+\/=]+/)?.output)
            let reloaded = try await house.form(path + "/secret", as: .company, key)
            #expect(rotated.status == 200 && reloaded.text.contains(secret), "loading the answer anew makes no other")
            let other = try await house.form(path + "/secret", as: .company, ["idempotencyKey": "another"])
            #expect(other.status == 200 && !other.text.contains(secret))
            let page = try await house.page(path, as: .company)
            #expect(!page.text.contains("whsec_") && page.text.contains("旧密钥到"))
            let tested = try await house.form(path + "/test", as: .company)
            #expect(tested.status == 303 && tested.header("Location")?.hasPrefix(path + "?tested=") == true)
            #expect(try await house.page(path, as: .company).text.contains("24 小时内送达 0/1"))
            let wrong = try await house.form(path + "/settings", as: .company, ["url": "nothing"])
            #expect(wrong.status == 422 && wrong.field("url") == "nothing")
            let slow = try await house.form(
                path + "/settings", as: .company, ["url": "https://hook.example/x", "perMinute": "30"])
            #expect(slow.status == 303)
            #expect(try await house.page(path, as: .company).field("perMinute") == "30")
            let fast = try await house.form(
                path + "/settings", as: .company, ["url": "https://hook.example/x", "perMinute": "viel"])
            #expect(fast.status == 422 && fast.field("perMinute") == "viel" && fast.text.contains("id=\"rate-error\""))
            let counted = try await house.form(path + "/replay", as: .company, ["since": "2026-11-01T00:00"])
            #expect(counted.status == 200 && counted.text.contains("有 0 条失败的通知"))
            #expect(try await house.form(path + "/replay", as: .company, ["since": "morgen"]).status == 422)
            #expect(try await house.form(path + "/removal", as: .company).status == 303)
            #expect(try await house.page(path, as: .company).status == 404)
        }
    }

    @Test("notices are chosen, and what was typed wrongly is kept")
    func choices() async throws {
        try await TestStation.run { house in
            let wrong = try await house.form(
                "/me/notices", as: .company, ["mail": "yes", "pace": "daily", "from": "22:00", "to": "22:00"])
            #expect(wrong.status == 422 && wrong.field("from") == "22:00")
            let right = try await house.form(
                "/me/notices", as: .company, ["mail": "yes", "pace": "daily", "from": "22:00", "to": "07:30"])
            #expect(right.status == 303)
            let page = try await house.page("/me/notices", as: .company)
            #expect(page.field("from") == "22:00" && page.field("to") == "07:30")
            let json = try await house.api("GET", "/notice-choices", as: .company).json
            #expect(json["pace"].text == "daily")
            #expect(try await house.api("GET", "/notice-choices", as: .company2).json["pace"].text == "atOnce")
        }
    }

    @Test("bad bytes and bodies that are too large are answered with a page")
    func badBodies() async throws {
        try await TestStation.run { house in
            let headers = [
                "Cookie": "__Host-station=\(house.tokens[.company] ?? "")", "Sec-Fetch-Site": "same-origin",
            ]
            let before = try await house.amounts()
            let large = [UInt8]("body=".utf8) + [UInt8](repeating: 65, count: 10 << 20)
            let paths = [
                "/tickets", "/self-tests/tax/submissions", "/self-tests/tax/questions/staff-days", "/me/endpoints",
            ]
            for path in paths {
                for (body, status) in [([0x61, 0x3D, 0xC3, 0x28], 400), (large, 413)] {
                    let answer = try await house.ask("POST", path, headers: headers, body: body)
                    #expect(answer.status == status && answer.text.contains("<h1>"), "\(path)")
                }
                let english = try await house.ask(
                    "POST", path, headers: headers.merging(["Cookie": (headers["Cookie"] ?? "") + "; lang=en"]) { $1 },
                    body: large)
                #expect(english.text.contains("<html lang=\"en\""))
            }
            #expect(try await house.amounts() == before)
        }
    }
}
