import Foundation
import Station

/// One step at a time, and what a rehearsal looks at.
extension Migrator {
    /// The next step to apply; nil if the schema is up to date.
    func next(_ connection: any SQLConnection) throws(MigrationError) -> Migration? {
        migrations.dropFirst(try plan(connection).applied.count).first
    }

    /// Applies what is pending up to and with `step`, within the caller's transaction. Somebody else may have been
    /// faster: then nothing is done.
    func apply(through step: MigrationPlan.Step, _ connection: any SQLConnection) throws(MigrationError) {
        try Migrator(migrations.filter { $0.number <= step.number }).apply(connection, at: Date())
    }

    /// What every table that stays must still hold after the steps: a migration moves rows, it never loses one.
    static func rowCounts(_ connection: any SQLConnection) throws(StoreError) -> [String: Int] {
        var counts: [String: Int] = [:]
        for table in StoredTable.all where try table.exists(connection) {
            counts[table.name] = try table.count(connection)
        }
        return counts
    }

    /// A complaint about the first table that has fewer or more rows than `before`; nil if all are as they were.
    static func lostRows(since before: [String: Int], _ connection: any SQLConnection) throws(StoreError) -> String? {
        let after = try rowCounts(connection)
        for (name, count) in before.sorted(by: { $0.key < $1.key }) where after[name] != count {
            return "the table \(name) had \(count) rows and has \(after[name].map(String.init) ?? "none")"
        }
        return nil
    }
}
