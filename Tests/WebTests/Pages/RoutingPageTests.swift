import Casework
import Foundation
import Station
import Testing

/// The pages and the API of the routing rules' editions.
@Suite("The pages of the routing rules")
struct RoutingPageTests {
    private static func source(_ house: TestStation, lead: String = "customs") -> String {
        house.station.catalogue.routingSource.replacing(
            "rules:\n",
            with: """
                rules:
                  - id: R00
                    when: { textAny: [退税] }
                    lead: \(lead)
                    reason: { zh-Hans: 退税先给海关看。, en: Refunds go to Customs first. }

                """, maxReplacements: 1)
    }

    @Test(
        "an administrator brings in a version, sees what would change, publishes it, and publishes the one before again"
    )
    func journey() async throws {
        try await TestStation.run { house in
            try await house.station.adoptRouting()
            let number = try await house.file()
            house.clock.move(60)
            let brought = try await house.form(
                "/routing", as: .admin,
                ["note": "退税给海关", "source": Self.source(house).replacing("\n", with: "\r\n")])
            #expect(brought.status == 303 && brought.location == "/routing/2")
            let edition = try await house.page("/routing/2", as: .admin)
            #expect(edition.text.contains("每件诉求都有单位接") && edition.text.contains("退税先给海关看。"))
            let trial = try await Self.trial(house)
            #expect(trial.text.contains("1 件会不一样") && trial.text.contains(number) && trial.text.contains("<svg"))
            #expect(trial.text.contains("税务 → 海关") && trial.text.contains("文字里有：退税"))
            let published = try await house.form("/routing/2/publications", as: .admin, ["reason": "试算看过了"])
            #expect(published.location == "/routing/2?published=1")
            #expect(try await house.page("/routing", as: .manager).text.contains("现在按第 2 版"))
            let ticket = try await house.file()
            #expect(try await house.page("/tickets/\(ticket)", as: .liaison).text.contains("/routing/2"))
            #expect(
                try await house.api("GET", "/tickets/\(ticket)", as: .liaison).json["suggestion"]["edition"].number == 2
            )
            _ = try await house.form("/routing/1/publications", as: .liaison, ["reason": "恢复"])
            let overview = try await house.api("GET", "/routing", as: .auditor).json
            #expect(overview["inForce"].number == 1 && overview["publications"].items.count == 3)
        }
    }

    @Test("a mistake is shown with its line, and nothing typed is lost")
    func mistakes() async throws {
        try await TestStation.run { house in
            let source = Self.source(house, lead: "custom")
            let page = try await house.form("/routing", as: .liaison, ["note": "我的说明", "source": source])
            #expect(page.status == 422 && page.title.hasPrefix("错误："))
            #expect(page.text.contains("没有“custom”这个单位") && page.text.contains("是不是想写“customs”？"))
            #expect(page.field("note") == "我的说明" && page.text.contains("退税先给海关看。"))
            let line = try #require(
                source.split(separator: "\n", omittingEmptySubsequences: false).firstIndex {
                    $0.contains("lead: custom")
                })
            #expect(page.text.contains("第 \(line + 1) 行"))
            let api = try await house.api(
                "POST", "/routing", as: .admin, #"{"source":"version: 1\nrules: []","note":"一"}"#)
            #expect(api.status == 422 && Set(api.pointers) == ["/source"])
        }
    }

    @Test("a file that is no YAML is told in the reader's language at its line, and the text is kept")
    func broken() async throws {
        try await TestStation.run { house in
            let source = Self.source(house).replacing("lead: customs", with: "lead: @customs")
            let line = try #require(
                source.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains("@customs") })
            let page = try await house.form("/routing", as: .admin, ["note": "我的说明", "source": source])
            #expect(page.status == 422 && page.text.contains("第 \(line + 1) 行"))
            #expect(page.text.contains("这个符号不能作一段文字的开头") && page.text.contains("遇到“@”"))
            #expect(!page.text.contains("not valid YAML") && page.text.contains("lead: @customs"))
            let english = try await house.api(
                "POST", "/routing", as: .admin, #"{"source":"a: [b","note":"一"}"#, ["Accept-Language": "en"])
            #expect(english.status == 422 && english.text.contains("bracket is not closed"))
        }
    }

    @Test("publishing without a reason, or what is in force already, is refused at its field")
    func refusals() async throws {
        try await TestStation.run { house in
            try await house.station.adoptRouting()
            _ = try await house.form("/routing", as: .admin, ["note": "一", "source": Self.source(house)])
            let missing = try await house.form("/routing/2/publications", as: .admin, ["reason": " "])
            #expect(missing.status == 422 && missing.text.contains("id=\"reason-error\""))
            let again = try await house.api("POST", "/routing/1/publications", as: .admin, #"{"reason":"一"}"#)
            #expect(again.status == 422 && again.pointers == ["/edition"])
            #expect(
                try await house.api("POST", "/routing/9/publications", as: .admin, #"{"reason":"一"}"#).status == 404)
            #expect(try await house.form("/routing", as: .manager, ["note": "一", "source": "x"]).status == 403)
            #expect(try await house.page("/routing", as: .company).status == 403)
            #expect(try await house.page("/routing/new", as: .manager).status == 403)
            #expect(try await house.page("/routing/x", as: .admin).status == 404)
        }
    }

    /// The page of the dry run, once it is done.
    private static func trial(_ house: TestStation) async throws -> Answer {
        for _ in 0..<200 {
            let page = try await house.page("/routing/2/trial", as: .admin)
            guard page.header("Refresh") != nil else { return page }
            #expect(page.text.contains("<progress"))
            try await Task.sleep(for: .milliseconds(20))
        }
        throw StationError.unavailable
    }
}
