import Casework
import Catalogue
import Foundation
import Testing

/// A copy of the real `Questionnaires` that a test may spoil; gone when the test is.
final class Workspace {
    static let today = CivilDay(number: 20_781)  // 2026-11-24

    static let original = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Questionnaires").standardizedFileURL

    let folder: URL
    private let parent: URL

    /// Copies `paths` below `Questionnaires`, everything if none are named.
    init(_ paths: [String] = ["self-tests", "rules", "countries", "station", "notices", "locales"]) throws {
        parent = FileManager.default.temporaryDirectory.appending(path: "catalogue-\(UUID().uuidString)")
        folder = parent.appending(path: "Questionnaires")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for path in paths {
            let source = Self.original.appending(path: path).resolvingSymlinksInPath()
            let target = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
            guard FileManager.default.fileExists(atPath: source.path) else {
                guard path == "locales" else { continue }
                for language in ["zh-Hans", "en"] {
                    try write("station.name: \"CloudStation\"\n", to: "locales/\(language).yaml")
                }
                continue
            }
            try FileManager.default.copyItem(at: source, to: target)
        }
        // In a copy to be spoilt nothing is frozen yet.
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        where name.hasSuffix("published.yaml") {
            try FileManager.default.removeItem(at: folder.appending(path: name))
        }
    }

    deinit { try? FileManager.default.removeItem(at: parent) }

    func load(runExamples: Bool = true, today: CivilDay = Workspace.today) -> CatalogueOutcome {
        CatalogueLoader(folder: folder, today: today, runExamples: runExamples).load()
    }

    func url(_ path: String) -> URL { folder.appending(path: path) }

    func text(_ path: String) throws -> String { try String(contentsOf: url(path), encoding: .utf8) }

    func write(_ text: String, to path: String) throws {
        try FileManager.default.createDirectory(
            at: url(path).deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url(path))
    }

    /// Replaces the first `old` in a file, or every one; the file must have it.
    func replace(_ old: String, by new: String, in path: String, everywhere: Bool = false) throws {
        let text = try text(path)
        let range = try #require(text.range(of: old), "“\(old)” is no longer in \(path): choose another text")
        guard !everywhere else { return try write(text.replacing(old, with: new), to: path) }
        try write(text.replacingCharacters(in: range, with: new), to: path)
    }

    /// The line (from 1) on which `phrase` first stands.
    func line(of phrase: String, in path: String) throws -> Int {
        let text = try text(path)
        let range = try #require(text.range(of: phrase), "“\(phrase)” is not in \(path)")
        return text[..<range.lowerBound].split(separator: "\n", omittingEmptySubsequences: false).count
    }
}

extension CatalogueOutcome {
    var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }
}
