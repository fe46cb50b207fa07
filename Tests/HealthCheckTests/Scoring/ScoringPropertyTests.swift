import Foundation
import Testing

@testable import HealthCheck

/// What holds for every questionnaire and every sheet, on seeded draws; a failure names its seed.
@Suite("Scoring properties")
struct ScoringPropertyTests {
    private static let seeds: Range<UInt64> = 1..<401

    private func draw(
        _ check: (_ draw: inout RandomSheet, _ questionnaire: Questionnaire, _ values: [String: AnswerValue]) throws ->
            String?
    ) throws {
        for seed in Self.seeds {
            var draw = RandomSheet(seed: seed)
            let questionnaire = try draw.questionnaire()
            let values = draw.values(for: questionnaire)
            if let complaint = try check(&draw, questionnaire, values) {
                Issue.record("seed \(seed): \(complaint)")
                return
            }
        }
    }

    @Test("the score never falls when an answer's risk rises, and nor do its bounds")
    func monotone() throws {
        var compared = 0
        try draw { draw, questionnaire, values in
            for question in questionnaire.questions {
                guard let old = values[question.id], old != .notApplicable else { continue }
                var changed = values
                changed[question.id] = draw.fact(for: question)
                let before = try sheet(values, questionnaire)
                let after = try sheet(changed, questionnaire)
                guard let was = before.answers[question.id].flatMap({ question.risk(of: $0) }),
                    let became = after.answers[question.id].flatMap({ question.risk(of: $0) })
                else { return "\(question.id) lost its risk" }
                let (lower, higher) = was <= became ? (before, after) : (after, before)
                let (safe, risky) = (Scorecard(lower), Scorecard(higher))
                guard safe.low <= risky.low + 1e-9, safe.high <= risky.high + 1e-9 else {
                    return "bounds \(question.id)"
                }
                guard (safe.exact == nil) == (risky.exact == nil) else { return "rating \(question.id)" }
                guard let least = safe.exact, let most = risky.exact else { continue }
                guard least <= most + 1e-9 else { return "\(question.id): \(least) > \(most)" }
                compared += 1
            }
            return nil
        }
        #expect(compared > 1000)
    }

    @Test("the interval contains the score, and every dimension's its provisional score")
    func interval() throws {
        var rated = 0
        try draw { _, questionnaire, values in
            let card = Scorecard(try sheet(values, questionnaire))
            for item in card.dimensions {
                guard let score = item.provisional else { continue }
                guard item.low <= score + 1e-9, score <= item.high + 1e-9 else { return item.id }
            }
            guard (0...10).contains(card.low), (0...10).contains(card.high) else { return "beyond the scale" }
            guard let exact = card.exact else { return nil }
            rated += 1
            let isInside = card.low <= exact + 1e-9 && exact <= card.high + 1e-9
            return isInside ? nil : "\(exact) outside \(card.low)…\(card.high)"
        }
        #expect(rated > 100)
    }

    @Test("the interval contains every score that answering the missing questions can give")
    func completions() throws {
        try draw { draw, questionnaire, values in
            let card = Scorecard(try sheet(values, questionnaire))
            var filled = values
            for question in questionnaire.questions where filled[question.id] == nil {
                filled[question.id] = draw.fact(for: question)
            }
            guard let exact = Scorecard(try sheet(filled, questionnaire)).exact else { return nil }
            return card.low <= exact + 1e-9 && exact <= card.high + 1e-9 ? nil : "\(exact) escapes"
        }
    }

    @Test("“not applicable” is exactly a questionnaire without the question")
    func notApplicable() throws {
        var removed = 0
        try draw { _, questionnaire, values in
            let gone = Set(values.filter { $0.value == .notApplicable }.keys)
            removed += gone.count
            let rest = questionnaire.dimensions.map { one in
                dimension(one.id, weight: one.weight, one.questions.filter { !gone.contains($0.id) })
            }
            let smaller = HealthCheckTests.questionnaire(rest)
            let with = Scorecard(try sheet(values, questionnaire))
            let without = Scorecard(try sheet(values.filter { !gone.contains($0.key) }, smaller))
            return with == without ? nil : "removing \(gone.sorted())"
        }
        #expect(removed > 100)
    }

    @Test("the order in which answers arrive does not matter")
    func order() throws {
        try draw { draw, questionnaire, values in
            let pairs = values.map { ($0.key, $0.value) }
            let once = Profile(try sheet(Dictionary(uniqueKeysWithValues: pairs), questionnaire))
            let mixed = Dictionary(uniqueKeysWithValues: pairs.shuffled(using: &draw.random))
            return Profile(try sheet(mixed, questionnaire)) == once ? nil : "another profile"
        }
    }

    @Test("a profile comes back from JSON identical")
    func roundTrip() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        try draw { _, questionnaire, values in
            let profile = Profile(try sheet(values, questionnaire))
            let data = try encoder.encode(profile)
            let again = try JSONDecoder().decode(Profile.self, from: data)
            return try again == profile && encoder.encode(again) == data ? nil : "differs after JSON"
        }
    }

    @Test("a questionnaire comes back from JSON identical and scores the same")
    func questionnaireRoundTrip() throws {
        try draw { _, questionnaire, values in
            let again = try JSONDecoder().decode(Questionnaire.self, from: JSONEncoder().encode(questionnaire))
            guard again == questionnaire else { return "differs after JSON" }
            return Profile(try sheet(values, again)) == Profile(try sheet(values, questionnaire))
                ? nil : "scores differ"
        }
    }

    @Test("the grade is never better than the score's or any cap, and gains never rise down the list")
    func gradeAndGains() throws {
        var caps = 0
        try draw { _, questionnaire, values in
            let profile = Profile(try sheet(values, questionnaire))
            caps += profile.redLines.count
            let gains = profile.recommendations.map(\.gain)
            guard zip(gains, gains.dropFirst()).allSatisfy({ $0 >= $1 - 1e-9 }) else { return "gains \(gains)" }
            guard let grade = profile.grade, let score = profile.card.score else {
                return profile.grade == nil && profile.card.score == nil ? nil : "grade without score"
            }
            let worst = profile.redLines.map(\.cap).max() ?? .a
            return grade == max(worst, Grade(score: score)) ? nil : "grade \(grade)"
        }
        #expect(caps > 20)
    }
}
