import Casework
import Catalogue
import Foundation
import HealthCheck
import Station
import Testing

@Suite("The station's own content")
struct RealCatalogueTests {
    @Test("loads without an error, and every worked example comes out as its author expects")
    func loads() throws {
        let outcome = try Workspace().load()
        #expect(outcome.errors.map(\.description) == [])
        let catalogue = try #require(outcome.catalogue)
        #expect(catalogue.selfTests.map(\.id) == ["tax", "supply-chain", "staff", "first-look"])
        #expect(catalogue.fullSelfTests.map(\.id) == ["tax", "supply-chain", "staff"])
        #expect(
            catalogue.fullSelfTests.allSatisfy { $0.dimensions.count == 6 && (36...60).contains($0.questions.count) })
        #expect(catalogue.firstLook?.questions.count == 15)
        #expect(catalogue.selfTests.allSatisfy { $0.contentHash.count == 64 && $0.version == "2026.12" })
        #expect(catalogue.pastVersions["tax"]?.map(\.version) == ["2026.11"])
        #expect(catalogue.countries.countries.count { $0.index != nil } == 191)
        #expect(catalogue.units.count { $0.isDesk } == 1)
        #expect(catalogue.notices.count >= 28)
        #expect(catalogue.policy.calendar.minutesPerDay == 420)
    }

    @Test("has words in both languages for every way in which something does not arrive", arguments: Language.allCases)
    func faults(language: Language) throws {
        let locales = try #require(try Workspace().load().catalogue).locales
        for code in DeliveryFault.Code.allCases {
            let words = locales.words(DeliveryFault(code, "77"), language)
            #expect(!words.isEmpty && !words.contains("fault.") && !words.contains("{"), "\(code)")
        }
    }

    @Test("keeps every question, choice and finding that the files hold")
    func keepsEverything() throws {
        let catalogue = try #require(try Workspace().load().catalogue)
        for test in catalogue.selfTests {
            let text = try String(
                contentsOf: Workspace.original.appending(path: "self-tests/\(test.id)/questionnaire.yaml"),
                encoding: .utf8)
            func count(_ phrase: String) -> Int { text.components(separatedBy: phrase).count - 1 }
            let findings = test.questions.flatMap { question in
                question.kind.choices.map(\.finding) + (question.kind.quantity?.findings.map(\.finding) ?? [])
            }
            #expect(test.questions.count == count("\n        kind: "))
            #expect(findings.count { $0.advice != nil } == count(" advice:\n"))
            #expect(findings.allSatisfy { $0.advice == nil || $0.advice?.meaning != nil })
            #expect(test.questions.count { $0.visibleWhen != nil } == count("\n        visibleWhen:"))
            #expect(test.questions.count { !$0.tips.isEmpty } == count("\n        tips:"))
            #expect(test.questions.allSatisfy { !$0.basis.isEmpty })
            #expect(findings.count { $0.redLine != nil } == count(" redLine:\n"))
        }
        let matters = try String(
            contentsOf: Workspace.original.appending(path: "station/matters.yaml"), encoding: .utf8)
        #expect(catalogue.matters.count == matters.components(separatedBy: "\n  - code: ").count - 1)
    }

    @Test("is pinned by the SHA-256 of the questionnaire's bytes")
    func contentHash() throws {
        let workspace = try Workspace()
        let before = try #require(workspace.load().catalogue?.selfTest("tax")?.contentHash)
        #expect(try #require(workspace.load().catalogue?.selfTest("tax")?.contentHash) == before)
        let text = try workspace.text("self-tests/tax/questionnaire.yaml")
        try workspace.write(text + "# one more remark\n", to: "self-tests/tax/questionnaire.yaml")
        #expect(try #require(workspace.load().catalogue?.selfTest("tax")?.contentHash) != before)
    }

    @Test("can have its examples run again by themselves, and a changed policy shows in them")
    func examplesAlone() throws {
        let workspace = try Workspace()
        let catalogue = try #require(workspace.load(runExamples: false).catalogue)
        #expect(ExampleRunner(folder: workspace.folder, catalogue: catalogue).run() == [])
        let lunch = "station/examples/fallback-refund-lunch.yaml"
        try workspace.replace(
            "acceptanceDue: 2026-11-23T15:30:00+08:00", by: "acceptanceDue: 2026-11-23T15:31:00+08:00", in: lunch)
        let found = ExampleRunner(folder: workspace.folder, catalogue: catalogue).run()
        #expect(found.map(\.file) == ["Questionnaires/\(lunch)"])
        #expect(found.first?.line == (try workspace.line(of: "acceptanceDue", in: lunch)))
    }
}
