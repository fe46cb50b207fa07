import ArgumentParser
import Casework
import Catalogue
import Foundation
import Station
import Storage

/// Says in plain words what is wrong with an installation.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say in plain words what is wrong.",
        discussion: "Changes nothing, also beside a running station. Leaves with status 1 if something has failed.")

    @Flag(help: "Also read every row and recompute every ticket from its events.")
    var deep = false

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    @OptionGroup var store: StoreOptions
    @OptionGroup var catalogue: CatalogueOptions

    func run() async throws {
        let content = catalogue.loader.load()
        var findings = Self.findings(of: content.diagnostics) + folderFindings()
        let examination = StoreExamination(try store.location())
        let shallow = await examination.findings()
        findings += shallow
        // A store that does not open has said so.
        if deep, shallow.contains(where: { $0.subject == "store" && $0.level == .ok }) {
            if let policy = content.catalogue?.policy {
                let line = ProgressLine()
                findings += await examination.deepFindings(policy: policy, line.report)
                line.end()
            } else {
                findings.append(
                    StoreFinding(.fail, "tickets", "Tickets cannot be recomputed without the catalogue's calendar."))
            }
        }
        findings.append(mailFinding())
        try show(findings)
        if findings.contains(where: { $0.level == .fail }) { throw ExitCode.failure }
    }

    private func show(_ findings: [StoreFinding]) throws {
        switch format {
        case .text:
            for finding in findings {
                let word =
                    switch finding.level {
                    case .ok: "ok  "
                    case .warn: "warn"
                    case .fail: "FAIL"
                    }
                print("\(word)  \(finding.text)")
            }
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            print(String(decoding: try encoder.encode(["findings": findings]), as: UTF8.self))
        }
    }
}
