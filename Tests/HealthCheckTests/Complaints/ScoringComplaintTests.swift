import HealthCheck
import Testing

/// What users of such tools complain of in public, as far as it is arithmetic; RISK.md §1 lists the sources. What is seen
/// through pages, API and files is in WebTests/Complaints.
@Suite("Complaints about scoring")
struct ScoringComplaintTests {
    private static func yesNo(
        _ id: String, when condition: Condition? = nil, weight: Double = 1, notApplicable: Bool = true
    ) -> Question {
        Question(
            id: id, text: text(id), why: text("why"), basis: [], visibleWhen: condition, weight: weight,
            allowsNotApplicable: notApplicable, unknownRisk: 6,
            kind: .yesNo(yes: choice("yes", risk: 0), no: choice("no", risk: 10, advice: "mend")))
    }

    @Test("a hidden question keeps no points (aia-eia-js #1143)")
    func hiddenKeepsNoPoints() throws {
        let sample = questionnaire([
            dimension("d", [Self.yesNo("gate"), Self.yesNo("follow", when: .test(question: "gate", .oneOf(["no"])))])
        ])
        let asked = try sheet(["gate": .text("no"), "follow": .text("no")], sample)
        let hidden = AnswerSheet(fitting: ["gate": .text("yes"), "follow": .text("no")], for: sample, in: context)
        #expect(Scorecard(asked).exact == 10 && isClose(Scorecard(hidden).exact, 0))
        #expect(asked.answering(["gate": .choice("yes")]) == hidden)
        #expect(Scorecard(hidden).applicable == 1 && Profile(hidden).recommendations == [])
    }

    @Test(
        "a skipped question leaves its trace: completeness, interval and, beyond a third, no rating (aia-eia-js #1124)")
    func skippedLeavesATrace() throws {
        let sample = questionnaire([dimension("d", (1...4).map { Self.yesNo("q\($0)") })])
        let whole = Dictionary(uniqueKeysWithValues: (1...4).map { ("q\($0)", AnswerValue.text("yes")) })
        let one = Scorecard(try sheet(whole.filter { $0.key != "q4" }, sample))
        #expect(one.completeness == 75 && one.score == 0)
        #expect(isClose(one.low, 0) && one.high > 4, "the one skipped may be the worst there is")
        let two = Scorecard(try sheet(whole.filter { !["q3", "q4"].contains($0.key) }, sample))
        #expect(two.exact == nil && two.completeness == 50)
        let all = Scorecard(try sheet(whole, sample))
        #expect(all.low == all.high && all.completeness == 100)
    }

    @Test("both ends of the published scale can be reached, whatever is hidden or does not apply (aia-eia-js #1153)")
    func maximumIsReachable() throws {
        let follow = Self.yesNo("follow", when: .test(question: "gate", .oneOf(["no"])), weight: 7)
        let sample = questionnaire([
            dimension("one", [Self.yesNo("gate"), follow]), dimension("two", weight: 3, [Self.yesNo("other")]),
        ])
        for other in ["no", "not-applicable"] {
            let worst = try sheet(["gate": .text("no"), "follow": .text("no"), "other": .text(other)], sample)
            #expect(Scorecard(worst).score == 10)
        }
        #expect(Scorecard(try sheet(["gate": .text("yes"), "other": .text("yes")], sample)).score == 0)
        let nothing = Scorecard(try sheet([:], sample))
        #expect(isClose(nothing.low, 0) && nothing.high == 10)
    }

    @Test("an unscored question has no points to be written on, and its answer moves nothing (aia-eia-js #622)")
    func unscoredHasNoPoints() throws {
        let remark = question("remark", weight: 100, notApplicable: false, unknown: nil, .text(limit: 50))
        let proof = question("proof", weight: 100, notApplicable: false, unknown: nil, .file)
        let sample = questionnaire([dimension("d", [Self.yesNo("q"), remark, proof])])
        let bare = Profile(try sheet(["q": .text("no")], sample))
        let full = Profile(
            try sheet(["q": .text("no"), "remark": .text("10"), "proof": .list(["file-1"])], sample))
        #expect(bare == full && bare.card.applicable == 1)
        #expect(remark.risk(of: .text("10")) == nil && proof.risk(of: .files(["file-1"])) == nil)
    }

    @Test("weights count at every level, up to the score of the whole test (ciso-assistant PR #4840)")
    func weightsCount() throws {
        func score(question weight: Double, dimension outer: Double) throws -> Double {
            let sample = questionnaire([
                dimension("one", weight: outer, [Self.yesNo("bad", weight: weight), Self.yesNo("good")]),
                dimension("two", [Self.yesNo("calm")]),
            ])
            let answers = try sheet(["bad": .text("no"), "good": .text("yes"), "calm": .text("yes")], sample)
            return try #require(Scorecard(answers).exact)
        }
        let plain = try score(question: 1, dimension: 1)
        #expect(try score(question: 3, dimension: 1) > plain + 0.5)
        #expect(try score(question: 1, dimension: 3) > plain + 0.5)
        // By hand: facts 10 and 0 give t = 1 and 10, a mean of √10 and 7.5975…; with 0 beside it 10 − √(10·√10), and so on.
        #expect(isClose(plain, 4.86287417, within: 1e-8))
    }

