public import Casework
public import Foundation
public import Station

/// What reading the catalogue came to.
public struct CatalogueOutcome: Sendable {
    /// Nil if and only if `diagnostics` holds an error.
    public let catalogue: StationCatalogue?
    /// Everything that was found, by file and line; warnings among them.
    public let diagnostics: [Diagnostic]
}

/// Reads the folder `Questionnaires` into one checked value, or says at once everything that is wrong with it.
public struct CatalogueLoader: Sendable {
    /// The folder that holds `self-tests`, `station`, `notices` and `locales`.
    public let folder: URL
    /// Against which review dates and the years of the calendar are held.
    public let today: CivilDay
    /// Whether the worked examples are run too, so that a change of content shows what it changes.
    public let runExamples: Bool
    /// Whether published versions may hold other words than when they were published: only for publishing them anew.
    public let amendsPublished: Bool

    /// Reads nothing yet.
    public init(folder: URL, today: CivilDay, runExamples: Bool = true, amendsPublished: Bool = false) {
        self.folder = folder
        self.today = today
        self.runExamples = runExamples
        self.amendsPublished = amendsPublished
    }

    /// Reads all files; never traps, whatever they hold.
    public func load() -> CatalogueOutcome {
        let proof = Proofreading(today: today)
        proof.amendsPublished = amendsPublished
        let tree = SourceTree(folder, proof: proof)
        guard tree.exists else {
            proof.error("the folder is missing or cannot be read", at: Place(file: tree.name))
            return CatalogueOutcome(catalogue: nil, diagnostics: proof.diagnostics)
        }
        let parts = CatalogueParts(tree)
        if runExamples { ExampleRunner(tree: tree, parts: parts).run() }
        proof.checkReferences()
        return CatalogueOutcome(
            catalogue: proof.hasErrors ? nil : parts.catalogue(), diagnostics: proof.diagnostics)
    }
}
