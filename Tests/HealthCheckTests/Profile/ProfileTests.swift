import HealthCheck
import Testing

@Suite("Profiles: red lines, warnings, recommendations")
struct ProfileTests {
    private let sample: Questionnaire

    init() throws {
        let late = QuantityFinding(
            bound: .atLeast(183), finding: Finding(advice: advice("count days"), redLine: redLine("days", cap: .c)))
        sample = questionnaire([
            dimension(
                "filing",
                [
                    question(
                        "filed",
                        .single([
                            choice("first", risk: 0),
                            choice("paid", risk: 9, advice: "file now", redLine: redLine("paid-first", cap: .d)),
                        ])), scale("f2"), scale("f3"), scale("f4"),
                ]),
            dimension(
                "safety",
                [
                    question(
                        "safeguards",
                        .multiple(
                            [
                                choice("plan", weight: 2, advice: "write a plan"),
                                choice(
                                    "exit", advice: "prepare the exit",
                                    redLine: redLine("no-exit", cap: .e, endangersPersons: true)),
                                choice("none", weight: 0, exclusive: true),
                            ], .coverage)), scale("s2"), scale("s3"),
                ]),
            dimension(
                "stay",
                [
                    question(
                        "days",
                        .number(
                            quantity(0...365, integer: true, curve: try curve((0, 0), (183, 8)), findings: [late]),
                            unit: text("days"))), scale("t2"), scale("t3"),
                ]),
            dimension("trade", [scale("u1"), scale("u2")]),
        ])
    }

    private func profile(_ changes: [String: AnswerValue?]) throws -> Profile { Profile(try completeSheet(changes)) }

    private func completeSheet(_ changes: [String: AnswerValue?]) throws -> AnswerSheet {
        var values: [String: AnswerValue] = [
            "filed": .text("first"), "safeguards": .list(["plan", "exit"]), "days": .number(0),
        ]
        for id in ["f2", "f3", "f4", "s2", "s3", "t2", "t3", "u1", "u2"] { values[id] = .text("r0") }
        for (id, value) in changes { values[id] = value }
        return try sheet(values, sample)
    }

    @Test("a clean company: grade A, nothing to say")
    func clean() throws {
        let profile = try profile([:])
        #expect(profile.grade == .a && profile.card.score == 0)
        #expect(profile.redLines.isEmpty && profile.warnings.isEmpty && profile.recommendations.isEmpty)
        #expect(profile.selfTest == "sample" && profile.version == "2026.11" && profile.method == .worstDominates1)
    }

    @Test("a red line caps the grade and never improves it")
    func cap() throws {
        let capped = try profile(["filed": .text("paid")])
        #expect(capped.card.score.map { Grade(score: $0) } == .a)
        #expect(capped.grade == .d)
        #expect(capped.redLines.map(\.id) == ["paid-first"])
        let bad = try profile([
            "days": .number(183), "t2": .text("r10"), "u1": .text("r10"), "f2": .text("r10"), "s2": .text("r10"),
        ])
        #expect(bad.redLines.map(\.cap) == [.c])
        #expect(bad.grade == .e)
    }

    @Test("the worst of several caps holds; red lines come in questionnaire order")
    func severalCaps() throws {
        let profile = try profile([
            "days": .number(200), "safeguards": .list(["plan"]), "filed": .text("paid"),
        ])
        #expect(profile.redLines.map(\.id) == ["paid-first", "no-exit", "days"])
        #expect(profile.redLines.map(\.dimension) == ["filing", "safety", "stay"])
        #expect(profile.redLines.map(\.endangersPersons) == [false, true, false])
        #expect(profile.grade == .e)
    }

    @Test("not rated means no grade, but the red lines still stand")
    func notRated() throws {
        let sheet = try sheet(["filed": .text("paid")], sample)
        let profile = Profile(sheet)
        #expect(profile.card.score == nil && profile.grade == nil)
        #expect(profile.redLines.map(\.id) == ["paid-first"])
        #expect(profile.warnings.map(\.id) == ["red-line:paid-first"])
    }

    @Test("“don't know” and “not applicable” cross no red line")
    func noRedLine() throws {
        #expect(try profile(["filed": .unknown, "days": .notApplicable]).redLines.isEmpty)
    }

    @Test("under coverage the missing safeguard crosses, also when “none” was chosen")
    func coverage() throws {
        #expect(try profile(["safeguards": .list(["exit"])]).redLines.isEmpty)
        #expect(try profile(["safeguards": .list(["none"])]).redLines.map(\.id) == ["no-exit"])
    }