    @Test("“not applicable” is one rule for question, dimension and test, on every scale (ciso-assistant #3905, #4173)")
    func notApplicable() throws {
        let share = question("share", .percent(quantity(0...100, curve: try curve((0, 10), (100, 0)))))
        let sample = questionnaire([
            dimension("one", [Self.yesNo("a"), share]), dimension("two", [Self.yesNo("b")]),
        ])
        let without = questionnaire([dimension("one", [Self.yesNo("a")]), dimension("two", [Self.yesNo("b")])])
        let answers: [String: AnswerValue] = ["a": .text("no"), "share": .notApplicable, "b": .text("yes")]
        #expect(
            Scorecard(try sheet(answers, sample)) == Scorecard(try sheet(answers.filter { $0.key != "share" }, without))
        )
        let half = Scorecard(
            try sheet(["a": .notApplicable, "share": .notApplicable, "b": .text("no")], sample))
        #expect(half.dimensions[0].rating == .notApplicable && half.score == 10 && half.completeness == 100)
        let none = Profile(
            try sheet(["a": .notApplicable, "share": .notApplicable, "b": .notApplicable], sample))
        #expect(none.card.exact == nil && none.grade == nil && none.warnings == [])
    }

    @Test(
        "points deducted per missing measure, and a paper that voids all, are written without a formula (ciso-assistant #3066, #1736)"
    )
    func deductionScheme() throws {
        // DoD SP 800-171 deducts 5, 3 and 1; without a security plan nothing is assessed at all.
        let measures = question(
            "measures",
            .multiple(
                [choice("grave", weight: 5), choice("middling", weight: 3), choice("slight", weight: 1)]
                    + [choice("none", weight: 0, exclusive: true)], .coverage))
        let plan = question(
            "plan",
            .yesNo(
                yes: choice("yes"), no: choice("no", risk: 10, advice: "write it", redLine: redLine("no-plan", cap: .e))
            ))
        let sample = questionnaire([dimension("d", [measures]), dimension("papers", weight: 0.01, [plan])])
        func profile(_ chosen: [String], plan: String) throws -> Profile {
            Profile(try sheet(["measures": .list(chosen), "plan": .text(plan)], sample))
        }
        for (chosen, missing) in [(["grave", "middling"], 1), (["grave"], 4), (["slight"], 8), (["none"], 9)] {
            let found = try #require(try profile(chosen, plan: "yes").card.dimensions[0].score)
            #expect(found == (Double(missing) / 9 * 10).roundedHalfUp, "\(chosen)")
        }
        let voided = try profile(["grave", "middling", "slight"], plan: "no")
        #expect(voided.grade == .e && voided.redLines.map(\.id) == ["no-plan"])
        #expect(try profile(["grave", "middling", "slight"], plan: "yes").grade == .a)
    }

    @Test("“all answered” is not “all well”: one bad answer of forty shows at every level (cset #1469, #2881)")
    func oneBadAnswerShows() throws {
        let sample = questionnaire(
            (1...4).map { place in dimension("d\(place)", (1...10).map { Self.yesNo("q\(place)-\($0)") }) })
        var answers: [String: AnswerValue] = [:]
        for question in sample.questions { answers[question.id] = .text("yes") }
        answers["q2-7"] = .text("no")
        let profile = Profile(try sheet(answers, sample))
        #expect(profile.card.completeness == 100 && (profile.card.score ?? 0) > 0)
        #expect(profile.card.dimensions.map { ($0.score ?? 0) > 0 } == [false, true, false, false])
        #expect(profile.recommendations.map(\.question) == ["q2-7"])
        let explanation = Explanation(try sheet(answers, sample))
        #expect(explanation.dimensions[1].facts.filter { $0.pull > 0 }.map(\.question) == ["q2-7"])
    }

    @Test("each measure in place counts: four of eight are half, never nothing (SERIMA #411)")
    func partialMeasuresCount() throws {
        let measures = (1...8).map { choice("m\($0)", advice: "add m\($0)") }
        let sample = questionnaire([
            dimension(
                "d", [question("q", .multiple(measures + [choice("none", weight: 0, exclusive: true)], .coverage))])
        ])
        func score(_ count: Int) throws -> Double {
            let chosen = count == 0 ? ["none"] : measures.prefix(count).map(\.id)
            return try #require(Scorecard(try sheet(["q": .list(chosen)], sample)).exact)
        }
        let scores = try (0...8).map(score)
        #expect(isClose(scores[0], 10) && isClose(scores[4], 5) && isClose(scores[8], 0))
        #expect(zip(scores, scores.dropFirst()).allSatisfy { $0 > $1 })
    }
}
