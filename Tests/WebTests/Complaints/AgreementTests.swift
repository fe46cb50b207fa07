import Casework
import Foundation
import HealthCheck
import Samples
import Station
import Testing

@testable import Web

/// One scoring, whoever asks: nothing is computed twice in two places.
@Suite("Complaints about numbers that disagree")
struct AgreementTests {
    /// How many sheets are drawn of each self-test.
    private static let draws = 12

    /// Answers drawn from a seed to everything that is asked, with gaps, “don't know” and “not applicable” among them.
    private static func drawn(_ questionnaire: Questionnaire, seed: UInt64, _ context: AnswerContext) -> [String:
        AnswerValue]
    {
        var chance = SplitMix64(seed: seed)
        var values: [String: AnswerValue] = [:]
        for question in questionnaire.questions where question.kind.isScored {
            guard questionnaire.asked(values, in: context).contains(where: { $0.id == question.id }) else { continue }
            values[question.id] = answer(question, &chance, context)
        }
        return values
    }

    private static func answer(
        _ question: Question, _ chance: inout SplitMix64, _ context: AnswerContext
    ) -> AnswerValue? {
        switch Int.random(in: 0..<12, using: &chance) {
        case 0: return nil
        case 1 where question.unknownRisk != nil: return .unknown
        case 2 where question.allowsNotApplicable: return .notApplicable
        default: break
        }
        switch question.kind {
        case .yesNo, .single: return question.kind.choices.randomElement(using: &chance).map { .text($0.id) }
        case .multiple(let choices, _):
            let chosen = choices.filter { !$0.isExclusive && Bool.random(using: &chance) }.map(\.id)
            let none = choices.filter(\.isExclusive).map(\.id)
            return chosen.isEmpty ? none.first.map { .list([$0]) } : .list(chosen)
        case .number(let quantity, _), .percent(let quantity):
            return .number(Double.random(in: quantity.minimum...quantity.maximum, using: &chance).rounded())
        case .date(_, let direction):
            return .text(context.day.day(away: Double(Int.random(in: 0...900, using: &chance)), direction).description)
        case .destinations, .text, .file: return nil
        }
    }

