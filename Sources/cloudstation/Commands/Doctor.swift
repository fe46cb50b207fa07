import ArgumentParser
import Casework
import Catalogue
import Foundation
import Storage

/// Says in plain words what is wrong with an installation.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Say in plain words what is wrong.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var catalogue: CatalogueOptions

    func run() async throws {
        var findings = Findings()
        checkCatalogue(&findings)
        checkFolder(&findings)
        try await checkStore(&findings)
        checkMail(&findings)
        for line in findings.lines { print(line) }
        if findings.hasFailure { throw ExitCode.failure }
    }

    /// What was looked at, one line each.
    private struct Findings {
        var lines: [String] = []
        var hasFailure = false

        mutating func good(_ text: String) { lines.append("ok    \(text)") }
        mutating func doubt(_ text: String) { lines.append("warn  \(text)") }
        mutating func bad(_ text: String) {
            lines.append("FAIL  \(text)")
            hasFailure = true
        }
    }

    private func checkCatalogue(_ findings: inout Findings) {
        let outcome = catalogue.loader.load()
        let errors = outcome.diagnostics.filter { $0.severity == .error }
        if errors.isEmpty {
            findings.good("The catalogue has no errors.")
        } else {
            findings.bad("The catalogue has \(errors.count) errors; run `cloudstation check`.")
        }
        for warning in outcome.diagnostics where warning.isAboutCalendar { findings.doubt(warning.message) }
    }

    private func checkFolder(_ findings: inout Findings) {
        let path = store.folder.path
        guard FileManager.default.fileExists(atPath: path) else {
            findings.doubt("The data folder \(path) does not exist yet; `serve` makes it.")
            return
        }
        guard FileManager.default.isWritableFile(atPath: path) else {
            findings.bad("The data folder \(path) cannot be written.")
            return
        }
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: path)
        let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value ?? 0
        if free < 1 << 30 {
            findings.doubt("Only \(free >> 20) MiB are free in \(path).")
        } else {
            findings.good("\(free >> 30) GiB are free in \(path).")
        }
    }

    private func checkStore(_ findings: inout Findings) async throws {
        let location = try store.location()
        if case .sqlite(let path) = location, !FileManager.default.fileExists(atPath: path) {
            findings.doubt("There is no store at \(path) yet.")
            return
        }
        do {
            let plan = try await location.inspect()
            if plan.pending.isEmpty {
                findings.good("The store's schema is up to date (\(plan.applied.count) migrations).")
            } else {
                findings.doubt("\(plan.pending.count) migrations are pending; run `cloudstation migrate`.")
            }
            _ = try await location.openReadOnly()
            findings.good("The store opens.")
        } catch {
            findings.bad("\(error)")
        }
    }

    private func checkMail(_ findings: inout Findings) {
        if let url = Settings().string("mail-url") {
            findings.good("Mail goes through \(url).")
        } else {
            findings.doubt("No mail server is set (CLOUDSTATION_MAIL_URL): mails wait in the outbox.")
        }
    }
}

extension Diagnostic {
    /// A year of the working calendar that is missing: everybody who counts on a deadline has to know.
    var isAboutCalendar: Bool { file.hasSuffix("calendar.yaml") && severity == .warning }
}
