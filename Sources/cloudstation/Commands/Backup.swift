import ArgumentParser
import Foundation
import Storage

/// Writes the whole station into one file, beside a running station.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the whole station into one file, also while it runs.",
        discussion: "The file restores into SQLite and PostgreSQL alike. Keep it as secret as the station itself.")

    @Argument(help: ArgumentHelp("File to write.", valueName: "file"))
    var file: String

    @Flag(help: "Replace the file if it is there already.")
    var force = false

    @OptionGroup var store: StoreOptions

    func run() async throws {
        let location = try store.location()
        let line = ProgressLine()
        let manifest = try await StoreOperations.telling { () async throws(OperationError) in
            defer { line.end() }
            return try await StoreBackup(of: location, to: file, overwrites: force).write(line.report)
        }
        let rows = manifest.tables.map(\.rows).reduce(0, +)
        print(
            """
            Wrote \(file): \(StoreOperations.count(manifest.tables.count, "table")) with \
            \(StoreOperations.count(rows, "row")) from \(manifest.engine).
            """)
    }
}
