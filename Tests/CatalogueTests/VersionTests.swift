import Catalogue
import Foundation
import HealthCheck
import Station
import Testing

@Suite("Published versions")
struct VersionTests {
    private static let tax = "self-tests/tax/questionnaire.yaml"
    private static let past = "self-tests/tax/versions/2026.11/questionnaire.yaml"
    private static let published = "self-tests/tax/published.yaml"

    /// The real content with both versions of the tax self-test published as they stand.
    private func workspace() throws -> Workspace {
        let workspace = try Workspace()
        let catalogue = try #require(try Workspace().load(runExamples: false).catalogue)
        let hashes = [
            ("2026.11", try #require(catalogue.pastVersions["tax"]?.first).contentHash),
            ("2026.12", try #require(catalogue.selfTest("tax")).contentHash),
        ]
        let items = hashes.map { "  - version: \"\($0)\"\n    sha256: \($1)\n    published: 2026-11-01\n" }
        try workspace.write("versions:\n\(items.joined())", to: Self.published)
        return workspace
    }

    @Test("that stand as they were published are accepted")
    func unchanged() throws {
        let outcome = try workspace().load(runExamples: false)
        #expect(outcome.errors == [])
        #expect(outcome.catalogue?.drafts.contains("tax") == false)
    }

    @Test("cannot be changed by a single letter: the file is named", arguments: [tax, past])
    func changed(_ file: String) throws {
        let workspace = try workspace()
        try workspace.write(try workspace.text(file) + "# one more remark\n", to: file)
        let outcome = workspace.load(runExamples: false)
        #expect(outcome.catalogue == nil)
        let error = try #require(outcome.errors.first)
        #expect(outcome.errors.count == 1 && error.file == "Questionnaires/\(file)" && error.line == 1)
        #expect(error.message.contains("is published and has been changed since"))
        #expect(error.hint?.contains("begin a new version") == true)
    }

    @Test("that are not published yet are drafts and may change")
    func draft() throws {
        let workspace = try workspace()
        let list = try workspace.text(Self.published)
        let first = try #require(list.range(of: "  - version: \"2026.12\""))
        try workspace.write(String(list[..<first.lowerBound]), to: Self.published)
        try workspace.write(try workspace.text(Self.tax) + "# one more remark\n", to: Self.tax)
        let outcome = workspace.load(runExamples: false)
        #expect(outcome.errors == [])
        #expect(outcome.catalogue?.drafts.contains("tax") == true)
    }

    @Test("are listed with version, hash and day, or the line is named")
    func listed() throws {
        let workspace = try workspace()
        try workspace.replace("published: 2026-11-01", by: "published: 1 November", in: Self.published)
        let outcome = workspace.load(runExamples: false)
        let line = try workspace.line(of: "1 November", in: Self.published)
        #expect(outcome.errors.map(\.line) == [line])
        #expect(outcome.errors.map(\.file) == ["Questionnaires/\(Self.published)"])
    }
}
