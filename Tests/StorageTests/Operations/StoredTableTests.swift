import Foundation
import GRDB
import Testing

@testable import Storage

@Suite("The tables of a whole station")
struct StoredTableTests {
    private struct Schema {
        let tables: Set<String>
        let keys: [String: [String]]
        let references: [(from: String, to: String)]

        init() throws {
            let folder = try TemporaryFolder()
            _ = try SQLiteStation(path: folder.file)
            let queue = try DatabaseQueue(path: folder.file)
            (tables, keys, references) = try queue.read { database in
                let names = try String.fetchAll(
                    database,
                    sql: """
                        SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
                        AND name NOT LIKE 'ticket_search%' AND name <> 'schema_migrations'
                        """)
                var keys: [String: [String]] = [:]
                var references: [(String, String)] = []
                for name in names {
                    keys[name] = try String.fetchAll(
                        database, sql: "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk",
                        arguments: [name])
                    for target in try String.fetchAll(
                        database, sql: "SELECT \"table\" FROM pragma_foreign_key_list(?)", arguments: [name])
                    {
                        references.append((name, target))
                    }
                }
                return (Set(names), keys, references)
            }
        }
    }

    @Test("none is left out, each with its key, and what others refer to comes first")
    func complete() throws {
        let schema = try Schema()
        let names = StoredTable.all.map(\.name)
        #expect(Set(names) == schema.tables)
        for table in StoredTable.all { #expect(schema.keys[table.name] == table.key, "\(table.name)") }
        #expect(schema.references.count >= 15)
        for (from, to) in schema.references where from != to {
            let early = try #require(names.firstIndex(of: to))
            let late = try #require(names.firstIndex(of: from))
            #expect(early < late, "\(from) refers to \(to)")
        }
    }

    @Test("a digest does not depend on the order of rows or columns, but on every value and its kind")
    func digests() {
        func sum(_ columns: [String], _ rows: [[SQLValue]]) -> RowSum {
            var sum = RowSum()
            for row in rows { sum.add([SQLRow(columns: columns, values: row)]) }
            return sum
        }
        let base = sum(["a", "b"], [[.integer(1), .text("x")], [.null, .text("")]])
        #expect(base == sum(["b", "a"], [[.text(""), .null], [.text("x"), .integer(1)]]))
        let others = [
            sum(["a", "b"], [[.integer(1), .text("x")]]),
            sum(["a", "b"], [[.integer(1), .text("x")], [.null, .null]]),
            sum(["a", "b"], [[.integer(2), .text("x")], [.null, .text("")]]),
            sum(["a", "b"], [[.text("1"), .text("x")], [.null, .text("")]]),
            sum(["a", "c"], [[.integer(1), .text("x")], [.null, .text("")]]),
            sum(["a", "b"], [[.null, .text("x")], [.integer(1), .text("")]]),
            sum(["a", "b"], [[.integer(1), .text("x")], [.null, .text("")], [.null, .text("")]]),
        ]
        #expect(Set(others + [base]).count == others.count + 1)
        #expect(RowSum(rows: base.rows, digest: base.digest) == base)
        #expect(RowSum(rows: 1, digest: "xyz") == nil)
        // Composed and decomposed are equal for people, but not the same bytes.
        #expect(sum(["a"], [[.text("\u{E9}")]]) != sum(["a"], [[.text("e\u{301}")]]))
    }
}
