import Foundation
import Samples
import Testing

@Suite("Answers as files: template and score")
struct OfflineCommandTests {
    private func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("answers-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    private func write(_ text: String, to name: String, in folder: URL) throws {
        try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }

    @Test("a template filled by its ids is scored as the same answers in YAML are")
    func template() throws {
        try withFolder { folder in
            let file = folder.appendingPathComponent("tax.csv")
            let written = try CommandLine.run(["template", "tax", "--format", "csv", "--output", file.path])
            #expect(written.status == 0)
            #expect(try String(contentsOf: file, encoding: .utf8).contains("题号"))
            try write("题号,回答\nstaff-days,190\nagent-signs,不清楚\n", to: "a.csv", in: folder)
            try write("answers:\n  staff-days: 190\n  agent-signs: unknown\n", to: "a.yaml", in: folder)
            let sheet = try CommandLine.run([
                "score", "tax", folder.appendingPathComponent("a.csv").path, "--format", "json",
            ])
            let yaml = try CommandLine.run([
                "score", "tax", folder.appendingPathComponent("a.yaml").path, "--format", "json",
            ])
            #expect(sheet.status == 0 && !sheet.output.isEmpty)
            #expect(sheet.output == yaml.output)
        }
    }

    @Test("a mistake in a sheet is told by its cell, in either language")
    func cells() throws {
        try withFolder { folder in
            try write("题号,回答\nstaff-days,900\nnonsense,1\n", to: "a.csv", in: folder)
            let file = folder.appendingPathComponent("a.csv").path
            let zh = try CommandLine.run(["score", "tax", file])
            #expect(zh.status == 1)
            #expect(zh.errors.contains("a.csv:B2: 请填 0 到"))
            #expect(zh.errors.contains("a.csv:A3: 没有“nonsense”这道题"))
            let en = try CommandLine.run(["score", "tax", file, "--language", "en"])
            #expect(en.errors.contains("a.csv:A3: There is no question “nonsense”"))
        }
    }

    @Test(
        "every file of a folder is scored by name; the bad ones say why and the status is 1",
        arguments: ["csv", "json"])
    func folder(_ ending: String) throws {
        try withFolder { folder in
            let answers = folder.appendingPathComponent("answers")
            try FileManager.default.createDirectory(at: answers, withIntermediateDirectories: true)
            for name in ["calm", "mixed", "red-lines"] {
                try FileManager.default.copyItem(
                    at: CommandLine.root.appendingPathComponent("Questionnaires/self-tests/tax/examples/\(name).yaml"),
                    to: answers.appendingPathComponent("\(name).yaml"))
            }
            try write("题号,回答\nstaff-days,900\n", to: "wrong.csv", in: answers)
            try write("answers:\n  staff-days: 900\n", to: "wrong.yaml", in: answers)
            try write("PK\u{3}\u{4}", to: "broken.xlsx", in: answers)
            try write("not answers", to: "notes.txt", in: answers)
            let result = folder.appendingPathComponent("result.\(ending)")
            let outcome = try CommandLine.run(["score", "tax", answers.path, "--output", result.path])
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("notes.txt: not read"))
            #expect(outcome.errors.contains("3 of 6 files scored, 3 with problems."))
            let text = try String(contentsOf: result, encoding: .utf8)
            let places = ["broken", "calm", "mixed", "red-lines", "wrong.csv", "wrong.yaml"].map {
                text.range(of: $0)?.lowerBound
            }
            #expect(!places.contains(nil))
            #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
            #expect(text.contains("wrong.csv:B2"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
        }
    }

    @Test("the table on standard output is as recorded")
    func table() throws {
        let examples = ["calm", "mixed", "red-lines"].map { "Questionnaires/self-tests/tax/examples/\($0).yaml" }
        let outcome = try CommandLine.run(["score", "tax"] + examples)
        #expect(outcome.status == 0)
        try expectGolden(outcome.output, "score-tax-table.text")
    }

    @Test("an output that is no table is refused before anything is read")
    func output() throws {
        let outcome = try CommandLine.run([
            "score", "tax", "Questionnaires/self-tests/tax/examples", "--output", "a.pdf",
        ])
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains(".csv, .xlsx or .json"))
    }
}