    @Test(
        "page, API and command say the same, to the last digit (ciso-assistant PR #4840)",
        arguments: ["tax", "supply-chain", "staff"])
    func pageAPIAndCommand(_ selfTest: String) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "agree-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await TestStation.run { house in
            let questionnaire = try #require(house.station.catalogue.selfTest(selfTest))
            let context = house.station.answerContext(at: house.clock.now)
            var profiles: [String: JSON] = [:]
            for seed in 1...UInt64(Self.draws) {
                let answers = Self.drawn(questionnaire, seed: seed, context)
                let submitted = try await house.api(
                    "POST", "/self-tests/\(selfTest)/submissions", as: .company,
                    #"{"answers":\#(jsonText(answers)),"consent":{}}"#)
                #expect(submitted.status == 201, "seed \(seed): \(submitted.text)")
                let id = try #require(submitted.json.at("profile", "id").text)
                let profile = try await house.api("GET", "/profiles/\(id)", as: .company).json["profile"]
                #expect(profile["score"] == submitted.json.at("profile", "score"))
                let exact = Profile(try AnswerSheet(answers, for: questionnaire, in: context))
                let why = try await house.api("GET", "/profiles/\(id)/explanation", as: .company).json
                #expect(why["exact"].number == exact.card.exact, "seed \(seed)")
                try Self.compare(try await house.page("/profiles/\(id)", as: .company).text, profile, seed)
                // JSON is YAML.
                let file = "{submittedOn: \(context.day), answers: \(jsonText(answers))}"
                try Data(file.utf8).write(to: folder.appending(path: "s\(seed).yaml"))
                profiles["s\(seed).yaml"] = profile
            }
            let result = folder.appending(path: "result.json")
            let outcome = try CommandLine.run(["score", selfTest, folder.path, "--output", result.path])
            #expect(outcome.status == 0, "\(outcome.errors)")
            let rows = try JSONDecoder().decode(JSON.self, from: Data(contentsOf: result)).items
            #expect(rows.count == Self.draws)
            for row in rows {
                let name = try #require(row["file"].text)
                let profile = try #require(profiles[name])
                for part in ["score", "grade", "interval", "completeness"] {
                    #expect(row[part] == profile[part], "\(name): \(part)")
                }
                #expect(row["borderline"] == profile.at("sensitivity", "borderline"), "\(name)")
                #expect(row["redLines"].items == profile["redLines"].items.map { $0["id"] }, "\(name)")
                for dimension in profile["dimensions"].items {
                    #expect(row.at("dimensions", dimension["id"].text ?? "") == dimension["score"], "\(name)")
                }
            }
        }
    }

    /// Score, interval and grade as the page says them.
    private static func compare(_ page: String, _ profile: JSON, _ seed: UInt64) throws {
        guard let score = profile["score"].number, let grade = profile["grade"].text else {
            return #expect(page.contains("资料不足，不予评级"), "seed \(seed)")
        }
        let ends = try profile["interval"].items.map { NumberText.score(try #require($0.number)) }
        let shown = try #require(page.firstMatch(of: /<p class="score__value"><b>([^<]+)<\/b>/))
        #expect(shown.1 == NumberText.score(score), "seed \(seed)")
        #expect(page.contains("data-grade=\"\(grade)\""), "seed \(seed)")
        #expect(ends.allSatisfy { page.contains($0) }, "seed \(seed)")
    }

    @Test("the operator sees the very score the authority sees (SERIMA #410)")
    func sameForBothSides() async throws {
        try await TestStation.run { house in
            let id = try await house.profile { $0.impact.rawValue >= 4 }
            let own = try await house.api("GET", "/profiles/\(id)", as: .company).json["profile"]
            let theirs = try await house.api("GET", "/profiles/\(id)", as: .liaison).json["profile"]
            #expect(own == theirs && own["score"].number != nil)
            let why = try await house.api("GET", "/profiles/\(id)/explanation", as: .company).json
            #expect(try await house.api("GET", "/profiles/\(id)/explanation", as: .liaison).json == why)
        }
    }

    @Test("what is compared with is nobody's: no name, code or single score of another company (cset #94)")
    func nonAttributable() async throws {
        try await TestStation.run { house in
            let questionnaire = try #require(house.station.catalogue.selfTest("tax"))
            let members = try (10..<22).map { index in
                Cohort.Member(
                    score: Double(index) / 3.7, group: "", company: try TestStation.code(index).description)
            }
            let cell = CohortCell(
                selfTest: "tax", industry: "trade", size: "small", members: members, refreshedAt: house.clock.now)
            try await house.station.database.write { tx in
                try tx.selfTests.keep(questionnaire)
                let refresh = try tx.cohorts.beginRefresh(at: cell.refreshedAt)
                try tx.cohorts.add(cell, to: refresh)
                try tx.cohorts.finishRefresh(refresh)
            }
            let id = try await house.profile()
            let answers = [
                try await house.api("GET", "/profiles/\(id)", as: .company).text,
                try await house.page("/profiles/\(id)", as: .company).text,
            ]
            #expect(answers.allSatisfy { $0.contains("12") }, "the cohort is there")
            for member in members {
                for text in answers { #expect(!text.contains(member.company)) }
            }
            let cohort = try await house.api("GET", "/profiles/\(id)", as: .company).json["profile"]["cohort"]
            #expect(cohort["companies"].number == 12)
            #expect(
                Set(cohort.keys).isSubset(of: [
                    "breadth", "industry", "size", "companies", "score", "lowerQuartile", "median", "upperQuartile",
                    "percentile", "refreshedAt",
                ]))
        }
    }
}
