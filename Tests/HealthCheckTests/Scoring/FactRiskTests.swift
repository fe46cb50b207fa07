import HealthCheck
import Testing

/// What one answer scores, seen through a questionnaire of that one question.
@Suite("From answer to risk")
struct FactRiskTests {
    private func score(_ question: Question, _ value: AnswerValue) throws -> Double? {
        Scorecard(try sheet(["q": value], questionnaire([dimension("d", [question])]))).exact
    }

    @Test("yes-no and single score the chosen answer")
    func choices() throws {
        let flag = question("q", .yesNo(yes: choice("yes", risk: 1), no: choice("no", risk: 8)))
        #expect(isClose(try score(flag, .text("yes")), 1))
        #expect(isClose(try score(flag, .text("no")), 8))
        #expect(isClose(try score(scale("q"), .text("r7")), 7))
    }

    @Test("of several things that went wrong the worst counts")
    func worst() throws {
        let multiple = question(
            "q",
            .multiple(
                [choice("a", risk: 3), choice("b", risk: 7), choice("c", risk: 5), choice("none", exclusive: true)],
                .worst))
        #expect(isClose(try score(multiple, .list(["a", "c"])), 5))
        #expect(isClose(try score(multiple, .list(["a", "b", "c"])), 7))
        #expect(isClose(try score(multiple, .list(["none"])), 0))
    }

    @Test(
        "of safeguards the missing share counts, by weight",
        arguments: [(["a", "b", "c"], 0.0), (["a"], 5.0), (["b"], 7.5), (["a", "c"], 2.5), (["none"], 10.0)])
    func coverage(chosen: [String], risk: Double) throws {
        let multiple = question(
            "q",
            .multiple(
                [
                    choice("a", weight: 2), choice("b"), choice("c"), choice("none", weight: 0, exclusive: true),
                ], .coverage))
        #expect(isClose(try score(multiple, .list(chosen)), risk))
    }

    @Test("numbers and shares go through their curve")
    func quantities() throws {
        let rising = try curve((0, 0), (90, 2), (183, 8))
        let days = question("q", .number(quantity(0...365, integer: true, curve: rising), unit: text("days")))
        #expect(isClose(try score(days, .number(45)), 1))
        #expect(isClose(try score(days, .number(300)), 8))
        let share = question("q", .percent(quantity(0...100, curve: try curve((0, 10), (100, 0)))))
        #expect(isClose(try score(share, .number(25)), 7.5))
    }

    @Test("“don't know” scores what the question says, whatever its kind")
    func unknown() throws {
        #expect(isClose(try score(question("q", unknown: 6, .single([choice("a")])), .unknown), 6))
        #expect(isClose(try score(question("q", unknown: 4, .multiple([choice("a")], .coverage)), .unknown), 4))
        let flat = quantity(0...1, curve: try curve((0, 0)))
        #expect(isClose(try score(question("q", unknown: 9, .percent(flat)), .unknown), 9))
    }
}
