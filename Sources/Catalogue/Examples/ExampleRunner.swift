import Casework
public import Foundation
import HealthCheck
public import Station

/// Runs the worked examples that stand beside the content and reports every value that comes out otherwise.
public struct ExampleRunner {
    private let tree: SourceTree
    private let parts: CatalogueParts

    init(tree: SourceTree, parts: CatalogueParts) {
        self.tree = tree
        self.parts = parts
    }

    /// For examples below `folder` (the folder `Questionnaires`) under a catalogue that is already loaded.
    public init(folder: URL, catalogue: StationCatalogue) {
        let today = catalogue.policy.calendar.day(of: Date(timeIntervalSince1970: 0))
        self.init(tree: SourceTree(folder, proof: Proofreading(today: today)), parts: CatalogueParts(catalogue))
    }

    /// Runs all examples; an error at the line of each expected value that differs, none when all agree.
    @discardableResult public func run() -> [Diagnostic] {
        for folder in tree.names(in: "self-tests", ofFolders: true) {
            let questionnaire = parts.selfTests.first { $0.id == folder }
            for entry in entries(in: "self-tests/\(folder)/examples") {
                SelfTestExample(entry, questionnaire)?.check()
            }
        }
        for entry in entries(in: "station/examples") { RoutingExample(entry)?.check(parts) }
        return tree.proof.diagnostics
    }

    private func entries(in folder: String) -> [Entry] {
        tree.yamlFiles(in: folder).compactMap { tree.file("\(folder)/\($0).yaml")?.root() }
    }
}
