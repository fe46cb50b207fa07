import ArgumentParser
import Foundation
import Storage

/// Brings the store's schema up to date, or says what would be done.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the store up to date.",
        discussion: """
            What is pending is rehearsed first: on a copy beside a SQLite file, in a transaction that is undone on \
            PostgreSQL. A rehearsal that fails leaves the store as it is. Then each step is a transaction of its own.
            """)

    @Flag(help: "List what is pending and change nothing.")
    var dryRun = false

    @Flag(help: "Stop after the rehearsal.")
    var rehearse = false

    @OptionGroup var store: StoreOptions

    func validate() throws {
        if dryRun, rehearse { throw ValidationError("--dry-run and --rehearse exclude each other.") }
    }

    func run() async throws {
        let location = try store.location()
        if dryRun {
            let plan = try await StoreOptions.telling { () async throws(OpeningError) in try await location.inspect() }
            for step in plan.applied { print("applied  \(step)") }
            for step in plan.pending { print("pending  \(step)") }
            return
        }
        let steps = try await StoreOperations.telling { () async throws(OperationError) in
            try await StoreMigration(location).run(rehearsesOnly: rehearse, Self.tell)
        }
        if rehearse, !steps.isEmpty {
            print("The rehearsal went well; nothing was changed.")
        } else {
            print("The store is up to date.")
        }
    }

    @Sendable
    private static func tell(_ event: StoreMigration.Event) {
        switch event {
        case .rehearsing(let copy): print("Rehearsing on a copy, \(copy).")
        case .rehearsingUndone: print("Rehearsing in a transaction that is undone.")
        case .rehearsed(let steps):
            print(
                "Rehearsed \(StoreOperations.count(steps.count, "step")); integrity, references and row counts hold.")
        case .applying(let step): print("applying \(step)")
        case .applied(let step): print("applied  \(step)")
        }
    }
}
