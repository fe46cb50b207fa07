import AnswerSheets
import Foundation
import HealthCheck
import Spreadsheet
import Station
import Testing

@Suite("Importing an answer sheet")
struct ImportTests {
    private static let boundary = "station-test-boundary"

    /// The file as a browser's form sends it.
    private static func form(_ data: Data, name: String = "tax.csv") -> [UInt8] {
        let head =
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"sheet\"; filename=\"\(name)\"\r\n"
            + "Content-Type: application/octet-stream\r\n\r\n"
        return Array(head.utf8) + Array(data) + Array("\r\n--\(boundary)--\r\n".utf8)
    }

    private static func sheet(_ rows: [[String]]) -> Data { Data(CSVTable.text([["题号", "回答"]] + rows).utf8) }

    private func preview(
        _ house: TestStation, _ data: Data, as person: Person = .company, language: String = "zh-Hans"
    ) async throws -> Answer {
        try await house.ask(
            "POST", "/self-tests/tax/draft/import/preview",
            headers: [
                "Content-Type": "multipart/form-data; boundary=\(Self.boundary)", "Sec-Fetch-Site": "same-origin",
                "Cookie": "__Host-station=\(house.tokens[person] ?? ""); lang=\(language)",
            ], body: Self.form(data))
    }

    @Test("the preview names every cell that is wrong and stores nothing; the button stores all as it was typed")
    func journey() async throws {
        try await TestStation.run { house in
            let data = Self.sheet([["staff-days", "900"], ["agent-signs", "不清楚"], ["money-before-filing", "大概"]])
            let page = try await preview(house, data)
            #expect(page.status == 200)
            #expect(page.text.contains("B2") && page.text.contains("B4") && page.text.contains("大概"))
            #expect(page.text.contains("2 处要改"))
            #expect(try await house.api("GET", "/self-tests/tax/draft", as: .company).json["version"].number == 0)
            let payload = try #require(page.field("answers")).replacing("&quot;", with: "\"")
            let stored = try await house.form("/self-tests/tax/draft/import", as: .company, ["answers": payload])
            #expect(stored.status == 303 && stored.location == "/self-tests/tax/review")
            let answers = try await house.api("GET", "/self-tests/tax/draft", as: .company).json["answers"]
            #expect(answers["staff-days"].number == 900)
            #expect(answers["agent-signs"].text == "unknown")
            #expect(answers["money-before-filing"].text == "大概")
        }
    }

    @Test("the preview speaks the reader's language")
    func english() async throws {
        try await TestStation.run { house in
            let page = try await preview(house, Self.sheet([["nonsense", "1"]]), language: "en")
            #expect(page.text.contains("There is no question “nonsense”"))
        }
    }

    @Test("changes against the draft are shown old and new; what is the same is not")
    func changes() async throws {
        try await TestStation.run { house in
            _ = try await house.api(
                "PUT", "/self-tests/tax/draft", as: .company,
                #"{"answers":{"staff-days":10,"agent-signs":"unknown"}}"#)
            let page = try await preview(house, Self.sheet([["staff-days", "20"], ["agent-signs", "unknown"]]))
            #expect(page.text.contains("1 题会改变草稿"))
            #expect(page.text.contains("草稿里：10") && page.text.contains("导入后：20"))
        }
    }

    @Test("no file, a foreign file and one beyond 5 MB come back to the page with the reason")
    func refused() async throws {
        try await TestStation.run { house in
            let none = try await preview(house, Data("name,phone\r\na,b\r\n".utf8))
            #expect(none.status == 422 && none.text.contains("这个文件不是自测表格"))
            #expect(none.title.hasPrefix("错误："))
            let large = try await preview(house, Data(repeating: 0x20, count: 6 << 20))
            #expect(large.status == 413 && large.text.contains("文件太大。最多 5 MB"))
        }
    }

    @Test("the API takes the file at once and answers draft and problems")
    func api() async throws {
        try await TestStation.run { house in
            let document = DocumentChecker(document: try await house.ask("GET", "/api/v1/openapi.json").json)
            let body = String(
                decoding: Self.sheet([["staff-days", "900"], ["agent-signs", "unknown"]]), as: UTF8.self)
            let answer = try await house.api("POST", "/self-tests/tax/draft/import", as: .company, body)
            document.check("post", "/self-tests/{id}/draft/import", answer)
            #expect(answer.status == 200)
            #expect(answer.json["draft"]["answers"]["agent-signs"].text == "unknown")
            let problem = answer.json["problems"].items.first ?? .null
            #expect(problem["cell"].text == "B2" && problem["pointer"].text == "/answers/staff-days")
            let foreign = try await house.api("POST", "/self-tests/tax/draft/import", as: .company, "a,b")
            #expect(foreign.status == 422 && foreign.json["detail"].text?.contains("不是自测表格") == true)
            let large = String(repeating: " ", count: 6 << 20)
            let refused = try await house.api("POST", "/self-tests/tax/draft/import", as: .company, large)
            #expect(refused.status == 413 && refused.json["detail"].text?.contains("5 MB") == true)
            #expect(try await house.api("POST", "/self-tests/tax/draft/import", as: .liaison, body).status == 403)
            #expect(try await house.api("POST", "/self-tests/nothing/draft/import", as: .company, body).status == 404)
        }
    }

    @Test("the template comes as a file; another format is refused by name")
    func template() async throws {
        try await TestStation.run { house in
            let csv = try await house.api("GET", "/self-tests/tax/template?format=csv", as: .company)
            #expect(csv.status == 200 && csv.header("Content-Type")?.hasPrefix("text/csv") == true)
            #expect(csv.header("Content-Disposition")?.contains("cloudstation-tax-") == true)
            let other = try await house.api("GET", "/self-tests/tax/template?format=ods", as: .company)
            #expect(other.status == 422 && other.pointers == ["/format"])
            #expect(try await house.page("/self-tests/tax/template/csv", as: .company).status == 200)
            #expect(try await house.page("/self-tests/tax/template/ods", as: .company).status == 404)
        }
    }

    @Test("what was submitted comes out of its profile, for the company and nobody else's")
    func export() async throws {
        try await TestStation.run { house in
            let submitted = try await house.submit("tax", openTickets: false)
            let profile = submitted.json["profile"]["id"].text ?? ""
            let own = try await house.page("/profiles/\(profile)/answers/csv", as: .company)
            #expect(own.status == 200)
            let file = try AnswerFile(
                Data(own.bytes), for: try #require(house.station.catalogue.selfTest("tax")),
                in: house.station.catalogue, house.station.answerContext(at: house.clock.now))
            #expect(file.problems == [])
            let given = try TestStation.answers("tax", risky: false)
            #expect(file.answers.keys.sorted() == given.keys.sorted() || !file.answers.isEmpty)
            #expect(try await house.page("/profiles/\(profile)/answers/csv", as: .company2).status == 404)
        }
    }

    @Test("a station that serves companies has no preview pages")
    func noPreview() async throws {
        try await TestStation.run { house in
            let preview = try await house.page("/preview", as: .company)
            #expect(preview.status == 404)
            let stranger = try await house.page("/self-tests", as: nil)
            #expect(stranger.status == 303)
        }
    }
}