    @Test("warnings: red lines first, then bad dimensions worst first, none twice")
    func warningOrder() throws {
        let profile = try profile([
            "days": .number(183),  // red line in “stay”
            "t2": .text("r10"),  // “stay” is bad as well: no second warning
            "f2": .text("r10"), "f3": .text("r10"),  // filing: bad
            "u1": .text("r10"), "u2": .text("r10"),  // trade: worst
        ])
        #expect(profile.warnings.map(\.id) == ["red-line:days", "dimension:trade", "dimension:filing"])
        #expect(profile.warnings.map(\.matter) == ["M-days", "M-trade", "M-filing"])
        #expect(profile.warnings.map(\.dimension) == ["stay", "trade", "filing"])
        #expect(profile.warnings.allSatisfy { !$0.endangersPersons })
    }

    @Test("a warning about persons in danger says so")
    func danger() throws {
        let profile = try profile(["safeguards": .list(["plan"])])
        #expect(profile.warnings.map(\.endangersPersons) == [true])
    }

    @Test("a dimension warns from an issued 5.0, not below, and only when rated")
    func warningThreshold() throws {
        let pair = questionnaire([dimension("d", [scale("q1"), scale("q2"), scale("q3")])])
        func warnings(_ risks: [String]) throws -> [String] {
            let values = Dictionary(
                uniqueKeysWithValues: zip(["q1", "q2", "q3"], risks.map { AnswerValue.text($0) }))
            return Profile(try sheet(values, pair)).warnings.map(\.id)
        }
        #expect(try warnings(["r5", "r5", "r5"]) == ["dimension:d"])
        #expect(try warnings(["r5", "r5", "r4"]) == [])
        #expect(try warnings(["r10"]) == [], "a third of the weight is not rated")
    }

    @Test("dimensions that are equally bad but for binary noise keep the questionnaire's order")
    func warningTies() throws {
        // The same facts summed in these two orders differ in the last bit.
        for (first, second) in [(["r3", "r7", "r5"], ["r3", "r5", "r7"]), (["r4", "r9", "r8"], ["r4", "r8", "r9"])] {
            for swapped in [false, true] {
                let (d1, d2) = swapped ? (second, first) : (first, second)
                let ties = questionnaire([
                    dimension("d1", d1.indices.map { scale("a\($0)", weight: 0.7) }),
                    dimension("d2", d2.indices.map { scale("b\($0)", weight: 0.7) }),
                ])
                var values: [String: AnswerValue] = [:]
                for index in d1.indices {
                    values["a\(index)"] = .text(d1[index])
                    values["b\(index)"] = .text(d2[index])
                }
                #expect(Profile(try sheet(values, ties)).warnings.map(\.id) == ["dimension:d1", "dimension:d2"])
            }
        }
    }

    @Test("recommendations: the largest gain first, questionnaire order among equals")
    func recommendations() throws {
        let profile = try profile([
            "u1": .text("r5"), "u2": .text("r9"), "f2": .text("r4"), "f3": .text("r4"), "f4": .text("r3"),
        ])
        #expect(profile.recommendations.map(\.question) == ["u2", "u1", "f2", "f3"])
        let gains = profile.recommendations.map(\.gain)
        #expect(gains == gains.sorted(by: >))
        #expect(isClose(gains.dropFirst(2).first, gains.last))
        #expect(gains.allSatisfy { $0 > 0 })
    }

    @Test("recommendations that gain equally but for binary noise keep the questionnaire's order")
    func recommendationTies() throws {
        for risks in [[4, 1, 2, 0, 4], [4, 1, 6, 2, 4], [4, 1, 6, 6, 4]] {
            let ties = questionnaire([dimension("d", risks.indices.map { scale("q\($0)", weight: 0.7) })])
            let values = Dictionary(
                uniqueKeysWithValues: risks.enumerated().map { ("q\($0)", AnswerValue.text("r\($1)")) })
            let order = Profile(try sheet(values, ties)).recommendations.map(\.question)
            #expect(order.filter { ["q0", "q4"].contains($0) } == ["q0", "q4"])
        }
    }

    @Test("a gain is what the exact score would fall by")
    func gain() throws {
        let before = try profile(["u1": .text("r5"), "u2": .text("r9")])
        let after = try profile(["u1": .text("r5")])
        let exact = try #require(before.card.exact)
        #expect(isClose(before.recommendations.first?.gain, exact - (try #require(after.card.exact))))
    }

    @Test("every missing safeguard brings its advice; an unrated test promises no gain")
    func advices() throws {
        let complete = try completeSheet(["safeguards": .list(["none"])])
        #expect(Profile(complete).recommendations.map(\.question) == ["safeguards"])
        #expect(complete.advice(on: "safeguards").map(\.text.en) == ["write a plan", "prepare the exit"])
        let unrated = Profile(try sheet(["safeguards": .list(["none"])], sample))
        #expect(unrated.recommendations.map(\.gain) == [0])
    }
}
