import Foundation
import Samples
import Testing

@Suite("Commands over the catalogue")
struct ContentCommandTests {
    @Test("check accepts the real content and counts it")
    func check() throws {
        let outcome = try CommandLine.run(["check"])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("4 self-tests"))
        #expect(outcome.output.contains("102 matters"))
    }

    @Test("check names file and line of every mistake and leaves with status 1")
    func mistakes() throws {
        let folder = try Self.copyOfCatalogue()
        defer { try? FileManager.default.removeItem(at: folder) }
        let units = folder.appendingPathComponent("station/units.yaml")
        let matters = folder.appendingPathComponent("station/matters.yaml")
        try Self.replace("loop: inner", "loop: sideways", in: units)
        try Self.replace("unit: entry-exit", "unit: nowhere", in: matters)
        let outcome = try CommandLine.run(["check", "--catalogue", folder.path])
        #expect(outcome.status == 1)
        #expect(outcome.output.contains(#/station/units\.yaml:\d+:\d+: error:/#))
        #expect(outcome.output.contains(#/station/matters\.yaml:\d+:\d+: error:/#))
    }

    @Test("score prints score, grade, interval, dimensions, red lines and warnings", arguments: ["text", "json"])
    func score(_ format: String) throws {
        let outcome = try CommandLine.run([
            "score", "tax", "Questionnaires/self-tests/tax/examples/red-lines.yaml", "--format", format,
        ])
        #expect(outcome.status == 0)
        try expectGolden(Self.withoutHash(outcome.output), "score-tax-red-lines.\(format)")
    }

    @Test("score says which answer does not fit, with its line")
    func badAnswers() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).yaml")
        try Data("answers:\n  staff-days: 900\n  nonsense: 1\n".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let outcome = try CommandLine.run(["score", "tax", file.path])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains(":2:"))
        #expect(outcome.errors.contains(":3:"))
    }

    @Test("route prints rule, units, due times and why", arguments: ["text", "json"])
    func route(_ format: String) throws {
        let examples = CommandLine.root.appendingPathComponent("Questionnaires/station/examples")
        let first = try FileManager.default.contentsOfDirectory(atPath: examples.path).sorted()[0]
        let outcome = try CommandLine.run(["route", "Questionnaires/station/examples/\(first)", "--format", format])
        #expect(outcome.status == 0)
        try expectGolden(outcome.output, "route-first-example.\(format)")
    }

    #if PostgreSQL
        @Test("a PostgreSQL server that cannot be used is refused in words, without the password")
        func postgres() throws {
            let outcome = try CommandLine.run(["migrate", "--database", "postgres://me:secret@127.0.0.1:1/station"])
            #expect(outcome.status == 2)
            #expect(outcome.errors.contains("127.0.0.1:1/station cannot be used"))
            #expect(!outcome.errors.contains("secret"))
        }
    #else
        @Test("a PostgreSQL address is refused with what to do")
        func postgres() throws {
            let outcome = try CommandLine.run(["migrate", "--database", "postgres://localhost/station"])
            #expect(outcome.status == 2)
            #expect(outcome.errors.contains("--traits PostgreSQL"))
        }
    #endif

    @Test("a demonstration refuses every host but loopback")
    func demoOnLoopback() throws {
        let outcome = try CommandLine.run(["serve", "--demo", "--host", "0.0.0.0"])
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("loopback"))
    }

    static func copyOfCatalogue() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("catalogue-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: CommandLine.root.appendingPathComponent("Questionnaires"), to: folder)
        return folder
    }

    private static func replace(_ old: String, _ new: String, in file: URL) throws {
        var text = try String(contentsOf: file, encoding: .utf8)
        let range = try #require(text.range(of: old))
        text.replaceSubrange(range, with: new)
        try Data(text.utf8).write(to: file)
    }

    /// The content hash changes with every edit of a question; everything else must not.
    private static func withoutHash(_ text: String) -> String {
        text.replacing(#/"contentHash":"[0-9a-f]{64}"/#, with: "\"contentHash\":\"…\"")
    }
}
