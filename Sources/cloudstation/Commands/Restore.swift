import ArgumentParser
import Foundation
import Storage

/// Puts a station from a backup in place.
struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put a station from a backup in place.",
        discussion: """
            The whole file is verified first; a damaged one changes nothing. A PostgreSQL database must be empty; \
            a restoring that was interrupted there goes on when it is started again.
            """)

    @Argument(help: ArgumentHelp("File that `backup` wrote.", valueName: "file"))
    var file: String

    @Flag(help: "Replace the store that stands there; it is kept under a dated name (SQLite).")
    var replace = false

    @OptionGroup var store: StoreOptions

    func run() async throws {
        let location = try store.location()
        let line = ProgressLine()
        let outcome = try await StoreOperations.telling { () async throws(OperationError) in
            defer { line.end() }
            return try await StoreRestoration(from: file, to: location, replaces: replace).run(line.report)
        }
        let manifest = outcome.manifest
        let rows = manifest.tables.map(\.rows).reduce(0, +)
        print(
            """
            Restored \(location) as of \(manifest.madeAt.formatted(.iso8601)): \
            \(StoreOperations.count(manifest.tables.count, "table")) with \(StoreOperations.count(rows, "row")), \
            counts and digests verified.
            """)
        if let kept = outcome.kept { print("The store that stood there is kept as \(kept).") }
    }
}
