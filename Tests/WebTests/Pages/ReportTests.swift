import Casework
import Catalogue
import Foundation
import HealthCheck
import Station
import Testing
import Web

@Suite("The report of a profile")
struct ReportTests {
    /// The newest version of a report is checked in; `RECORD=1` writes it anew.
    private func expectGolden(_ text: String, _ name: String) throws {
        let file = TestStation.root.appending(path: "Reports/examples/\(name)")
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try Data(text.utf8).write(to: file)
            return
        }
        let golden = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let first = zip(lines, golden.split(separator: "\n", omittingEmptySubsequences: false)).first { $0 != $1 }
        #expect(text == golden, "\(name) differs, first at: \(first.map { "\($0.0)" } ?? "its length")")
    }

    private func mixedProfile(_ world: TestStation) async throws -> ProfileView {
        let catalogue = try TestStation.catalogue
        let folder = TestStation.root.appending(path: "Questionnaires")
        let file = folder.appending(path: "self-tests/tax/examples/mixed.yaml")
        let today = catalogue.policy.calendar.day(of: world.clock.now)
        let answers = try #require(CatalogueLoader(folder: folder, today: today).readAnswers(file).value).answers
        let principal = try #require(try await world.station.principal(token: world.tokens[.company] ?? ""))
        let submitted = try await world.station.submitSelfTest(
            "tax", answers: answers, consent: Consent(shareWithOfficers: false, openTickets: false), by: principal)
        return try await world.station.storedProfile(submitted.record.id)
    }

    @Test("HTML and CSV, in both languages, are as checked in")
    func golden() async throws {
        try await TestStation.run { world in
            let view = try await mixedProfile(world)
            let report = try ProfileReport(station: world.station, templates: TestStation.reportTemplates)
            for language in Language.allCases {
                try expectGolden(report.html(view, language), "tax-mixed.\(language.rawValue).html")
                try expectGolden(report.csv(view, language), "tax-mixed.\(language.rawValue).csv")
            }
        }
    }

    @Test("a company downloads its own report as a file, somebody else's is not found")
    func download() async throws {
        try await TestStation.run { world in
            let view = try await mixedProfile(world)
            let own = try await world.page("/profiles/\(view.record.id)/report/csv", as: .company)
            #expect(own.status == 200)
            #expect(own.header("Content-Disposition")?.hasPrefix("attachment") == true)
            let foreign = try await world.page("/profiles/\(view.record.id)/report/csv", as: .company2)
            #expect(foreign.status == 404)
            let unknown = try await world.page("/profiles/\(view.record.id)/report/exe", as: .company)
            #expect(unknown.status == 404)
            // Where WeasyPrint is not installed there is none, but never "not found".
            let pdf = try await world.page("/profiles/\(view.record.id)/report/pdf", as: .company)
            #expect([200, 501].contains(pdf.status), "\(pdf.status)")
            let waiting = try await world.page("/profiles/\(view.record.id)/pdf", as: .company)
            #expect(waiting.status == 200 && waiting.text.contains("PDF"))
            #expect(pdf.status == 501 || waiting.header("Refresh") == "0; url=/profiles/\(view.record.id)/report/pdf")
            #expect(try await world.page("/profiles/\(view.record.id)/pdf", as: .company2).status == 404)
        }
    }
}
