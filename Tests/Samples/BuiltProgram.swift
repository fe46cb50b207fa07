package import Foundation

/// Runs the built program as a person would, from the package's root.
package enum CommandLine {
    /// What it left behind.
    package struct Outcome {
        package let status: Int32
        package let output: String
        package let errors: String
    }

    /// The package's own folder.
    package static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The program beside the test bundle.
    package static var program: URL {
        Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
            .map { $0.deletingLastPathComponent().appendingPathComponent("cloudstation") }
            ?? Bundle.main.bundleURL.appendingPathComponent("cloudstation")
    }

    /// Runs it to its end.
    package static func run(
        _ arguments: [String], environment: [String: String] = [:], input: String = ""
    ) throws -> Outcome {
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
