import HealthCheck
import Testing

/// Answers pass from version to version, each step once, and never count under a question nobody is asked.
@Suite("Answers to an older version")
struct SuccessionTests {
    private static func version(_ name: String, _ questions: [Question], replaces: Replacement? = nil) -> Questionnaire
    {
        Questionnaire(
            id: "sample", version: name, contentHash: name, method: .worstDominates2, title: text("sample"),
            purpose: text("purpose"), minutes: 5, papers: [], replaces: replaces,
            dimensions: [dimension("d", questions)])
    }

    private static func choosing(_ id: String, _ choices: String...) -> Question {
        question(id, .single(choices.enumerated().map { choice($1, risk: Double($0)) }))
    }

    private static func replacing(
        _ version: String, renamed: [String: String] = [:], removed: [String] = [],
        choices: [String: [String: String]] = [:]
    ) -> Replacement {
        Replacement(
            version: version, renamed: renamed,
            removed: Dictionary(uniqueKeysWithValues: removed.map { ($0, text("why \($0)")) }), choices: choices)
    }

    /// 1 → 2 swaps the meaning of `low` and `high`; 2 → 3 renames the question, takes one away and renames `low` again.
    private static let succession = Succession([
        version("1", [choosing("pay", "low", "high"), scale("old")]),
        version(
            "2", [choosing("pay", "low", "high"), scale("old")],
            replaces: replacing("1", choices: ["pay": ["low": "high", "high": "low"]])),
        version(
            "3", [choosing("wage", "least", "high"), scale("new")],
            replaces: replacing("2", renamed: ["pay": "wage"], removed: ["old"], choices: ["wage": ["low": "least"]])),
    ])

    @Test(
        "go through exactly the steps that lie between their version and the newest",
        arguments: [
            ("1", ["pay": "high", "old": "r3"], ["wage": "least"]), ("1", ["pay": "low"], ["wage": "high"]),
            ("2", ["pay": "high", "old": "r3"], ["wage": "high"]), ("2", ["pay": "low"], ["wage": "least"]),
            ("3", ["wage": "high", "new": "r1"], ["wage": "high", "new": "r1"]),
        ])
    func steps(version: String, answers: [String: String], carried: [String: String]) {
        let found = Self.succession.carrying(answers.mapValues { .text($0) }, from: version)
        #expect(found == carried.mapValues { .text($0) })
    }

    @Test("a choice whose old name means something else now follows the map once, however often they are looked at")
    func flipping() {
        let two = Succession(Array(Self.succession.versions.prefix(2)))
        let carried = two.carrying(["pay": .text("low")], from: "1")
        #expect(carried == ["pay": .text("high")])
        #expect(two.carrying(carried, from: "2") == carried)
        #expect(two.carrying(["pay": .list(["low", "high"])], from: "1") == ["pay": .list(["high", "low"])])
    }

    @Test("a question whose old id is asked again with another meaning does not take the old answer")
    func reusedID() {
        let newer = Self.version(
            "2", [scale("a"), scale("b")], replaces: Self.replacing("1", renamed: ["a": "b"], removed: ["b"]))
        let succession = Succession([Self.version("1", [scale("a"), scale("b")]), newer])
        #expect(succession.carrying(["a": .text("r9"), "b": .text("r1")], from: "1") == ["b": .text("r9")])
        #expect(succession.carrying(["a": .text("r9"), "b": .text("r1")], from: "2").count == 2)
    }

    @Test("two answers to one question: the one that kept its name stays, whatever order they come in")
    func collision() {
        let newer = Self.version("2", [scale("b")], replaces: Self.replacing("1", renamed: ["a": "b"]))
        let succession = Succession([Self.version("1", [scale("a"), scale("b")]), newer])
        for _ in 0..<20 {
            #expect(succession.carrying(["a": .text("r9"), "b": .text("r1")], from: "1") == ["b": .text("r1")])
        }
    }

    @Test("without a version they count as typed for the newest one that knows them all")
    func unnamed() {
        func carried(_ answers: [String: String]) -> [String: AnswerValue] {
            Self.succession.carrying(answers.mapValues { .text($0) }, from: nil)
        }
        #expect(carried(["wage": "high", "new": "r1"]) == ["wage": .text("high"), "new": .text("r1")])
        // Versions 1 and 2 know these alike: the newer is meant, and nothing flips.
        #expect(carried(["pay": "high", "old": "r3"]) == ["wage": .text("high")])
        #expect(carried([:]) == [:])
        #expect(Self.succession.carrying(["pay": .text("low")], from: "0") == ["wage": .text("least")])
    }

    @Test("what became of a question is told with the reason")
    func fates() {
        #expect(Self.succession.fate(of: "pay", from: "1") == .asked("wage"))
        #expect(Self.succession.fate(of: "old", from: "1") == .removed(text("why old")))
        #expect(Self.succession.fate(of: "new", from: "3") == .asked("new"))
        #expect(Self.succession.fate(of: "never", from: "2") == .gone)
    }

    @Test("every name a question had is known, and none that meant something else")
    func names() {
        #expect(Self.succession.names(of: "wage") == ["wage", "pay"])
        #expect(Self.succession.names(of: "new") == ["new"])
        let reused = Succession([
            Self.version("1", [scale("a"), scale("b")]),
            Self.version("2", [scale("b"), scale("c")], replaces: Self.replacing("1", renamed: ["a": "b", "b": "c"])),
        ])
        #expect(reused.names(of: "b") == ["b", "a"] && reused.names(of: "c") == ["c", "b"])
    }

    @Test("never count under a question that hangs on a gate they could not know")
    func newGate() {
        func follow(_ gate: String) -> Question {
            Question(
                id: "follow", text: text("follow"), why: text("why"), basis: [],
                visibleWhen: .test(question: gate, .oneOf(["yes"])), allowsNotApplicable: false, unknownRisk: nil,
                kind: scale("follow").kind)
        }
        let gate = question("gate", .yesNo(yes: choice("yes"), no: choice("no")))
        let second = Question(
            id: "second", text: text("second"), why: text("why"), basis: [],
            visibleWhen: .test(question: "gate", .oneOf(["yes"])), allowsNotApplicable: false, unknownRisk: nil,
            kind: .yesNo(yes: choice("yes"), no: choice("no")))
        let newer = Self.version("2", [gate, second, follow("second")], replaces: Self.replacing("1"))
        let succession = Succession([Self.version("1", [gate, scale("follow")]), newer])
        for known in [["follow": "r10"], ["follow": "r10", "gate": "no"], ["follow": "r10", "gate": "yes"]] {
            let answers = succession.carrying(known.mapValues { .text($0) }, from: "1")
            let sheet = AnswerSheet(fitting: answers, for: newer, in: context)
            #expect(sheet.hidden.contains("follow") && sheet.answers["follow"] == nil)
            #expect(Profile(sheet).recommendations.isEmpty && (Scorecard(sheet).exact ?? 0) < 1e-9)
        }
    }
}
