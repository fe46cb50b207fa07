import ArgumentParser
import Casework
import Catalogue
import Foundation
import HealthCheck
import Station
import Web

/// Validates what editors change, all mistakes at once.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Validate Questionnaires/ and Reports/: file:line, exit 1 on an error.")

    @OptionGroup var catalogue: CatalogueOptions

    @Option(help: ArgumentHelp("Folder with report templates. (default: Reports)", valueName: "dir"))
    var reports: String?

    func run() throws {
        let outcome = catalogue.loader.load()
        for diagnostic in outcome.diagnostics { print(diagnostic) }
        guard let loaded = outcome.catalogue else { throw ExitCode.failure }
        let folder = URL(fileURLWithPath: reports ?? Settings().string("reports") ?? "Reports")
        do {
            try ProfileReport.check(folder.appendingPathComponent("templates"), loaded.locales)
        } catch {
            print("\(folder.lastPathComponent)/templates: error: \(error)")
            throw ExitCode.failure
        }
        let questions = loaded.selfTests.map(\.questions.count).reduce(0, +)
        print(
            """
            \(loaded.selfTests.count) self-tests with \(questions) questions, \(loaded.units.count) units, \
            \(loaded.matters.count) matters, \(loaded.routing.rules.count) routing rules, \
            \(loaded.notices.count) notices: no errors.
            """)
        for line in ReviewDates(loaded, today: CatalogueOptions.today).lines { print(line) }
    }
}
