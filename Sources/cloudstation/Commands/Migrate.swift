import ArgumentParser
import Foundation
import Storage

/// Brings the store's schema up to date, or says what would be done.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Bring the store up to date.")

    @Flag(help: "List what is pending and change nothing.")
    var dryRun = false

    @OptionGroup var store: StoreOptions

    func run() async throws {
        if dryRun {
            let location = try store.location()
            let plan = try await StoreOptions.telling { () async throws(OpeningError) in try await location.inspect() }
            for step in plan.applied { print("applied  \(step)") }
            for step in plan.pending { print("pending  \(step)") }
            return
        }
        let plan = try await store.open().plan
        for step in plan.pending { print("applied  \(step)") }
        print("The store is up to date.")
    }
}
