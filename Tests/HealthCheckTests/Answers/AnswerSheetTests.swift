import Foundation
import HealthCheck
import Testing

@Suite("Answer sheets")
struct AnswerSheetTests {
    @Test("all problems come at once, in questionnaire order, unknown questions last")
    func problems() {
        let sample = questionnaire([dimension("d1", [scale("q2"), scale("q1")]), dimension("d2", [scale("q0")])])
        let values: [String: AnswerValue] = [
            "q0": .text("x"), "zz": .text("r0"), "q1": .number(1), "aa": .text("r0"), "q2": .text("r3"),
        ]
        let rejection = #expect(throws: AnswerSheet.Rejection.self) {
            try AnswerSheet(values, for: sample, in: context)
        }
        #expect(
            rejection?.problems == [
                AnswerProblem(questionID: "q1", reason: .expectsOneChoice),
                AnswerProblem(questionID: "q0", reason: .noSuchChoice("x")),
                AnswerProblem(questionID: "aa", reason: .noSuchQuestion),
                AnswerProblem(questionID: "zz", reason: .noSuchQuestion),
            ])
    }

    @Test("what is not given stays unanswered")
    func unanswered() throws {
        let sample = questionnaire([dimension("d1", [scale("q1"), scale("q2")])])
        #expect(try sheet(["q2": .unknown], sample).answers == ["q2": .unknown])
    }

    @Test("answers come out of JSON as they were meant: flags, numbers, texts, lists")
    func decoding() throws {
        let json = Data(#"{"a":true,"b":false,"c":1,"d":12.5,"e":"filed-first","f":["x","y"],"g":"1"}"#.utf8)
        let values = try JSONDecoder().decode([String: AnswerValue].self, from: json)
        #expect(
            values == [
                "a": .text("yes"), "b": .text("no"), "c": .number(1), "d": .number(12.5), "e": .text("filed-first"),
                "f": .list(["x", "y"]), "g": .text("1"),
            ])
        let again = try JSONDecoder().decode([String: AnswerValue].self, from: JSONEncoder().encode(values))
        #expect(again == values)
    }

    @Test("a mapping is not an answer")
    func notAnAnswer() {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([String: AnswerValue].self, from: Data(#"{"a":{"b":1}}"#.utf8))
        }
    }
}
