import ArgumentParser
import Foundation
import Storage

/// Moves a whole station from one store into another.
struct Copy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy a whole station from one store into another, whatever their engines.",
        discussion: """
            Stop the station first: nobody may write to the source meanwhile. The target must be empty. Interrupted at \
            any moment, the same command goes on where it stopped.
            """)

    @Option(help: ArgumentHelp("sqlite:PATH or postgres://…, which stays as it is.", valueName: "url"))
    var from: String

    @Option(help: ArgumentHelp("sqlite:PATH or postgres://…, which is empty.", valueName: "url"))
    var to: String

    func run() async throws {
        let copy = StoreCopy(from: try Self.location(from, "--from"), to: try Self.location(to, "--to"))
        let line = ProgressLine(keepsSubjects: true)
        let digests = try await StoreOperations.telling { () async throws(OperationError) in
            defer { line.end() }
            return try await copy.run(line.report)
        }
        for table in digests { print("\(table.name)  \(table.rows)  \(table.digest)") }
        let rows = digests.map(\.rows).reduce(0, +)
        print(
            """
            Copied \(StoreOperations.count(digests.count, "table")) with \(StoreOperations.count(rows, "row")); \
            counts and digests of source and target are equal, the search index is made anew.
            """)
    }

    private static func location(_ text: String, _ option: String) throws -> StoreLocation {
        guard let location = StoreLocation(text) else {
            throw ValidationError("\(option) must begin with sqlite: or postgres://.")
        }
        return location
    }
}
