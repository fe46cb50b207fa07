import ArgumentParser
import Foundation
import Storage

/// Brings the store's schema up to date, or says what would be done.
struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Bring the store up to date.")

    @Flag(help: "List what is pending and change nothing.")
    var dryRun = false

    @OptionGroup var store: StoreOptions

    func run() throws {
        if dryRun {
            let plan: MigrationPlan
            do {
                plan = try SQLiteStation.inspect(path: try store.path())
            } catch let error as OpeningError {
                FileHandle.report("error: \(error)")
                throw ExitCode(2)
            }
            for step in plan.applied { print("applied  \(step)") }
            for step in plan.pending { print("pending  \(step)") }
            return
        }
        let plan = try store.open().plan
        for step in plan.pending { print("applied  \(step)") }
        print("The store is up to date.")
    }
}
