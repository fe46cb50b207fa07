import ArgumentParser
import Catalogue
import Foundation
import HealthCheck
import Station

/// Begins a new version of a self-test: the published one is filed away as it is.
struct DraftVersion: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draft", abstract: "Begin a new version of a published self-test.",
        discussion: """
            The published version goes to versions/ with its examples, byte for byte. The questionnaire gets the new \
            version and a place to say what became of questions that are gone; comments and layout stay. Then edit it, \
            `cloudstation preview SELF-TEST`, and in the end `cloudstation publish SELF-TEST`.
            """)

    @Argument(help: ArgumentHelp("Folder below self-tests/.", valueName: "self-test"))
    var selfTest: String

    @Argument(help: ArgumentHelp("year.month, later than all before: 2027.03", valueName: "version"))
    var version: String

    @OptionGroup var catalogue: CatalogueOptions

    func validate() throws {
        guard version.wholeMatch(of: /\d{4}\.\d{2}(\.\d+)?/) != nil else {
            throw ValidationError("A version is a year and a month, such as 2027.03, not “\(version)”.")
        }
    }

    func run() throws {
        let files = SelfTestFiles(selfTest, in: catalogue.folder)
        guard files.exists else { throw ValidationError("There is no self-test “\(selfTest)”.") }
        let (loaded, _) = try catalogue.load()
        guard let current = loaded.selfTest(selfTest) else { throw ExitCode.failure }
        guard !loaded.drafts.contains(selfTest) else {
            FileHandle.report(
                "error: version \(current.version) is a draft itself: edit it, or cloudstation publish \(selfTest)")
            throw ExitCode.failure
        }
        let before = (loaded.pastVersions[selfTest] ?? []).map(\.version) + [current.version]
        guard before.allSatisfy({ $0 < version }) else {
            throw ValidationError("\(version) is not later than \(before.joined(separator: ", ")).")
        }
        try begin(files, replacing: current.version)
        print("\(selfTest) \(version): \(files.questionnaire.relativePath)")
        print("\(selfTest) \(current.version) is kept in \(files.version(current.version).relativePath)")
    }

    /// The old version is complete in its folder before the new one is begun.
    private func begin(_ files: SelfTestFiles, replacing old: String) throws {
        let manager = FileManager.default
        let target = files.version(old)
        guard !manager.fileExists(atPath: target.path) else {
            throw ValidationError("\(target.relativePath) is there already.")
        }
        var text = QuestionnaireText(try String(contentsOf: files.questionnaire, encoding: .utf8))
        guard text.begin(version, replacing: old) else {
            throw ValidationError("\(files.questionnaire.relativePath) has no line “version:”.")
        }
        let unfinished = files.version(".\(old)")
        try? manager.removeItem(at: unfinished)
        try manager.createDirectory(at: unfinished, withIntermediateDirectories: true)
        try manager.copyItem(at: files.questionnaire, to: unfinished.appendingPathComponent("questionnaire.yaml"))
        if manager.fileExists(atPath: files.examples.path) {
            try manager.copyItem(at: files.examples, to: unfinished.appendingPathComponent("examples"))
        }
        try manager.moveItem(at: unfinished, to: target)
        try Data(text.text.utf8).write(to: files.questionnaire, options: .atomic)
    }
}
