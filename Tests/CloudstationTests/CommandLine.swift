import Foundation
import Testing

/// Runs the built program as a person would, from the package's root.
enum CommandLine {
    struct Outcome {
        let status: Int32
        let output: String
        let errors: String
    }

    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The program beside the test bundle.
    static var program: URL {
        Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
            .map { $0.deletingLastPathComponent().appendingPathComponent("cloudstation") }
            ?? Bundle.main.bundleURL.appendingPathComponent("cloudstation")
    }

    static func run(_ arguments: [String], environment: [String: String] = [:], input: String = "") throws -> Outcome {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = root
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
            .merging(["COLUMNS": "100"]) { $1 }
        let output = Pipe()
        let errors = Pipe()
        let given = Pipe()
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = given
        try process.run()
        given.fileHandleForWriting.write(Data(input.utf8))
        try given.fileHandleForWriting.close()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        let complaints = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
            errors: String(decoding: complaints, as: UTF8.self))
    }
}

/// Compares with the file of this name in `Golden/`; `RECORD=1` writes it instead.
func expectGolden(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = CommandLine.root.appendingPathComponent("Tests/CloudstationTests/Golden/\(name)")
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
        try Data(text.utf8).write(to: file)
        return
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    let difference = text.split(separator: "\n", omittingEmptySubsequences: false)
        .difference(from: expected.split(separator: "\n", omittingEmptySubsequences: false))
    let changes = difference.map { change in
        switch change {
        case .insert(let line, let text, _): "\(line + 1) + \(text)"
        case .remove(let line, let text, _): "\(line + 1) - \(text)"
        }
    }
    #expect(changes.isEmpty, "\(name) differs:\n\(changes.joined(separator: "\n"))", sourceLocation: sourceLocation)
}
