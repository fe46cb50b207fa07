import Foundation
import HealthCheck
import Testing

/// What is stored as JSON comes back as the same value, and scores the same.
@Suite("Stored values")
struct CodableTests {
    /// The value after a stay in the store.
    private static func stored<Value: Codable>(_ value: Value) throws -> Value {
        try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
    }

    private static func kinds() throws -> [QuestionKind] {
        let amount = quantity(
            0...100, integer: true, curve: try curve((0, 0), (33.333333333333336, 1.0000000000000002), (100, 10)),
            findings: [
                QuantityFinding(bound: .atLeast(50), finding: Finding(advice: advice("mend", matter: "TX01"))),
                QuantityFinding(bound: .atMost(3), finding: Finding(redLine: redLine("line", cap: .e))),
            ])
        let choices = [choice("a", risk: 10, advice: "mend", redLine: redLine("x", cap: .d, endangersPersons: true))]
        return [
            .yesNo(yes: choice("yes"), no: choice("no", risk: 10)), .single(choices),
            .multiple(choices + [choice("none", exclusive: true)], .worst),
            .multiple([choice("a", weight: 0.1)], .coverage), .number(amount, unit: text("days")), .percent(amount),
            .date(amount, .past), .date(amount, .future),
            .destinations(DestinationTable(columns: [.staff, .revenueShare], exposure: .staff)), .text(limit: 50),
            .file,
        ]
    }

    @Test("every kind of question comes back as it was")
    func questionKinds() throws {
        for kind in try Self.kinds() { #expect(try Self.stored(kind) == kind, "\(kind.name)") }
        #expect(Set(try Self.kinds().map(\.name)).count == 9, "a kind is missing here")
    }

    @Test("conditions, tests and tips of every shape come back as they were")
    func conditions() throws {
        let tests: [AnswerTest] = [.oneOf(["a", "unknown"]), .noneOf([]), .atLeast(0.1), .atMost(-3)]
        let leaves = tests.map { Condition.test(question: "q", $0) }
        let nested = Condition.any([.all(leaves), .any([]), .all([.any([leaves[0]])])])
        #expect(try Self.stored(nested) == nested)
        for severity in Tip.Severity.allCases {
            let tip = Tip(test: .atLeast(5), severity: severity, text: text("“tip”\n"))
            #expect(try Self.stored(tip) == tip)
        }
    }

    @Test("typed answers read and write what a plain dictionary does; null is no answer, a table in a table none")
    func typedAnswers() throws {
        let json =
            #"{"a":"x","b":1.5,"c":true,"d":["p","q"],"e":[{"country":"VNM","staff":7}],"f":"","g":"007","h":[]}"#
        let plain = try JSONDecoder().decode([String: AnswerValue].self, from: Data(json.utf8))
        let typed = try JSONDecoder().decode(TypedAnswers.self, from: Data(json.utf8))
        #expect(typed.values == plain && plain.count == 8)
        let written = try JSONEncoder().encode(typed)
        #expect(try JSONDecoder().decode([String: AnswerValue].self, from: written) == plain)
        #expect(try JSONDecoder().decode(TypedAnswers.self, from: Data(#"{"a":null}"#.utf8)).values == [:])
        for broken in [#"{"a":{}}"#, #"{"a":[[1]]}"#, #"{"a":[{"b":[]}]}"#, "[]", "1"] {
            #expect(throws: DecodingError.self) { try JSONDecoder().decode(TypedAnswers.self, from: Data(broken.utf8)) }
        }
    }

    @Test("destinations and answers of every shape come back as they were")
    func answers() throws {
        let destinations = [
            Destination(country: "VNM", revenueShare: 33.3, staff: nil),
            Destination(country: "KEN", revenueShare: nil, staff: 7),
        ]
        #expect(try Self.stored(destinations) == destinations)
        let values: [String: AnswerValue] = [
            "text": .text("“10”"), "digits": .text("007"), "number": .number(0.1 + 0.2), "list": .list(["a", "b"]),
            "empty": .list([]), "unknown": .unknown, "none": .notApplicable,
            "rows": .rows([["country": .text("VNM"), "revenueShare": .number(12.5)], [:]]),
        ]
        #expect(try Self.stored(values) == values)
    }

    @Test("a replacement, a table of levels and a proposal come back as they were")
    func parts() throws {
        let replacement = Replacement(
            version: "1", renamed: ["a": "b"], removed: ["c": text("gone")], choices: ["b": ["x": "y"]])
        #expect(try Self.stored(replacement) == replacement)
        let table = try #require(FindingTable(id: "fl", levels: RichDraw.levels))
        #expect(try Self.stored(table) == table)
        let proposal = Proposal(selfTest: "tax", reason: text("why"))
        #expect(try Self.stored(proposal) == proposal)
        for cause in [Warning.Cause.redLine("x"), .dimension("d")] { #expect(try Self.stored(cause) == cause) }
    }

    @Test("whole questionnaires and profiles, with sensitivity and exposure, come back as they were and score the same")
    func drawn() throws {
        var seen: (sensitivity: Int, exposure: Int, lines: Int) = (0, 0, 0)
        try eachDraw(1..<201) { _, questionnaire, values in
            let back = try Self.stored(questionnaire)
            guard back == questionnaire else { return "another questionnaire" }
            let profile = Profile(try sheet(values, questionnaire))
            guard try Self.stored(profile) == profile else { return "another profile" }
            guard Profile(try sheet(try Self.stored(values), back)) == profile else { return "another score" }
            seen.sensitivity += profile.sensitivity == nil ? 0 : 1
            seen.exposure += profile.exposure == nil ? 0 : 1
            seen.lines += profile.redLines.count
            return nil
        }
        #expect(seen.sensitivity > 50 && seen.exposure > 20 && seen.lines > 5)
    }

    @Test("a profile stored before sensitivity and exposure were known is read as one that says nothing of them")
    func oldProfile() throws {
        let sample = questionnaire([dimension("d", [scale("q")])])
        let profile = Profile(try sheet(["q": .text("r7")], sample))
        var object = try #require(
            try JSONSerialization.jsonObject(with: JSONEncoder().encode(profile)) as? [String: Any])
        object["sensitivity"] = nil
        object["exposure"] = nil
        let old = try JSONDecoder().decode(Profile.self, from: JSONSerialization.data(withJSONObject: object))
        #expect(old == profile && old.sensitivity == nil && old.exposure == nil)
    }
}
