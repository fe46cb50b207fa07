import Foundation
import GRDB
import Station

/// Migrates a SQLite file that this process owns meanwhile.
struct SQLiteMigration {
    let path: String
    let migrator: Migrator

    func run(
        rehearsesOnly: Bool, _ tell: (StoreMigration.Event) -> Void
    ) throws -> [MigrationPlan.Step] {
        let path = try SQLiteFile.prepare(path)
        guard Files.exists(path) || !rehearsesOnly else { throw OpeningError.noSuchFile(path: path) }
        let owner = try OwnerLock(path: path)
        return try withExtendedLifetime(owner) {
            let steps = try pending(path)
            guard !steps.isEmpty else { return [] }
            // A store that is not there yet has nothing to lose.
            if Files.size(path) > 0 { try rehearse(steps, of: path, tell) }
            guard !rehearsesOnly else { return steps }
            try SQLiteFile.create(path)
            try apply(steps, to: path, tell)
            return steps
        }
    }

    private func pending(_ path: String) throws -> [MigrationPlan.Step] {
        guard Files.size(path) > 0 else { return migrator.migrations.map(\.step) }
        return try SQLiteSnapshot(existing: path).read { try migrator.plan($0) }.pending
    }

    private func rehearse(
        _ steps: [MigrationPlan.Step], of path: String, _ tell: (StoreMigration.Event) -> Void
    ) throws {
        let copy = path + ".rehearsal"
        Files.removeDatabase(copy)
        defer { Files.removeDatabase(copy) }
        // The steps may write every row anew.
        try Files.requireRoom((Files.size(path) + Files.size(path + "-wal")) * 2 + (4 << 20), for: copy)
        tell(.rehearsing(copy: copy))
        _ = try SQLiteSnapshot(of: path, at: copy, report: { _ in })
        let queue = try DatabaseQueue(path: copy, configuration: SQLiteSettings.configuration(readOnly: false))
        defer { try? queue.close() }
        let before = try queue.read { try Migrator.rowCounts(SQLiteConnection($0)) }
        for step in steps {
            do {
                try self.apply(step, queue)
                let complaint = try queue.read { try Migrator.lostRows(since: before, SQLiteConnection($0)) }
                if let complaint { throw MigrationError.failed(complaint) }
            } catch {
                throw OperationError.rehearsal(step, reason: Self.reason(error))
            }
        }
        let complaints = try queue.read { try SQLiteSoundness.complaints(SQLiteConnection($0)) }
        if let complaint = complaints.first, let last = steps.last {
            throw OperationError.rehearsal(last, reason: complaint)
        }
        tell(.rehearsed(steps))
    }

    private func apply(
        _ steps: [MigrationPlan.Step], to path: String, _ tell: (StoreMigration.Event) -> Void
    ) throws {
        let queue = try DatabaseQueue(path: path, configuration: SQLiteSettings.configuration(readOnly: false))
        defer { try? queue.close() }
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            try SQLiteSettings.makeDurable(database)
            try SQLiteSettings.verify(database)
        }
        for step in steps {
            tell(.applying(step))
            do {
                try apply(step, queue)
            } catch {
                throw OperationError.step(step, reason: Self.reason(error))
            }
            tell(.applied(step))
        }
    }

    private func apply(_ step: MigrationPlan.Step, _ queue: DatabaseQueue) throws {
        try queue.inTransaction(.immediate) { database in
            let connection = SQLiteConnection(database)
            try migrator.apply(through: step, connection)
            try connection.execute(connection.postponed)
            return .commit
        }
    }

    /// The cause alone: the sentence around it names the step.
    private static func reason(_ error: any Error) -> String {
        switch error {
        case MigrationError.failed(let reason): reason
        case let error as StoreError: error.sentence
        default: "\(error)"
        }
    }
}
