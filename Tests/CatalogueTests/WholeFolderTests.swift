import Catalogue
import Foundation
import HealthCheck
import Station
import Testing

@Suite("Mistakes across the folder")
struct WholeFolderTests {
    @Test("are all reported at once, several in a file and in several files")
    func allAtOnce() throws {
        let workspace = try Workspace()
        let tax = "self-tests/tax/questionnaire.yaml"
        try workspace.replace("minutes: 25", by: "minuets: 25", in: tax)
        try workspace.replace("unknown: 7", by: "unknown: 70", in: tax)
        try workspace.replace("cap: D", by: "cap: D\n              cap: E", in: tax)
        try workspace.replace("combine: coverage", by: "combine: coverage\n        combine: worst", in: tax)
        try workspace.replace("loop: outer", by: "loop: outside", in: "station/units.yaml")
        try workspace.replace("lead: criminal", by: "lead: criminals", in: "station/routing.yaml")
        try workspace.replace("{unit}", by: "{units}", in: "notices/ticket-accepted.company.yaml")
        try workspace.replace("grade: A", by: "grade: B", in: "self-tests/first-look/examples/calm.yaml")
        let outcome = workspace.load()
        #expect(outcome.catalogue == nil)
        for fragment in [
            "unknown key “minuets”", "missing key “minutes”", "from 0 to 10, not 70", "“cap” is given twice",
            "“combine” is given twice", "“loop” cannot be “outside”", "no unit “criminals”",
            "unknown variable {units}", "expected B, came out A",
        ] {
            #expect(outcome.errors.contains { $0.message.contains(fragment) }, "\(fragment) is not reported")
        }
        #expect(
            outcome.diagnostics
                == outcome.diagnostics.sorted { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) })
    }

    @Test("name a missing message, self-test, file and folder")
    func missing() throws {
        let workspace = try Workspace()
        for path in ["notices/ticket-closed.lead.yaml", "station/units.yaml", "self-tests/staff", "station/examples"] {
            try FileManager.default.removeItem(at: workspace.url(path))
        }
        let found = workspace.load().errors.map { "\($0.file) \($0.message)" }
        #expect(found.contains("Questionnaires/notices the message ticket-closed.lead is missing"))
        #expect(found.contains("Questionnaires/station/units.yaml the file is missing or cannot be read"))
        #expect(found.contains("Questionnaires/self-tests the self-test “staff” is missing"))
        #expect(found.contains("Questionnaires/station/examples the folder is missing or cannot be read"))
        #expect(!found.contains { $0.contains("there is no unit") }, "one missing file is one mistake")
    }

    @Test("in the interface strings: a key in one language only, other placeholders, an empty text")
    func locales() throws {
        let workspace = try Workspace()
        try workspace.write("a.one: \"一 {name}\"\na.two: \"二\"\na.three: \"三\"\n", to: "locales/zh-Hans.yaml")
        try workspace.write("a.one: \"one {nam}\"\na.three: \"\"\na.four: \"four\"\n", to: "locales/en.yaml")
        let found = workspace.load().errors.map { "\($0.file):\($0.line) \($0.message)" }
        #expect(
            found == [
                "Questionnaires/locales/en.yaml:1 “a.one” has other placeholders than in zh-Hans: {nam} instead of {name}",
                "Questionnaires/locales/en.yaml:2 “a.three” is empty",
                "Questionnaires/locales/en.yaml:3 “a.four” is missing in Questionnaires/locales/zh-Hans.yaml",
                "Questionnaires/locales/zh-Hans.yaml:2 “a.two” is missing in Questionnaires/locales/en.yaml",
            ])
    }

    @Test("are told when the folder itself is not there")
    func noFolder() throws {
        let workspace = try Workspace([])
        let outcome = CatalogueLoader(folder: workspace.url("nowhere"), today: Workspace.today).load()
        #expect(
            outcome.diagnostics.map(\.description) == ["nowhere:1:1: error: the folder is missing or cannot be read"])
    }

    @Test("are printed as path:line:column with the hint below")
    func printed() {
        let diagnostic = Diagnostic(
            severity: .warning, file: "Questionnaires/station/units.yaml", line: 3, column: 5, message: "look",
            hint: "do")
        #expect(diagnostic.description == "Questionnaires/station/units.yaml:3:5: warning: look\n    hint: do")
    }

    @Test("leave an unquoted yes as the word it is")
    func unquotedYes() throws {
        let workspace = try Workspace()
        try workspace.replace(
            "en: All done before any transfer", by: "en: yes", in: "self-tests/tax/questionnaire.yaml")
        try workspace.replace("\"yes\":", by: "yes:", in: "self-tests/tax/questionnaire.yaml")
        let outcome = workspace.load()
        #expect(outcome.errors == [])
        let labels = outcome.catalogue?.selfTest("tax")?.questions.flatMap { $0.kind.choices.map(\.label.en) }
        #expect(labels?.contains("yes") == true)
    }
}
