import Foundation
import Samples
import Testing

@Suite("The command line explains itself")
struct HelpTests {
    @Test(
        "every command's help is as recorded",
        arguments: [
            [], ["serve"], ["check"], ["score"], ["route"], ["report"], ["user"], ["user", "add"],
            ["user", "disable"], ["user", "reset"], ["company", "import"], ["doctor"], ["migrate"],
            ["backup"], ["restore"], ["copy"], ["template"], ["draft"], ["publish"], ["preview"], ["loop"], ["retime"],
            ["routing", "list"], ["routing", "try"], ["routing", "publish"],
        ])
    func help(_ command: [String]) throws {
        let outcome = try CommandLine.run(command + ["--help"])
        #expect(outcome.status == 0)
        try expectGolden(outcome.output, "help\(command.map { "-" + $0 }.joined()).txt")
    }

    @Test("the loop draws itself; the documentation shows what it draws", arguments: ["mermaid", "dot", "table"])
    func loop(format: String) throws {
        let outcome = try CommandLine.run(["loop", "--format", format])
        #expect(outcome.status == 0)
        try expectGolden(outcome.output, "loop-\(format).txt")
        guard format != "dot" else { return }
        let root = (0..<3).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        let page = try String(
            contentsOf: root.appending(path: "Sources/cloudstation/Documentation.docc/TicketLoop.md"), encoding: .utf8)
        #expect(page.contains(outcome.output), "write the command's output into TicketLoop.md")
    }

    @Test("a format the loop cannot draw is named")
    func unknownFormat() throws {
        let outcome = try CommandLine.run(["loop", "--format", "svg"])
        #expect(outcome.status == 64 && outcome.errors.contains("svg"))
    }

    @Test("an unknown command leaves with status 64 and points to the help")
    func unknownCommand() throws {
        let outcome = try CommandLine.run(["frobnicate"])
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("--help"))
    }
}
