import Foundation
import HealthCheck
import Station
import Testing

@Suite("Every kind of question, as page and as JSON")
struct QuestionKindTests {
    private static let tax = "/self-tests/tax/questions"
    private static let staff = "/self-tests/staff/questions"

    private static func draft(_ test: String, _ answers: String, _ house: TestStation) async throws {
        let saved = try await house.api("PUT", "/self-tests/\(test)/draft", as: .company, #"{"answers":{\#(answers)}}"#)
        #expect(saved.status == 200, "\(saved.text)")
    }

    private static func answer(_ id: String, _ house: TestStation, of test: String = "tax") async throws -> JSON {
        try await house.api("GET", "/self-tests/\(test)/draft", as: .company).json["answers"][id]
    }

    @Test("a date is taken as people write it; one that is none, or not yet, comes back with the reason")
    func dates() async throws {
        try await TestStation.run { house in
            try await Self.draft("staff", #""responsible-head":"head-only","drill-held":"yes""#, house)
            let path = "\(Self.staff)/last-drill-date"
            for typed in ["2026-03-01", "2026/3/1", "2026年3月1日", "２０２６－０３－０１", " 2026.03.01 "] {
                let sent = try await house.form(path, as: .company, ["day": typed, "then": "next"])
                #expect(sent.status == 303, "\(typed)")
                #expect(try await Self.answer("last-drill-date", house, of: "staff").text == "2026-03-01", "\(typed)")
            }
            #expect(try await house.page(path, as: .company).text.contains("2026年3月1日，距今"))
            for (typed, words) in [("2026-02-30", "请填日期"), ("去年", "请填日期"), ("2027-01-01", "这个日期还没有到")] {
                let sent = try await house.form(path, as: .company, ["day": typed, "then": "next"])
                #expect(sent.status == 422 && sent.text.contains(words), "\(typed)")
                #expect(sent.field("day") == typed && sent.text.contains("href=\"#day\""), "\(typed)")
            }
            let refused = try await house.api(
                "POST", "/self-tests/staff/submissions", as: .company,
                #"{"answers":{"responsible-head":"head-only","drill-held":"yes","last-drill-date":"2027-01-01"},"consent":{}}"#
            )
            #expect(refused.status == 422 && refused.pointers == ["/answers/last-drill-date"])
        }
    }

    @Test(
        "rows of countries: names and codes become codes, every mistake of every cell stands there at once, nothing typed is lost"
    )
    func destinations() async throws {
        try await TestStation.run { house in
            let path = "\(Self.tax)/destinations"
            let wrong = try await house.form(
                path, as: .company,
                [
                    "country-1": "美国", "revenueShare-1": "140", "country-2": "Atlantis", "revenueShare-2": "5",
                    "country-3": "", "revenueShare-3": "", "country-4": "vnm", "revenueShare-4": "abc", "then": "next",
                ])
            #expect(wrong.status == 422)
            for words in [
                "第 1 行：营业收入占比请填 0 到 100 之间的数", "第 2 行：没有“Atlantis”这个国家（地区）", "第 3 行：营业收入占比请填数字",
            ] {
                #expect(wrong.text.contains(words), "\(words)")
            }
            #expect(wrong.field("country-2") == "Atlantis" && wrong.field("revenueShare-3") == "abc")
            #expect(wrong.field("country-3") == "越南" && wrong.text.contains("href=\"#revenueShare-1\""))
            let all = try await house.form(
                path, as: .company,
                [
                    "country-1": "Atlantis", "revenueShare-1": "140", "country-2": "德国", "revenueShare-2": "60",
                    "country-3": "德国", "revenueShare-3": "50", "country-4": "越南", "revenueShare-4": "", "then": "next",
                ])
            let places = ["country-1", "revenueShare-1", "country-3", "revenueShare-4", "destinations-sum"]
            for place in places {
                #expect(all.text.contains("href=\"#\(place)\""), "\(place) is told on top")
                guard place != "destinations-sum" else { continue }
                #expect(all.text.contains("id=\"\(place)-error\""), "\(place) is told at its cell")
                #expect(all.text.contains("aria-describedby=\"\(place)-error\""), "\(place) names its message")
            }
            #expect(all.text.contains("占比合计 110%") && all.field("country-1") == "Atlantis")
            let sum = try await house.form(
                path, as: .company,
                [
                    "country-1": "USA", "revenueShare-1": "60", "country-2": "Viet Nam", "revenueShare-2": "６０％",
                    "then": "next",
                ])
            #expect(sum.status == 422 && sum.text.contains("占比合计 120%，不能超过 100%"))
            let twice = try await house.form(
                path, as: .company,
                ["country-1": "英国", "revenueShare-1": "1", "country-2": "gbr", "revenueShare-2": "2", "then": "next"])
            #expect(twice.status == 422 && twice.text.contains("href=\"#country-2\""))
            let longer = try await house.form(
                path, as: .company,
                ["country-1": "德国", "revenueShare-1": "", "country-2": "", "revenueShare-2": "", "then": "add-row"])
            #expect(longer.status == 303 && longer.location == "\(path)?rows=3#country-3")
            let empty = try await house.form(
                path, as: .company, ["country-1": " ", "revenueShare-1": "", "then": "next"])
            #expect(empty.status == 303 && empty.location == "\(Self.tax)/staff-days")
            #expect(try await Self.answer("destinations", house) == .null)
            let api = try await house.api(
                "POST", "/self-tests/tax/submissions", as: .company,
                #"{"answers":{"staff-days":3,"destinations":[{"country":"VNM","revenueShare":80},{"country":"DEU","revenueShare":40}]},"consent":{}}"#
            )
            #expect(api.status == 422 && api.pointers == ["/answers/destinations"] && api.text.contains("120%"))
        }
    }

    @Test("a text that is too long is kept whole and refused; an empty one is no answer and no problem")
    func texts() async throws {
        try await TestStation.run { house in
            let long = String(repeating: "长", count: 501)
            let path = "\(Self.tax)/other-worries"
            let refused = try await house.form(path, as: .company, ["text": long, "then": "next"])
            #expect(refused.status == 422 && refused.text.contains(long) && refused.text.contains("最多 500 字"))
            let line = try await house.form(path, as: .company, ["text": "一\r\n二", "then": "next"])
            #expect(line.status == 303)
            #expect(try await Self.answer("other-worries", house).text == "一\n二")
            let empty = try await house.form(path, as: .company, ["text": "  \r\n ", "then": "next"])
            #expect(empty.status == 303)
            #expect(try await Self.answer("other-worries", house) == .null)
        }
    }

    @Test("percent 140, a wrong type and an answer nobody asked for are told at their place, strictly by API")
    func strictness() async throws {
        try await TestStation.run { house in
            try await Self.draft("tax", #""money-before-filing":"filed-first""#, house)
            let page = try await house.form(
                "\(Self.tax)/preliminary-cost-share", as: .company, ["number": "140", "then": "next"])
            #expect(page.status == 422 && page.field("number") == "140" && page.text.contains("请填 0 到 100 之间的数"))
            let api = try await house.api(
                "POST", "/self-tests/tax/submissions", as: .company,
                #"{"answers":{"money-before-filing":"not-applicable","papers-complete":["ndrc"],"staff-days":"many"},"consent":{}}"#
            )
            #expect(api.status == 422 && Set(api.pointers) == ["/answers/papers-complete", "/answers/staff-days"])
            #expect(api.text.contains("这道题不用答"))
        }
    }

    @Test("what is hidden meanwhile stays in the draft, is counted nowhere, is said once, and is not submitted")
    func visibility() async throws {
        try await TestStation.run { house in
            try await Self.draft(
                "tax",
                #""money-before-filing":"filed-first","papers-complete":["ndrc"],"staff-days":0,"site-months":0"#,
                house)
            let before = try await house.page("\(Self.tax)/money-before-filing", as: .company)
            let marks = before.field("asked") ?? ""
            #expect(before.text.contains("本部分第 1 题"))
            // The script saved the new answer already: what counts is what the page was made with.
            _ = try await house.form(
                "\(Self.tax)/money-before-filing/autosave", as: .company, ["answer": "not-applicable"])
            let sent = try await house.form(
                "\(Self.tax)/money-before-filing", as: .company,
                ["answer": "not-applicable", "asked": marks, "then": "next"])
            #expect(sent.status == 303 && sent.location.contains("fewer="))
            #expect(sent.location.hasPrefix("/self-tests/tax?"))
            let gone = try await house.page("\(Self.tax)/papers-complete", as: .company)
            #expect(gone.status == 303)
            let review = try await house.page("/self-tests/tax/review", as: .company)
            #expect(review.text.contains("另有 1 个回答") && !review.text.contains("questions/papers-complete"))
            #expect(try await Self.answer("papers-complete", house).count == 1)
            let submitted = try await house.form(
                "/self-tests/tax/submissions", as: .company,
                ["keep": "yes", "idempotencyKey": review.field("idempotencyKey") ?? ""])
            #expect(submitted.status == 303 && submitted.location.hasPrefix("/profiles/"))
            _ = try await house.form("/self-tests/tax/draft", as: .company)
            #expect(try await Self.answer("papers-complete", house) == .null)
            #expect(try await Self.answer("staff-days", house).number == 0)
        }
    }

    @Test("advice stands under its choice, severity in words; a number's is told on the next page where no script did")
    func tips() async throws {
        try await TestStation.run { house in
            let page = try await house.page("\(Self.tax)/money-before-filing", as: .company)
            #expect(page.text.contains("class=\"tip tip--choice\" data-severity="))
            try await Self.draft("tax", #""money-before-filing":"filed-first""#, house)
            let number: Fields = ["number": "20", "then": "next"]
            let sent = try await house.form("\(Self.tax)/preliminary-cost-share", as: .company, number)
            #expect(sent.location.contains("after=preliminary-cost-share"))
            #expect(try await house.page(sent.location, as: .company).text.contains("关于上一题"))
            let seen = try await house.form(
                "\(Self.tax)/preliminary-cost-share", as: .company, ["number": "20", "seen": "yes", "then": "next"])
            #expect(!seen.location.contains("after="))
        }
    }

    @Test("the API tells a form all it needs, and no points")
    func document() async throws {
        try await TestStation.run { house in
            let test = try await house.api("GET", "/self-tests/tax", as: .company)
            #expect(test.json["role"].text == "full")
            for word in ["\"risk\"", "\"curve\"", "\"weight\"", "\"points\"", "\"finding\""] {
                #expect(!test.text.contains(word), "\(word)")
            }
            let questions = test.json["dimensions"].items.flatMap { $0["questions"].items }
            func question(_ id: String) -> JSON { questions.first { $0["id"].text == id } ?? .null }
            #expect(question("papers-issued")["direction"].text == "past")
            #expect(question("papers-issued").at("visibleWhen", "all")[0]["question"].text == "money-before-filing")
            #expect(question("papers-issued")["minimum"] == .null)
            #expect(question("destinations")["columns"][0].text == "revenueShare")
            #expect(question("other-worries")["maximumLength"].number == 500)
            #expect(question("filing-evidence")["maximumFiles"].number == 5)
            #expect(question("preliminary-cost-share")["tips"][0]["atLeast"].number == 12)
            #expect(question("preliminary-cost-share")["tips"][0]["severity"].text == "warning")
            #expect(questions.contains { $0["basis"].items.contains { $0["clause"] != .null && $0["link"] != .null } })
            let list = try await house.api("GET", "/self-tests", as: .company)
            #expect(list.json["items"].items.contains { $0["role"].text == "first-look" })
        }
    }
}
