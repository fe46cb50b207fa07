import Casework
import Catalogue
import Foundation
import HealthCheck
import Station
import Testing

@Suite("A file given on the command line")
struct SingleFileTests {
    private let workspace: Workspace
    private let loader: CatalogueLoader

    init() throws {
        workspace = try Workspace()
        loader = CatalogueLoader(folder: workspace.folder, today: Workspace.today)
    }

    @Test("gives its answers as they are written")
    func answers() throws {
        try workspace.write(
            "answers:\n  a: filed-first\n  b: [x, y]\n  c: 120\n  d: \"120\"\n  e: yes\n  f: true\n  g: unknown\n",
            to: "a.yaml")
        let outcome = loader.readAnswers(workspace.url("a.yaml"))
        #expect(outcome.diagnostics == [])
        #expect(
            outcome.value?.answers == [
                "a": .text("filed-first"), "b": .list(["x", "y"]), "c": .number(120), "d": .text("120"),
                "e": .text("yes"),
                "f": .text("yes"), "g": .unknown,
            ])
    }

    @Test("names the line of an answer that its questionnaire does not take")
    func answersForQuestionnaire() throws {
        let tax = try #require(loader.load().catalogue?.selfTest("tax"))
        try workspace.write("answers:\n  staff-days: 12.5\n  money-before-filling: paid-first\n", to: "a.yaml")
        let outcome = loader.readAnswers(workspace.url("a.yaml"), for: tax)
        #expect(outcome.value == nil)
        #expect(outcome.diagnostics.map(\.line) == [2, 3])
        #expect(outcome.diagnostics.last?.hint == "did you mean “money-before-filing”?")
    }

    @Test("gives its ticket, with the moment it was filed")
    func ticket() throws {
        let catalogue = try #require(loader.load().catalogue)
        let file = workspace.url("station/examples/warning-grade-d.yaml")
        let ticket = try #require(loader.readTicket(file, in: catalogue).value)
        #expect(ticket.matter == "TX03")
        #expect(ticket.origin == .warning)
        #expect(ticket.grade == "D")
        #expect(ticket.filedAt == Date(timeIntervalSince1970: 1_789_702_200))
        let unit = try #require(catalogue.matter(ticket.matter)?.unit)
        #expect(
            catalogue.routing.decide(ticket.routingFacts(matterUnit: unit, catalogue.countries, offset: 28_800)).rule
                == "R23")
    }

    @Test("is refused when its matter does not exist or its moment has no offset")
    func wrongTicket() throws {
        let catalogue = try #require(loader.load().catalogue)
        try workspace.write(
            "ticket:\n  matter: ZZ99\n  title: t\n  body: b\n  filedAt: 2026-09-18T11:30:00\n", to: "t.yaml")
        let outcome = loader.readTicket(workspace.url("t.yaml"), in: catalogue)
        #expect(outcome.value == nil)
        #expect(outcome.diagnostics.map(\.line) == [2, 5])
    }
}
