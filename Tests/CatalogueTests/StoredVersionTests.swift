import Casework
import Catalogue
import Foundation
import HealthCheck
import Station
import Testing

/// The store holds each version as JSON for good: whatever is learnt later, an old one is read as it was meant.
@Suite("Versions as they were stored")
struct StoredVersionTests {
    /// What only the second edition writes.
    private static let later: Set<String> = [
        "role", "findings", "replaces", "combine", "proposal", "example", "tips", "visibleWhen", "factor", "impact",
        "meaning", "clause", "link",
    ]

    /// `value` as a station that knew none of `later` would have written it.
    private static func first(_ value: Any) -> Any {
        if let list = value as? [Any] { return list.map { first($0) } }
        guard let map = value as? [String: Any] else { return value }
        // A red line always had its meaning, a quantity its findings.
        let kept = map["cap"] != nil ? ["meaning"] : map["curve"] != nil ? ["findings"] : []
        return map.filter { !later.contains($0.key) || kept.contains($0.key) }.mapValues { first($0) }
    }

    @Test("every version of the first edition is read back from its old JSON, the same and with the same scores")
    func firstEdition() throws {
        let workspace = try Workspace()
        let catalogue = try #require(workspace.load(runExamples: false).catalogue)
        var examples = 0
        for version in catalogue.pastVersions.values.joined() where version.method == .worstDominates1 {
            let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(version))
            let old = try JSONSerialization.data(withJSONObject: Self.first(json))
            let back = try JSONDecoder().decode(Questionnaire.self, from: old)
            #expect(back == version, "\(version.id) \(version.version)")
            let folder = "self-tests/\(version.id)/versions/\(version.version)/examples"
            let loader = CatalogueLoader(folder: workspace.folder, today: Workspace.today, runExamples: false)
            for name in try FileManager.default.contentsOfDirectory(atPath: workspace.url(folder).path) {
                let read = loader.readAnswers(
                    workspace.url("\(folder)/\(name)"), for: version, countries: catalogue.countries)
                let answers = try #require(read.value)
                let profiles = try [version, back].map {
                    Profile(try AnswerSheet(answers.answers, for: $0, in: answers.context))
                }
                #expect(profiles[0] == profiles[1], "\(folder)/\(name)")
                examples += 1
            }
        }
        #expect(examples >= 8)
    }

    @Test("every version of today comes back from the store as it went in")
    func today() throws {
        let catalogue = try #require(try Workspace().load(runExamples: false).catalogue)
        for questionnaire in catalogue.selfTests {
            let back = try JSONDecoder().decode(Questionnaire.self, from: JSONEncoder().encode(questionnaire))
            #expect(back == questionnaire, "\(questionnaire.id)")
        }
    }

    @Test("each grade of the published scale can be reached in every self-test and every dimension (aia-eia-js #1153)")
    func scaleIsReachable() throws {
        let catalogue = try #require(try Workspace().load(runExamples: false).catalogue)
        let day = try #require(AnswerDay(Workspace.today.description))
        let context = AnswerContext(day: day, countries: catalogue.countries)
        for questionnaire in catalogue.fullSelfTests {
            func card(_ pick: (Question) -> Answer?) -> Scorecard {
                var sheet = AnswerSheet(fitting: [:], for: questionnaire, in: context)
                for question in questionnaire.questions where !sheet.hidden.contains(question.id) {
                    if let answer = pick(question) { sheet = sheet.answering([question.id: answer]) }
                }
                return Scorecard(sheet)
            }
            let safest = card { $0.safest(on: day) }
            let worst = card { $0.riskiest(on: day) }
            #expect(safest.completeness == 100 && worst.completeness == 100)
            #expect(safest.score.map { Grade(score: $0) } == .a, "\(questionnaire.id): \(safest.score ?? -1)")
            #expect(worst.score.map { Grade(score: $0) } == .e, "\(questionnaire.id): \(worst.score ?? -1)")
            for (safe, bad) in zip(safest.dimensions, worst.dimensions) {
                #expect(safe.grade == nil || safe.grade == .a, "\(questionnaire.id) \(safe.id): \(safe.score ?? -1)")
                #expect(bad.grade == nil || bad.grade == .e, "\(questionnaire.id) \(bad.id): \(bad.score ?? -1)")
            }
        }
    }
}

extension Question {
    /// The answer of most risk, nil for what is not scored.
    fileprivate func riskiest(on day: AnswerDay) -> Answer? {
        switch kind {
        case .yesNo, .single: kind.choices.max { $0.risk < $1.risk }.map { .choice($0.id) }
        case .multiple(let choices, .worst): choices.max { $0.risk < $1.risk }.map { .choices([$0.id]) }
        case .multiple(let choices, .coverage):
            .choices(
                Set(
                    (choices.first(where: \.isExclusive) ?? choices.min { $0.weight < $1.weight }).map { [$0.id] } ?? []
                ))
        case .number(let quantity, _), .percent(let quantity): .number(Self.worst(quantity))
        case .date(let quantity, _): .day(day, days: Self.worst(quantity))
        case .destinations, .text, .file: nil
        }
    }

    private static func worst(_ quantity: Quantity) -> Double {
        quantity.curve.risk(of: quantity.minimum) > quantity.curve.risk(of: quantity.maximum)
            ? quantity.minimum : quantity.maximum
    }
}
