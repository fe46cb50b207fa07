import HealthCheck
import Testing

@Suite("The three tests as one")
struct OverallProfileTests {
    private func profile(_ answer: String?, redLine line: RedLine? = nil) throws -> Profile {
        let only = question(
            "q",
            .single(
                (0...10).map { choice("r\($0)", risk: Double($0)) } + [choice("line", risk: 1, redLine: line)]))
        let values = answer.map { ["q": AnswerValue.text($0)] } ?? [:]
        return Profile(try sheet(values, questionnaire([dimension("d", [only])])))
    }

    @Test("one bad test shows: 9, 1 and 1 make 5.1")
    func worstDominates() throws {
        let overall = OverallProfile(try [profile("r9"), profile("r1"), profile("r1")])
        #expect(overall.score == 5.1 && overall.grade == .d)
        #expect(isClose(overall.exact, 5.11, within: 0.005))
    }

    @Test("an unrated test stays outside the score; a cap anywhere holds")
    func unratedAndCaps() throws {
        #expect(OverallProfile(try [profile("r1"), profile(nil)]).score == 1)
        let capped = OverallProfile(try [profile("r1"), profile("line", redLine: redLine("x", cap: .e))])
        #expect(capped.score == 1 && capped.grade == .e)
    }

    @Test("without any rated test there is neither score nor grade")
    func nothing() throws {
        #expect(OverallProfile([]).grade == nil)
        #expect(OverallProfile(try [profile(nil)]).score == nil)
    }
}
