import Foundation
import HealthCheck
import Station
import Testing

/// What users of such tools complain of when the questions change under their answers.
@Suite("Complaints about a new version of the questions")
struct NewVersionTests {
    /// The real content with a newer tax self-test: one question has a new name and stands in the last dimension.
    private static func regrouped(
        _ id: String = "credit-method", as newID: String = "credit-way"
    ) throws -> (content: StationCatalogue, old: Questionnaire, new: Questionnaire) {
        let real = try TestStation.catalogue
        let old = try #require(real.selfTest("tax"))
        let moved = try #require(old.question(id))
        let renamed = Question(
            id: newID, text: moved.text, why: moved.why, basis: moved.basis, visibleWhen: moved.visibleWhen,
            weight: moved.weight,
            allowsNotApplicable: moved.allowsNotApplicable, unknownRisk: moved.unknownRisk, kind: moved.kind)
        let last = try #require(old.dimensions.last?.id)
        let new = Questionnaire(
            id: old.id, version: "2099.01", contentHash: "regrouped", method: old.method, title: old.title,
            purpose: old.purpose, minutes: old.minutes, papers: old.papers, findings: old.findings,
            replaces: Replacement(version: old.version, renamed: [moved.id: renamed.id], removed: [:], choices: [:]),
            dimensions: old.dimensions.map { dimension in
                HealthCheck.Dimension(
                    id: dimension.id, title: dimension.title, chartLabel: dimension.chartLabel,
                    weight: dimension.weight, matter: dimension.matter, combine: dimension.combine,
                    questions: dimension.questions.filter { $0.id != moved.id }
                        + (dimension.id == last ? [renamed] : []))
            })
        let content = StationCatalogue(
            selfTests: real.selfTests.map { $0.id == new.id ? new : $0 },
            pastVersions: ["tax": (real.pastVersions["tax"] ?? []) + [old]], countries: real.countries,
            units: real.units, matters: real.matters, routing: real.routing, routingReasons: real.routingReasons,
            policy: real.policy, notices: real.notices, locales: real.locales)
        return (content, old, new)
    }

    @Test(
        "an update is there at once, resets no answer, and a regrouped question keeps its own (ciso-assistant #2037, #1041, #4017)"
    )
    func updateKeepsAnswers() async throws {
        let (content, old, _) = try Self.regrouped()
        let typed = try TestStation.asked("tax") { _ in true }
        try await TestStation.run(content: content) { house in
            let company = try #require(house.codes[.company])
            let draft = Draft(
                company: company, selfTest: "tax", answers: typed, questionnaireVersion: old.version, version: 7,
                updatedAt: house.clock.now)
            try await house.station.database.write { tx in try tx.selfTests.save(draft) }
            let found = try await house.api("GET", "/self-tests/tax/draft", as: .company).json["answers"]
            #expect(found.keys == typed.keys.map { $0 == "credit-method" ? "credit-way" : $0 }.sorted())
            #expect(found["credit-way"].text != nil && found["credit-method"] == .null)
            let page = try await house.page("/self-tests/tax/questions/credit-way", as: .company)
            #expect(page.status == 200 && page.text.contains("checked"))
            let submitted = try await house.form("/self-tests/tax/submissions", as: .company, ["keep": "yes"])
            #expect(submitted.status == 303 && submitted.location.hasPrefix("/profiles/"), "\(submitted.text)")
        }
    }

    @Test(
        "an issued score never changes, and beside it stands what the same answers come to today (Fit4Cybersecurity #19)"
    )
    func historyOfScores() async throws {
        let (content, old, new) = try Self.regrouped()
        let answers = try TestStation.asked("tax") { $0.impact.rawValue >= 4 }
        try await TestStation.run(content: content) { house in
            let company = try #require(house.codes[.company])
            let context = house.station.answerContext(at: house.clock.now)
            let sheet = try AnswerSheet(answers, for: old, in: context)
            let submission = Submission(
                id: house.station.ambient.newID(), company: company, selfTest: "tax", version: old.version,
                contentHash: old.contentHash, method: old.method, answers: answers,
                consent: Consent(shareWithOfficers: false, openTickets: false), submittedBy: "company",
                submittedAt: house.clock.now)
            let record = ProfileRecord(
                id: house.station.ambient.newID(), submission: submission.id, company: company,
                profile: Profile(sheet), isShared: false, issuedAt: house.clock.now)
            try await house.station.database.write { tx in
                try tx.selfTests.keep(old)
                try tx.selfTests.add(submission)
                try tx.selfTests.add(record)
            }
            let point = try await house.api("GET", "/companies/\(company)/trend", as: .company).json["points"][0]
            let carried = Succession([old, new]).carrying(answers, from: old.version)
            let today = Scorecard(AnswerSheet(fitting: carried, for: new, in: context))
            #expect(point["score"].number == record.profile.card.score)
            #expect(point.at("rescored", "score").number == today.score)
            #expect(point.at("rescored", "version").text == "2099.01")
            #expect(today.exact != record.profile.card.exact, "the two values can be told apart")
        }
    }

    @Test("totals are the same after a draft was left and opened again (surveyjs #1973)")
    func reloadedTotals() async throws {
        try await TestStation.run { house in
            let answers = try TestStation.asked("tax") { $0.impact.rawValue >= 4 }
            let half = answers.filter { $0.key < "m" }
            _ = try await house.api("PUT", "/self-tests/tax/draft", as: .company, #"{"answers":\#(jsonText(half))}"#)
            let before = try await house.page("/self-tests/tax/review", as: .company).text
            // One of them again: what is stored counts, not how often or in how many parts it came.
            let last = half.filter { $0.key == half.keys.max() }
            _ = try await house.api("PUT", "/self-tests/tax/draft", as: .company, #"{"answers":\#(jsonText(last))}"#)
            #expect(Self.plain(try await house.page("/self-tests/tax/review", as: .company).text) == Self.plain(before))
            _ = try await house.api("PUT", "/self-tests/tax/draft", as: .company, #"{"answers":\#(jsonText(answers))}"#)
            #expect(Self.plain(try await house.page("/self-tests/tax/review", as: .company).text) != Self.plain(before))
            let sent = try await house.form("/self-tests/tax/submissions", as: .company, ["keep": "yes"])
            let id = sent.location.dropFirst("/profiles/".count).prefix { $0 != "?" }
            let byPage = try await house.api("GET", "/profiles/\(id)", as: .company).json["profile"]
            let atOnce = try await house.api(
                "POST", "/self-tests/tax/submissions", as: .company, #"{"answers":\#(jsonText(answers)),"consent":{}}"#)
            for part in ["score", "interval", "completeness", "dimensions"] {
                #expect(byPage[part] == atOnce.json["profile"][part], "\(part)")
            }
        }
    }

    /// Without the key that is new in every page.
    private static func plain(_ page: String) -> String {
        page.replacing(/name="idempotencyKey" value="[^"]*"/, with: "")
    }
}
