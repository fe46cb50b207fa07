import HealthCheck
import Testing

/// The four answer states, which are never merged: answered, don't know, not applicable, unanswered.
@Suite("Scorecards")
struct ScorecardTests {
    private let three = questionnaire([
        dimension("d1", [scale("a1"), scale("a2"), scale("a3")]),
        dimension("d2", [scale("b1"), scale("b2"), scale("b3")]),
        dimension("d3", [scale("c1"), scale("c2"), scale("c3")]),
    ])

    private func card(_ values: [String: AnswerValue]) throws -> Scorecard { Scorecard(try sheet(values, three)) }

    private func all(_ value: AnswerValue, except: [String: AnswerValue] = [:], without: [String] = []) -> [String:
        AnswerValue]
    {
        var values = Dictionary(uniqueKeysWithValues: three.questions.map { ($0.id, value) })
        values.merge(except) { $1 }
        for id in without { values[id] = nil }
        return values
    }

    @Test("a complete sheet has a score, an interval of no width and 100 percent")
    func complete() throws {
        let card = try card(all(.text("r3")))
        #expect(card.score == 3)
        #expect(isClose(card.low, 3) && isClose(card.high, 3))
        #expect(card.completeness == 100)
        #expect(card.answered == 9 && card.applicable == 9 && card.unknown == 0)
        #expect(card.dimensions.map(\.score) == [3, 3, 3])
        #expect(card.dimensions.map(\.grade) == [.b, .b, .b])
    }

    @Test("“don't know” is answered and scores as a gap")
    func unknown() throws {
        let card = try card(all(.text("r0"), except: ["a1": .unknown, "b1": .unknown]))
        #expect(card.answered == 9 && card.unknown == 2 && card.completeness == 100)
        // Facts (6, 0, 0): t = 4.6, 10, 10.
        #expect(card.dimensions[0].score == 2.5)
        #expect(isClose(card.low, card.exact) && isClose(card.high, card.exact))
    }

    @Test("“not applicable” leaves numerator and denominator")
    func notApplicable() throws {
        let card = try card(all(.text("r3"), except: ["a1": .notApplicable, "a2": .notApplicable]))
        #expect(card.applicable == 7 && card.answered == 7 && card.completeness == 100)
        #expect(card.dimensions[0].applicable == 1)
        #expect(isClose(card.exact, 3))
    }

    @Test("an unanswered question keeps the score of the others and widens the interval")
    func unanswered() throws {
        let card = try card(all(.text("r3"), without: ["a1"]))
        #expect(card.applicable == 9 && card.answered == 8)
        #expect(card.completeness == 89, "8 of 9 is 88.9 percent")
        #expect(isClose(card.exact, 3))
        #expect(card.low < 3 && card.high > 3)
        #expect(card.dimensions[0].score == 3, "two of three answered reach 0.66")
        #expect(isClose(card.dimensions[0].low, Mean.worstDominates([.init(3), .init(3), .init(0)])))
        #expect(isClose(card.dimensions[0].high, Mean.worstDominates([.init(3), .init(3), .init(10)])))
    }

    @Test("a dimension with less than 0.66 of its weight answered is not rated but still weighs in the test")
    func notRatedDimension() throws {
        let card = try card(all(.text("r0"), except: ["a1": .text("r9")], without: ["a2", "a3"]))
        #expect(card.dimensions[0].score == nil && card.dimensions[0].grade == nil)
        guard case .notRated(let provisional) = card.dimensions[0].rating else {
            Issue.record("\(card.dimensions[0].rating)")
            return
        }
        #expect(isClose(provisional, 9))
        #expect(isClose(card.exact, Mean.worstDominates([.init(9), .init(0), .init(0)])))
        #expect(card.exact != nil, "two of three dimensions are rated")
    }

    @Test("availability goes by weight, not by count")
    func availabilityByWeight() throws {
        let heavy = questionnaire([dimension("d", [scale("q1", weight: 66), scale("q2", weight: 34)])])
        #expect(Scorecard(try sheet(["q1": .text("r3")], heavy)).dimensions[0].score == 3, "exactly 0.66 suffices")
        #expect(Scorecard(try sheet(["q2": .text("r3")], heavy)).dimensions[0].score == nil)
    }

    @Test("a test of which less than 0.66 is rated has no score, but bounds and completeness")
    func notRatedTest() throws {
        let card = try card(["a1": .text("r5"), "a2": .text("r5"), "a3": .text("r5")])
        #expect(card.exact == nil && card.score == nil)
        #expect(card.completeness == 33)
        #expect(isClose(card.low, Mean.worstDominates([.init(5), .init(0), .init(0)])))
        #expect(isClose(card.high, Mean.worstDominates([.init(5), .init(10), .init(10)])))
    }

    @Test("a dimension in which nothing applies leaves the test")
    func dimensionLeaves() throws {
        let none: [String: AnswerValue] = ["a1": .notApplicable, "a2": .notApplicable, "a3": .notApplicable]
        let card = try card(all(.text("r4"), except: none))
        #expect(card.dimensions[0].rating == .notApplicable)
        #expect(isClose(card.exact, 4))
        #expect(card.applicable == 6)
        let lonely = try self.card(
            none.merging(["b1": .text("r2"), "b2": .text("r2"), "b3": .text("r2")]) { $1 })
        #expect(lonely.exact == nil, "one of the two applicable dimensions is less than 0.66")
    }

    @Test("an empty sheet: nothing rated, 0 percent, everything possible")
    func empty() throws {
        let card = try card([:])
        #expect(card.exact == nil && card.completeness == 0)
        #expect(isClose(card.low, 0) && isClose(card.high, 10))
        #expect(card.dimensions.allSatisfy { $0.rating == .notRated(provisional: nil) })
    }

    @Test("where nothing applies nothing is missing and nothing is rated")
    func nothingApplies() throws {
        let card = try card(all(.notApplicable))
        #expect(card.exact == nil && card.applicable == 0 && card.completeness == 100)
        #expect(card.low == 0 && card.high == 0)
    }

    @Test("weights of questions and dimensions count")
    func weights() throws {
        let weighted = questionnaire([
            dimension("d1", weight: 2, [scale("q1", weight: 3), scale("q2")]), dimension("d2", [scale("q3")]),
        ])
        let card = Scorecard(try sheet(["q1": .text("r8"), "q2": .text("r0"), "q3": .text("r2")], weighted))
        // GM(t) = (2.8³·10)^(1/4) = 3.8492…; y = 6.8342…; then (3.8492²·8.2)^(1/3) = 4.9529…; y = 5.6079…
        #expect(isClose(card.dimensions[0].provisionalForTests, 6.8342, within: 0.0005))
        #expect(isClose(card.exact, 5.6079, within: 0.0005))
        #expect(card.score == 5.6)
    }
}

extension DimensionScore {
    /// The exact value where rated.
    fileprivate var provisionalForTests: Double? { if case .rated(let exact) = rating { exact } else { nil } }
}
