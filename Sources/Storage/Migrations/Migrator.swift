import Foundation
import Station

/// Compares a store's history with the known steps and applies what is missing; refuses a history it does not know.
struct Migrator {
    let migrations: [Migration]

    init(_ migrations: [Migration] = Migration.all) { self.migrations = migrations }

    /// What would be done; changes nothing.
    func plan(_ connection: any SQLConnection) throws(MigrationError) -> MigrationPlan {
        let applied = try history(connection)
        return MigrationPlan(applied: applied, pending: migrations.dropFirst(applied.count).map(\.step))
    }

    /// Applies what is pending, within the caller's transaction, and gives the plan it followed.
    @discardableResult
    func apply(_ connection: any SQLConnection, at now: Date) throws(MigrationError) -> MigrationPlan {
        do {
            try connection.lock(.migration)
        } catch {
            throw .failed("\(error)")
        }
        let plan = try plan(connection)
        for migration in migrations.dropFirst(plan.applied.count) {
            do {
                try run(migration, connection, at: now)
            } catch {
                throw .failed("\(migration.step): \(error)")
            }
        }
        return plan
    }

    private func run(_ migration: Migration, _ connection: any SQLConnection, at now: Date) throws(StoreError) {
        try connection.execute(
            """
            CREATE TABLE IF NOT EXISTS schema_migrations (
                number BIGINT PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)
            """)
        for table in migration.droppedFirst { try connection.execute("DROP TABLE \(table)") }
        for statement in migration.termIndexes.flatMap(connection.dialect.termIndex) {
            try connection.execute(statement)
        }
        for statement in migration.statements { try connection.execute(statement) }
        for statement in migration.appendOnlyTables.flatMap(connection.dialect.appendOnly) {
            try connection.execute(statement)
        }
        if migration.indexesTickets { try SQLTicketStore.indexAll(connection) }
        try connection.execute(
            "INSERT INTO schema_migrations (number, name, checksum, applied_at) VALUES (?, ?, ?, ?)",
            [.int(migration.number), .text(migration.name), .text(migration.checksum), .moment(now)])
    }

    private func history(_ connection: any SQLConnection) throws(MigrationError) -> [MigrationPlan.Step] {
        var steps: [MigrationPlan.Step] = []
        for (index, row) in try rows(connection).enumerated() {
            guard index < migrations.count else { throw .unknown(number: row.step.number, name: row.step.name) }
            let known = migrations[index]
            guard known.step == row.step else { throw .reordered(expected: known.step, found: row.step) }
            guard known.checksum == row.checksum else {
                throw .altered(number: row.step.number, name: row.step.name)
            }
            steps.append(row.step)
        }
        return steps
    }

    private func rows(
        _ connection: any SQLConnection
    ) throws(MigrationError) -> [(step: MigrationPlan.Step, checksum: String)] {
        do {
            guard try connection.first(connection.dialect.tableExists, [.text("schema_migrations")]) != nil else {
                return []
            }
            return try connection.query("SELECT number, name, checksum FROM schema_migrations ORDER BY number")
                .map { row throws(StoreError) in
                    let step = MigrationPlan.Step(number: try row.int("number"), name: try row.text("name"))
                    return (step, try row.text("checksum"))
                }
        } catch {
            throw .failed("\(error)")
        }
    }
}

extension Migration {
    var step: MigrationPlan.Step { MigrationPlan.Step(number: number, name: name) }
}
