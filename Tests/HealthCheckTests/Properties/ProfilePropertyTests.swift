import Testing

@testable import HealthCheck

/// What a profile promises is what the scoring gives.
@Suite("Properties of the profile")
struct ProfilePropertyTests {
    @Test("an explanation's numbers are the scorecard's, and its pulls add up to 1")
    func explanation() throws {
        var summed = 0
        var safe = 0
        try eachDraw { _, questionnaire, values in
            let sheet = try sheet(values, questionnaire)
            let explanation = Explanation(sheet)
            guard explanation.card == Scorecard(sheet) else { return "another scorecard" }
            guard explanation.dimensions.map(\.score) == explanation.card.dimensions else { return "other dimensions" }
            let pulls = explanation.dimensions.map(\.pull)
            let lifted = explanation.card.dimensions.contains { ($0.provisional ?? 0) > 1e-9 }
            guard isClose(pulls.reduce(0, +), lifted ? 1 : 0) else { return "pulls \(pulls)" }
            for line in explanation.dimensions {
                guard line.facts.count == questionnaire.dimension(line.score.id)?.questions.count else {
                    return "lines"
                }
                guard line.facts.count(where: { $0.risk != nil }) == line.score.answered else { return "answered" }
                let unanswered = line.facts.count { $0.state == .unanswered }
                guard line.score.answered + unanswered == line.score.applicable else { return "applicable" }
                let sum = line.facts.reduce(0) { $0 + $1.pull }
                let lifts = (line.score.provisional ?? 0) > 1e-9
                guard isClose(sum, lifts ? 1 : 0) else { return "\(line.score.id): \(sum)" }
                summed += lifts ? 1 : 0
                safe += line.combine == .coincide && !lifts ? 1 : 0
            }
            return nil
        }
        #expect(summed > 1000 && safe > 20)
    }

    @Test("a recommendation's gain is what scoring everything again gives")
    func gains() throws {
        var compared = 0
        try eachDraw(1..<801) { _, questionnaire, values in
            let sheet = try sheet(values, questionnaire)
            let profile = Profile(sheet)
            for item in profile.recommendations {
                let question = try #require(questionnaire.question(item.question))
                let safest = try #require(question.safest(on: context.day))
                let better = Scorecard(sheet.answering([item.question: safest])).exact
                let gain = profile.card.exact.flatMap { exact in better.map { max(0, exact - $0) } } ?? 0
                guard isClose(gain, item.gain, within: 1e-12) else { return "\(item.question): \(item.gain), \(gain)" }
                compared += gain > 0 ? 1 : 0
            }
            return nil
        }
        #expect(compared > 200)
    }

    @Test("do these and you reach that grade: the promise is what the scoring gives, and a better grade")
    func improvement() throws {
        var promised = 0
        try eachDraw(1..<801) { _, questionnaire, values in
            let sheet = try sheet(values, questionnaire)
            guard let promise = Improvement(sheet) else { return nil }
            promised += 1
            var changes: [String: Answer] = [:]
            for id in promise.questions { changes[id] = questionnaire.question(id)?.safest(on: context.day) }
            guard changes.count == promise.questions.count, promise.questions.count <= Improvement.limit else {
                return "count"
            }
            let after = Profile(sheet.answering(changes))
            guard after.card.score == promise.score, after.grade == promise.grade else { return "another score" }
            return promise.grade < (Profile(sheet).grade ?? .a) ? nil : "no better grade"
        }
        #expect(promised > 40)
    }

    @Test("the weights' spread is the same every time, low ≤ high, and told for every rated test of the second edition")
    func sensitivity() throws {
        var told = 0
        try eachDraw(1..<101) { _, questionnaire, values in
            let sheet = try sheet(values, questionnaire)
            let profile = Profile(sheet)
            guard (profile.sensitivity == nil) == (profile.card.exact == nil) else { return "told or not" }
            guard let spread = profile.sensitivity else { return nil }
            told += 1
            guard Profile(sheet).sensitivity == spread else { return "another spread" }
            guard spread.low <= spread.high, spread.low >= 0, spread.high <= 10 else { return "\(spread)" }
            let score = try #require(profile.card.score)
            let same =
                Grade(score: spread.low.roundedHalfUp) == Grade(score: score)
                && Grade(score: spread.high.roundedHalfUp) == Grade(score: score)
            return spread.isBorderline == !same ? nil : "borderline"
        }
        #expect(told > 30)
    }

    @Test("country risk stands apart: naming countries changes no score, no grade and no gain")
    func exposure() throws {
        var named = 0
        try eachDraw(1..<301) { _, questionnaire, values in
            let tables = Set(questionnaire.questions.filter { $0.kind.name == "destinations" }.map(\.id))
            let with = Profile(try sheet(values, questionnaire))
            let without = Profile(try sheet(values.filter { !tables.contains($0.key) }, questionnaire))
            guard with.card == without.card, with.grade == without.grade else { return "score" }
            guard with.recommendations == without.recommendations else { return "gains" }
            guard let exposure = with.exposure else { return nil }
            named += 1
            guard let exact = with.card.exact else { return exposure.combined == nil ? nil : "combined" }
            let combined = try #require(exposure.combined)
            guard combined >= min(exact, exposure.exact) - 1e-9, combined <= max(exact, exposure.exact) + 1e-9 else {
                return "outside"
            }
            return combined >= (exact + exposure.exact) / 2 - 1e-9 ? nil : "a calm country hides"
        }
        #expect(named > 20)
    }
}
