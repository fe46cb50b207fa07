import Foundation
import HealthCheck
import Station
import Testing

/// What users of such tools complain of in public, row by row of RISK.md §1, driven through pages and API.
@Suite("Complaints about hidden and skipped questions")
struct HiddenAndSkippedTests {
    private static let path = "/self-tests/tax"

    /// Submits the draft as the review page does, and gives the profile by API without what differs by itself.
    private static func submitted(_ house: TestStation) async throws -> JSON {
        let review = try await house.page("\(path)/review", as: .company)
        let sent = try await house.form(
            "\(path)/submissions", as: .company,
            ["keep": "yes", "idempotencyKey": review.field("idempotencyKey") ?? ""])
        #expect(sent.status == 303, "\(sent.text)")
        let id = sent.location.dropFirst("/profiles/".count).prefix { $0 != "?" }
        return try await house.api("GET", "/profiles/\(id)", as: .company).json["profile"]
    }

    private static func save(_ answers: [String: AnswerValue], _ house: TestStation) async throws {
        let saved = try await house.api(
            "PUT", "\(path)/draft", as: .company, #"{"answers":\#(jsonText(answers))}"#)
        #expect(saved.status == 200, "\(saved.text)")
    }

    @Test(
        "a hidden question keeps no points: answered badly, then hidden, it scores as if never asked (aia-eia-js #1143)"
    )
    func hiddenKeepsNoPoints() async throws {
        try await TestStation.run { house in
            // Without investment abroad, what hangs on it is asked no more.
            let gate: [String: AnswerValue] = ["money-before-filing": .notApplicable]
            let calm = try TestStation.asked("tax") { _ in false }.merging(gate) { $1 }
            let bad = try TestStation.asked("tax") { _ in true }
            let questionnaire = try #require(house.station.catalogue.selfTest("tax"))
            let context = house.station.answerContext(at: house.clock.now)
            let shown = Set(questionnaire.asked(calm, in: context).map(\.id))
            let hidden = bad.filter { !shown.contains($0.key) }
            #expect(hidden.count >= 2)

            try await Self.save(calm.filter { shown.contains($0.key) }, house)
            let never = try await Self.submitted(house)
            try await Self.save(calm.merging(hidden) { $1 }, house)
            let meanwhile = try await Self.submitted(house)
            for part in ["score", "grade", "interval", "completeness", "dimensions", "redLines", "recommendations"] {
                #expect(meanwhile[part] == never[part], "\(part)")
            }
            // The same answers under an open gate do count: the comparison above can fail.
            try await Self.save(bad, house)
            let open = try await Self.submitted(house)
            #expect(open["score"] != never["score"] && open["redLines"].count > never["redLines"].count)
        }
    }

    @Test("a skipped question leaves its trace in every result, also before the officer (aia-eia-js #1124)")
    func skippedLeavesATrace() async throws {
        try await TestStation.run { house in
            let all = try TestStation.asked("tax") { _ in false }
            let whole = try await house.api(
                "POST", "\(Self.path)/submissions", as: .company, #"{"answers":\#(jsonText(all)),"consent":{}}"#)
            let most = try #require(whole.json.at("profile", "completeness").number)
            let skipped = "credit-method"
            let answers = all.filter { $0.key != skipped }
            #expect(answers.count == all.count - 1)
            let submitted = try await house.api(
                "POST", "\(Self.path)/submissions", as: .company,
                #"{"answers":\#(jsonText(answers)),"consent":{"shareWithOfficers":true}}"#)
            let id = try #require(submitted.json.at("profile", "id").text)
            let text = try #require(house.station.catalogue.selfTest("tax")?.question(skipped)).text.zhHans
            for reader in [Person.company, .liaison] {
                let profile = try await house.api("GET", "/profiles/\(id)", as: reader).json["profile"]
                let completeness = try #require(profile["completeness"].number)
                #expect(completeness < most)
                let score = try #require(profile["score"].number)
                let ends = profile["interval"].items.compactMap(\.number)
                #expect(ends.count == 2 && ends[0] <= score && score <= ends[1] && ends[0] < ends[1])
                let why = try await house.api("GET", "/profiles/\(id)/explanation", as: reader).json
                let lines = why["dimensions"].items.flatMap { $0["questions"].items }
                #expect(lines.filter { $0["state"].text == "unanswered" }.contains { $0["id"].text == skipped })
                let page = try await house.page("/profiles/\(id)/why", as: reader).text
                #expect(page.contains(text) && page.contains("未答"))
                #expect(try await house.page("/profiles/\(id)", as: reader).text.contains("\(Int(completeness))%"))
            }
        }
    }

    @Test(
        "an answer to an unscored question moves no number, and stays readable in its version (aia-eia-js #1153, #622)")
    func unscoredMovesNothing() async throws {
        try await TestStation.run { house in
            let questionnaire = try #require(house.station.catalogue.selfTest("tax"))
            let unscored = Set(questionnaire.questions.filter { !$0.kind.isScored }.map(\.id))
            let all = try TestStation.asked("tax") { _ in true }
            let with = all.merging(["destinations": .rows([["country": .text("KEN"), "revenueShare": .number(99)]])]) {
                $1
            }
            #expect(!unscored.isDisjoint(with: with.keys))
            func profile(_ answers: [String: AnswerValue]) async throws -> JSON {
                let answer = try await house.api(
                    "POST", "\(Self.path)/submissions", as: .company, #"{"answers":\#(jsonText(answers)),"consent":{}}"#
                )
                #expect(answer.status == 201, "\(answer.text)")
                return answer.json["profile"]
            }
            let bare = try await profile(all.filter { !unscored.contains($0.key) })
            let full = try await profile(with)
            for part in ["score", "grade", "interval", "completeness", "dimensions", "redLines", "warnings"] {
                #expect(bare[part] == full[part], "\(part)")
            }
            #expect(bare["exposure"] == .null && full["exposure"] != .null)
            let id = try #require(full["id"].text)
            let file = try await house.page("/profiles/\(id)/answers/csv", as: .company)
            #expect(file.text.contains("KEN") || file.text.contains("肯尼亚"))
        }
    }
}
