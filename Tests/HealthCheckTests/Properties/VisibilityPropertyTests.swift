import Testing

@testable import HealthCheck

/// Hidden questions count nowhere, and one function decides what is hidden.
@Suite("Properties of visibility")
struct VisibilityPropertyTests {
    @Test("hidden never counts: answers to hidden questions, added, changed or taken away, change nothing at all")
    func hiddenNeverCounts() throws {
        var hidden = 0
        try eachDraw(1..<1501) { draw, questionnaire, values in
            let sheet = try sheet(values, questionnaire)
            hidden += sheet.hidden.count
            for _ in 0..<3 {
                var more = values
                for question in questionnaire.questions where sheet.hidden.contains(question.id) {
                    more[question.id] = draw.random.oneIn(5) ? nil : draw.fact(for: question)
                }
                let other = AnswerSheet(fitting: more, for: questionnaire, in: context)
                guard other.hidden == sheet.hidden, other.answers == sheet.answers else { return "another sheet" }
            }
            // One comparison of what follows is enough: the sheets are the same value.
            let other = AnswerSheet(fitting: values, for: questionnaire, in: context)
            return Profile(other) == Profile(sheet) ? nil : "another profile"
        }
        #expect(hidden > 300)
    }

    @Test("a submitted answer to a hidden question is refused by name, never scored")
    func refused() throws {
        var refused = 0
        try eachDraw(1..<1501) { draw, questionnaire, values in
            for question in questionnaire.questions where try sheet(values, questionnaire).hidden.contains(question.id)
            {
                var more = values
                more[question.id] = draw.fact(for: question)
                do throws(AnswerSheet.Rejection) {
                    _ = try AnswerSheet(more, for: questionnaire, in: context)
                    return "\(question.id) was taken"
                } catch {
                    guard error.problems.map(\.questionID) == [question.id] else { return "\(error.problems)" }
                    refused += 1
                }
            }
            return nil
        }
        #expect(refused > 300)
    }

    @Test("what the preview takes of valid answers is what the submission takes")
    func fittingIsStrict() throws {
        try eachDraw { _, questionnaire, values in
            let strict = try sheet(values, questionnaire)
            return AnswerSheet(fitting: values, for: questionnaire, in: context) == strict ? nil : "differs"
        }
    }

    @Test("typed answers lead to the same questions as parsed ones, and asking twice changes nothing")
    func oneFunction() throws {
        try eachDraw { draw, questionnaire, _ in
            let typed = draw.typed(questionnaire)
            let asked = questionnaire.asked(typed, in: context).map(\.id)
            let sheet = AnswerSheet(fitting: typed, for: questionnaire, in: context)
            guard Set(asked).isDisjoint(with: sheet.hidden) else { return "asked and hidden" }
            guard asked.count + sheet.hidden.count == questionnaire.questions.count else { return "lost" }
            return questionnaire.asked(sheet.answers).questions.map(\.id) == asked ? nil : "not stable"
        }
    }
}
