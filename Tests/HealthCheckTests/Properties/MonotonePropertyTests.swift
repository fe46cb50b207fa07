import Testing

@testable import HealthCheck

@Suite("Properties of the score")
struct MonotonePropertyTests {
    @Test("a riskier answer never lowers test, dimension, low or high, whatever the combination")
    func monotone() throws {
        var compared = 0
        var inCoincide = 0
        try eachDraw { draw, questionnaire, values in
            let before = try sheet(values, questionnaire)
            for question in questionnaire.free where question.kind.isScored {
                guard let was = before.answers[question.id].flatMap({ question.risk(of: $0) }) else { continue }
                var changed = values
                changed[question.id] = draw.fact(for: question)
                let after = try sheet(changed, questionnaire)
                guard let now = after.answers[question.id].flatMap({ question.risk(of: $0) }) else { return "no risk" }
                let (safe, risky) =
                    was <= now ? (Scorecard(before), Scorecard(after)) : (Scorecard(after), Scorecard(before))
                if let fault = Self.fault(safe, risky) { return "\(question.id): \(fault)" }
                compared += 1
                inCoincide += question.factor == nil ? 0 : 1
            }
            return nil
        }
        #expect(compared > 3000 && inCoincide > 500)
    }

    /// What is lower in `risky` than in `safe`, nil if nothing is.
    private static func fault(_ safe: Scorecard, _ risky: Scorecard) -> String? {
        func falls(_ low: Double?, _ high: Double?) -> Bool {
            guard let low, let high else { return (low == nil) != (high == nil) }
            return low > high + 1e-9
        }
        if falls(safe.exact, risky.exact) { return "test" }
        if falls(safe.low, risky.low) { return "low" }
        if falls(safe.high, risky.high) { return "high" }
        for (one, other) in zip(safe.dimensions, risky.dimensions) {
            if falls(one.provisional, other.provisional) { return one.id }
            if falls(one.low, other.low) { return "low of \(one.id)" }
            if falls(one.high, other.high) { return "high of \(one.id)" }
        }
        return nil
    }

    @Test("the interval contains the score, of the test and of every dimension, on the scale")
    func interval() throws {
        var rated = 0
        try eachDraw { _, questionnaire, values in
            let card = Scorecard(try sheet(values, questionnaire))
            guard 0 <= card.low, card.low <= card.high + 1e-9, card.high <= 10 else {
                return "\(card.low)…\(card.high)"
            }
            for item in card.dimensions {
                guard let score = item.provisional else { continue }
                guard item.low <= score + 1e-9, score <= item.high + 1e-9 else { return item.id }
            }
            guard let exact = card.exact else { return nil }
            rated += 1
            return card.low <= exact + 1e-9 && exact <= card.high + 1e-9 ? nil : "\(exact)"
        }
        #expect(rated > 300)
    }

    @Test("whatever is answered where nothing was, the score stays within the interval told before")
    func completions() throws {
        try eachDraw { draw, questionnaire, values in
            let card = Scorecard(try sheet(values, questionnaire))
            var filled = values
            for question in questionnaire.free where filled[question.id] == nil {
                filled[question.id] = draw.fact(for: question)
            }
            // An open controller stays open: other questions would be asked, which the interval does not promise.
            let after = Scorecard(try sheet(questionnaire.onlyAsked(filled), questionnaire))
            guard after.low >= card.low - 1e-9, after.high <= card.high + 1e-9 else { return "wider" }
            guard let exact = after.exact else { return nil }
            return card.low <= exact + 1e-9 && exact <= card.high + 1e-9 ? nil : "\(exact) escapes"
        }
    }

    @Test("“not applicable” leaves numerator and denominator: as if the question were not there")
    func notApplicableLeaves() throws {
        var removed = 0
        try eachDraw { _, questionnaire, values in
            let gone = Set(questionnaire.free.map(\.id).filter { values[$0] == .notApplicable })
            removed += gone.count
            let with = Scorecard(try sheet(values, questionnaire))
            let without = Scorecard(try sheet(values.filter { !gone.contains($0.key) }, questionnaire.removing(gone)))
            return with == without ? nil : "\(gone.sorted())"
        }
        #expect(removed > 300)
    }

    @Test("what is missing renormalises: a rated score is that of the answered questions alone")
    func missingRenormalises() throws {
        var compared = 0
        try eachDraw { _, questionnaire, values in
            let card = Scorecard(try sheet(values, questionnaire))
            let missing = Set(questionnaire.questions.map(\.id).filter { values[$0] == nil })
            guard let exact = card.exact, !missing.isEmpty else { return nil }
            compared += 1
            let alone = Scorecard(try sheet(values, questionnaire.removing(missing)))
            return isClose(alone.exact, exact) ? nil : "\(exact) or \(alone.exact ?? -1)"
        }
        #expect(compared > 200)
    }

    @Test("unscored questions count in nothing: as if they were not there")
    func unscored() throws {
        try eachDraw { _, questionnaire, values in
            let unscored = Set(questionnaire.questions.filter { !$0.kind.isScored }.map(\.id))
            let with = Scorecard(try sheet(values, questionnaire))
            let without = Scorecard(
                try sheet(values.filter { !unscored.contains($0.key) }, questionnaire.removing(unscored)))
            return with == without ? nil : "\(unscored.sorted())"
        }
    }
}
