import ArgumentParser
import Casework
import Catalogue
import Foundation
import HealthCheck
import Station

/// Freezes the current version of a self-test: from now on its content may not change.
struct Publish: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Publish the current version of a self-test, or of all.",
        discussion: """
            Runs the whole check first and publishes nothing if it finds an error. Writes version, SHA-256 and day to \
            published.yaml and says what changes for companies. `serve` asks only what is published.
            """)

    @Argument(help: ArgumentHelp("Folder below self-tests/.", valueName: "self-test"))
    var selfTest: String?

    @Flag(help: "Every self-test that has something to publish.")
    var all = false

    @Flag(help: "Publish changed content under the same version: only while no company has answered it.")
    var amend = false

    @Option(help: ArgumentHelp("The day it is published. (default: today)", valueName: "day"))
    var on: String?

    @OptionGroup var catalogue: CatalogueOptions

    func validate() throws {
        guard (selfTest == nil) == all else { throw ValidationError("Name one self-test, or --all.") }
        if let on, AnswerDay(on) == nil { throw ValidationError("--on must be a day such as 2026-11-22.") }
    }

    func run() throws {
        let ids = all ? SelfTestFiles.all(in: catalogue.folder) : [selfTest ?? ""]
        for id in ids where !SelfTestFiles(id, in: catalogue.folder).exists {
            throw ValidationError("There is no self-test “\(id)”.")
        }
        let outcome = CatalogueLoader(
            folder: catalogue.folder, today: CatalogueOptions.today, amendsPublished: amend
        ).load()
        for diagnostic in outcome.diagnostics where diagnostic.severity == .error {
            FileHandle.report(diagnostic.description)
        }
        guard let loaded = outcome.catalogue else {
            FileHandle.report("Nothing is published.")
            throw ExitCode.failure
        }
        for id in ids { try publish(id, loaded) }
    }

    private func publish(_ id: String, _ loaded: StationCatalogue) throws {
        guard let current = loaded.selfTest(id) else { return }
        let files = SelfTestFiles(id, in: catalogue.folder)
        var published = try PublishedFile(files.published)
        let past = loaded.pastVersions[id] ?? []
        let due = (past + [current]).filter { published[$0.version]?.sha256 != $0.contentHash }
        guard !due.isEmpty else { return print("\(id) \(current.version): published already") }
        for version in due {
            // The day a version was first published stays when its words are amended.
            let day = published[version.version]?.published ?? on ?? CatalogueOptions.today.description
            published.put(.init(version: version.version, sha256: version.contentHash, published: day))
            print("\(id) \(version.version): published \(day), \(version.contentHash.prefix(12))…")
        }
        try Data(published.text.utf8).write(to: files.published, options: .atomic)
        guard due.contains(where: { $0.version == current.version }) else { return }
        for line in VersionChanges(from: past.last, to: current).lines { print("  \(line)") }
    }
}
