import Foundation
import Samples
import Testing

@Suite("Commands for editors")
struct EditingCommandTests {
    private func withCatalogue(_ body: (URL) throws -> Void) throws {
        let folder = try ContentCommandTests.copyOfCatalogue()
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    private func questionnaire(_ folder: URL, _ id: String = "first-look") -> URL {
        folder.appendingPathComponent("self-tests/\(id)/questionnaire.yaml")
    }

    private func text(_ file: URL) throws -> String { try String(contentsOf: file, encoding: .utf8) }

    @Test("draft files the published version byte for byte and changes two places of the new one")
    func draft() throws {
        try withCatalogue { folder in
            #expect(try CommandLine.run(["publish", "--all", "--amend", "--catalogue", folder.path]).status == 0)
            let before = try text(questionnaire(folder))
            let outcome = try CommandLine.run(["draft", "first-look", "2031.01", "--catalogue", folder.path])
            #expect(outcome.status == 0, "\(outcome.errors)")
            let old = folder.appendingPathComponent("self-tests/first-look/versions/2026.12")
            #expect(try text(old.appendingPathComponent("questionnaire.yaml")) == before)
            #expect(FileManager.default.fileExists(atPath: old.appendingPathComponent("examples/calm.yaml").path))
            let after = try text(questionnaire(folder))
            let kept = Set(after.split(separator: "\n"))
            let removed = before.split(separator: "\n").filter { !kept.contains($0) }
            #expect(removed == ["version: \"2026.12\""])
            #expect(after.contains("version: \"2031.01\""))
            #expect(after.contains("  version: \"2026.12\""))
            let check = try CommandLine.run(["check", "--catalogue", folder.path])
            #expect(check.status == 0)
            #expect(check.output.contains(#/first-look/questionnaire\.yaml:\d+:\d+: warning: version 2031\.01 is not/#))
            let again = try CommandLine.run(["draft", "first-look", "2031.02", "--catalogue", folder.path])
            #expect(again.status == 1 && again.errors.contains("is a draft itself"))
        }
    }

    @Test("a version that is not later than all before is refused")
    func earlier() throws {
        try withCatalogue { folder in
            #expect(try CommandLine.run(["publish", "--all", "--amend", "--catalogue", folder.path]).status == 0)
            let outcome = try CommandLine.run(["draft", "tax", "2020.01", "--catalogue", folder.path])
            #expect(outcome.status == 64 && outcome.errors.contains("not later than"))
            #expect(try CommandLine.run(["draft", "tax", "next", "--catalogue", folder.path]).status == 64)
        }
    }

    @Test("publish freezes the words: changed ones are refused, unless nobody has answered them yet")
    func publish() throws {
        try withCatalogue { folder in
            let first = try CommandLine.run(["publish", "--all", "--amend", "--catalogue", folder.path])
            #expect(first.status == 0)
            let published = folder.appendingPathComponent("self-tests/first-look/published.yaml")
            let before = try text(published)
            let again = try CommandLine.run(["publish", "first-look", "--catalogue", folder.path])
            #expect(again.status == 0 && again.output.contains("published already"))
            let words = try text(questionnaire(folder))
            try Data((words + "# one more remark\n").utf8).write(to: questionnaire(folder))
            let refused = try CommandLine.run(["publish", "first-look", "--catalogue", folder.path])
            #expect(refused.status == 1 && refused.errors.contains("published and has been changed"))
            #expect(try text(published) == before)
            let amended = try CommandLine.run(["publish", "first-look", "--amend", "--catalogue", folder.path])
            #expect(amended.status == 0 && amended.output.contains("first-look 2026.12: published"))
            #expect(try text(published) != before)
        }
    }

    @Test("publish writes nothing where the check finds an error")
    func mistake() throws {
        try withCatalogue { folder in
            let published = folder.appendingPathComponent("self-tests/tax/published.yaml")
            try FileManager.default.removeItem(at: published)
            let file = questionnaire(folder, "tax")
            try Data(try text(file).replacing("method: wd-2", with: "method: wd-9").utf8).write(to: file)
            let outcome = try CommandLine.run(["publish", "tax", "--catalogue", folder.path])
            #expect(outcome.status == 1 && outcome.errors.contains("Nothing is published"))
            #expect(!FileManager.default.fileExists(atPath: published.path))
        }
    }

    @Test("serve refuses a version that is not published, and says what to do")
    func serve() throws {
        try withCatalogue { folder in
            try FileManager.default.removeItem(
                at: folder.appendingPathComponent("self-tests/first-look/published.yaml"))
            let outcome = try CommandLine.run(["serve", "--catalogue", folder.path, "--data", folder.path + "/data"])
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("cloudstation publish first-look"))
        }
    }

    @Test("check ends with the rules to look at again")
    func reviewDates() throws {
        let outcome = try CommandLine.run(["check"])
        #expect(outcome.output.contains(#/Rules to look at again: \d+ past their day, of \d+\./#))
        #expect(outcome.output.contains("The next 10:"))
    }
}
