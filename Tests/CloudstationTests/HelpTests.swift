import Samples
import Testing

@Suite("The command line explains itself")
struct HelpTests {
    @Test(
        "every command's help is as recorded",
        arguments: [
            [], ["serve"], ["check"], ["score"], ["route"], ["report"], ["user"], ["user", "add"],
            ["user", "disable"], ["user", "reset"], ["company", "import"], ["doctor"], ["migrate"],
            ["backup"], ["restore"], ["copy"], ["template"], ["draft"], ["publish"], ["preview"],
        ])
    func help(_ command: [String]) throws {
        let outcome = try CommandLine.run(command + ["--help"])
        #expect(outcome.status == 0)
        try expectGolden(outcome.output, "help\(command.map { "-" + $0 }.joined()).txt")
    }

    @Test("an unknown command leaves with status 64 and points to the help")
    func unknownCommand() throws {
        let outcome = try CommandLine.run(["frobnicate"])
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("--help"))
    }
}
