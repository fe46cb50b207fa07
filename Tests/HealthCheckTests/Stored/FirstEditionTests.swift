import Foundation
import HealthCheck
import Testing

/// A questionnaire exactly as a station of the first edition stored it: no role, no conditions, no impact, no meaning.
@Suite("A questionnaire stored by a station of the first edition")
struct FirstEditionTests {
    private static let words = #"{"en":"words","zh-Hans":"字"}"#
    private static let advice = #"{"matter":"TX01","text":\#(words)}"#

    private static func choice(
        _ id: String, _ risk: String, weight: String = "1", exclusive: Bool = false, _ finding: String = "{}"
    ) -> String {
        #"{"finding":\#(finding),"id":"\#(id)","isExclusive":\#(exclusive),"label":\#(words),"risk":\#(risk),"weight":\#(weight)}"#
    }

    private static func question(_ id: String, weight: String = "1", _ kind: String) -> String {
        #"""
        {"allowsNotApplicable":true,"basis":[{"date":"2017-12-26","isConfirmed":false,"number":"11","reviewBy":"2027-03-31",
        "rule":\#(words)}],"help":\#(words),"id":"\#(id)","kind":\#(kind),"text":\#(words),"unknownRisk":6,
        "weight":\#(weight),"why":\#(words)}
        """#
    }

    private static let stored: String = {
        let line =
            #"{"advice":\#(advice),"redLine":{"cap":"D","endangersPersons":true,"id":"paid-first","matter":"TX01","meaning":\#(words),"title":\#(words)}}"#
        let bad = #"{"advice":\#(advice)}"#
        let curve = #"{"points":[{"risk":0,"value":0},{"risk":10,"value":183}]}"#
        let amount =
            #"{"curve":\#(curve),"findings":[{"bound":{"atLeast":{"_0":92}},"finding":\#(bad)}],"isInteger":true,"maximum":366,"minimum":0}"#
        let share =
            #"{"curve":{"points":[{"risk":10,"value":0},{"risk":0,"value":100}]},"findings":[{"bound":{"atMost":{"_0":50}},"finding":\#(bad)}],"isInteger":false,"maximum":100,"minimum":0}"#
        let questions = [
            question(
                "money", weight: "2", #"{"yesNo":{"no":\#(choice("no", "0")),"yes":\#(choice("yes", "9", line))}}"#),
            question("route", #"{"single":{"_0":[\#(choice("a", "0")),\#(choice("b", "4", bad))]}}"#),
            question(
                "wrongs",
                #"{"multiple":{"_0":[\#(choice("x", "8", bad)),\#(choice("none", "0", exclusive: true))],"_1":"worst"}}"#
            ),
            question(
                "papers",
                #"{"multiple":{"_0":[\#(choice("p", "0", weight: "3", bad)),\#(choice("q", "0", bad)),\#(choice("none", "0", weight: "0", exclusive: true))],"_1":"coverage"}}"#
            ),
            question("days", #"{"number":{"_0":\#(amount),"unit":\#(words)}}"#),
            question("share", #"{"percent":{"_0":\#(share)}}"#),
        ]
        return #"""
            {"contentHash":"0123","dimensions":[{"chartLabel":\#(words),"id":"d","matter":"TX01",
            "questions":[\#(questions.joined(separator: ","))],"title":\#(words),"weight":1.5}],"id":"tax",
            "method":"wd-1","minutes":15,"papers":[\#(words)],"purpose":\#(words),"title":\#(words),"version":"2026.11"}
            """#
    }()

    @Test("is read, and what it says nothing of means what was meant then")
    func meaning() throws {
        let tax = try JSONDecoder().decode(Questionnaire.self, from: Data(Self.stored.utf8))
        #expect(tax.version == "2026.11" && tax.role == .full && tax.findings == nil && tax.replaces == nil)
        #expect(tax.questions.allSatisfy { $0.visibleWhen == nil })
        #expect(tax.dimensions[0].combine == .worstDominates && tax.dimensions[0].proposal == nil)
        #expect(
            tax.questions.allSatisfy {
                $0.impact == .moderate && $0.tips == [] && $0.factor == nil && $0.example == nil
            })
        #expect(tax.questions.map(\.kind.name) == ["yes-no", "single", "multiple", "multiple", "number", "percent"])
        let again = try JSONDecoder().decode(Questionnaire.self, from: JSONEncoder().encode(tax))
        #expect(again == tax)
    }

    @Test("scores what it scored then")
    func score() throws {
        let tax = try JSONDecoder().decode(Questionnaire.self, from: Data(Self.stored.utf8))
        let profile = Profile(
            try sheet(
                [
                    "money": .text("yes"), "route": .text("b"), "wrongs": .list(["none"]), "papers": .list(["p"]),
                    "days": .number(91.5.rounded()), "share": .unknown,
                ], tax))
        // Risks 9 (twice), 4, 0, 2.5, 92/183·10, 6: t = 10 − 0.9·risk; (10 − ∛…) / 9 · 10 over seven weights.
        let risks = [9, 9, 4, 0, 2.5, 92.0 / 183 * 10, 6]
        let logarithms = risks.map { log(10 - 0.9 * $0) }.reduce(0, +) / 7
        #expect(isClose(profile.card.exact, (10 - exp(logarithms)) / 9 * 10))
        #expect(profile.card.score == 6.0 && profile.grade == .d)
        #expect(profile.redLines.map(\.id) == ["paid-first"] && profile.redLines[0].endangersPersons)
        #expect(profile.recommendations.map(\.question) == ["money", "days", "route", "papers"])
        #expect(profile.warnings.map(\.id) == ["red-line:paid-first"])
        #expect(profile.sensitivity == nil && profile.exposure == nil, "the first edition knew neither")
    }
}
