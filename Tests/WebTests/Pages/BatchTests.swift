import Foundation
import HealthCheck
import Testing

@Suite("Many tickets at once")
struct BatchTests {
    private static func sheet(_ lines: [String]) -> String {
        "事项代码,标题,说明\r\n" + lines.joined(separator: "\r\n")
    }

    @Test("of 500 lines three are wrong: they are named by line, 497 are filed, and sent again nothing is filed twice")
    func fiveHundred() async throws {
        try await TestStation.run { house in
            var lines = (1...500).map { "TX05,第 \($0) 件,请帮忙看看" }
            lines[9] = "ZZ99,没有这个事项,请看"
            lines[99] = "TX05,,没有标题"
            lines[499] = "TX05,没有说明,"
            let body = Self.sheet(lines)
            let first = try await house.api("POST", "/tickets/batches", as: .company, body)
            #expect(first.status == 200)
            #expect(first.json["filed"].number == 497 && first.json["refused"].number == 3)
            let bad = first.json["items"].items.filter { $0["ticket"] == .null }
            #expect(bad.compactMap { $0["line"].number } == [11, 101, 501])
            #expect(bad.allSatisfy { $0["problem"].text?.isEmpty == false })
            let again = try await house.api("POST", "/tickets/batches", as: .company, body)
            #expect(
                again.json["items"].items.map { $0["ticket"].text }
                    == first.json["items"].items.map { $0["ticket"].text })
        }
    }

    @Test("a column names the countries of a line, in either language or by code")
    func countries() async throws {
        try await TestStation.run { house in
            let body = "事项代码,标题,说明,涉及国家\r\nTX05,甲,请看,泰国、VNM\r\nTX05,乙,请看,亚特兰蒂斯\r\nTX05,丙,请看,"
            let sent = try await house.api("POST", "/tickets/batches", as: .company, body)
            #expect(sent.json["filed"].number == 2 && sent.json["items"][1]["problem"].text?.contains("亚特兰蒂斯") == true)
            for (place, countries) in [(0, ["THA", "VNM"]), (2, [])] {
                let number = try #require(sent.json["items"][place]["ticket"].text)
                let ticket = try await house.api("GET", "/tickets/\(number)", as: .company).json
                #expect(ticket["countries"].items.map(\.text) == countries)
            }
        }
    }

    @Test("the page checks every line first, files the good ones, and the company takes them back with one press")
    func page() async throws {
        try await TestStation.run { house in
            let boundary = "XXsheetXX"
            let csv = Self.sheet(["TX05,甲,请看", "ZZ99,乙,请看"])
            let multipart =
                "--\(boundary)\r\nContent-Disposition: form-data; name=\"sheet\"; filename=\"t.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n\(csv)\r\n--\(boundary)--\r\n"
            let cookie = "__Host-station=\(house.tokens[.company] ?? "")"
            let checked = try await house.ask(
                "POST", "/tickets/batch/preview",
                headers: [
                    "Content-Type": "multipart/form-data; boundary=\(boundary)", "Cookie": cookie,
                    "Sec-Fetch-Site": "same-origin",
                ], body: Array(multipart.utf8))
            #expect(checked.status == 200 && checked.text.contains("可提交 1 行，要改 1 行"))
            let empty = try await house.ask(
                "POST", "/tickets/batch/preview",
                headers: [
                    "Content-Type": "multipart/form-data; boundary=\(boundary)", "Cookie": cookie,
                    "Sec-Fetch-Site": "same-origin",
                ], body: Array("--\(boundary)--\r\n".utf8))
            #expect(empty.text.contains(##"<a href="#sheet">请选择填好的表格</a>"##))
            #expect(empty.text.contains(#"aria-invalid="true" aria-describedby="sheet-error""#))
            #expect(checked.text.contains("提交这 1 件"))
            let line = #"[{"line":2,"matter":"TX05","title":"甲","body":"请看","company":"","isExpedited":false}]"#
            let filed = try await house.form("/tickets/batch", as: .company, ["lines": line])
            #expect(filed.text.contains("已提交 1 件"))
            let number = try #require(filed.text.firstMatch(of: /2026-[0-9]{6}-[0-9]/)?.output)
            let undone = try await house.form(
                "/tickets/bulk", as: .company, ["act": "withdrawal", "ticket": "\(number):1"])
            #expect(undone.text.contains("✓"))
            let state = try await house.api("GET", "/tickets/\(number)", as: .company).json["state"].text
            #expect(state == "withdrawn")
            let wrong = try await house.form("/tickets/bulk", as: .company, ["act": "acceptance", "ticket": "x:1"])
            #expect(wrong.status == 422)
        }
    }

    @Test("a sheet without its columns, or no sheet at all, is refused whole with the columns named")
    func columns() async throws {
        try await TestStation.run { house in
            let answer = try await house.api("POST", "/tickets/batches", as: .company, "标题,说明\r\n甲,乙")
            #expect(answer.status == 422 && answer.json["errors"].items.first?["pointer"].text == "/matter")
            let foreign = try await house.api("POST", "/tickets/batches", as: .tax, Self.sheet(["TX05,甲,乙"]))
            #expect(foreign.status == 403 || foreign.json["filed"].number == 0)
        }
    }
}
