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
            let current = parts.selfTests.first { $0.id == folder }
            let countries = parts.countries ?? .empty
            for entry in entries(in: "self-tests/\(folder)/examples") {
                SelfTestExample(entry, current, countries)?.check()
            }
            // What came out under an earlier version still does, and its answers can be carried over.
            let past = parts.pastVersions[folder] ?? []
            for (place, version) in past.enumerated() {
                let later = Array(past[(place + 1)...]) + (current.map { [$0] } ?? [])
                let examples = "self-tests/\(folder)/versions/\(version.version)/examples"
                guard tree.hasFile(examples) else { continue }
                for entry in entries(in: examples) {
                    SelfTestExample(entry, version, countries)?.check()
                    SelfTestExample.checkCarrying(entry, through: later, countries)
                }
            }
        }
        for entry in entries(in: "station/examples") { RoutingExample(entry)?.check(parts) }
        return tree.proof.diagnostics
    }

    private func entries(in folder: String) -> [Entry] {
        tree.yamlFiles(in: folder).compactMap { tree.file("\(folder)/\($0).yaml")?.root() }
    }
}
