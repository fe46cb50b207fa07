import Station

/// What was copied is read again from both ends.
extension EngineCopy {
    func verify(_ copied: [TableDigest]) async throws {
        for (table, expected) in zip(StoredTable.all, copied) {
            let found = try await digest(of: table, in: target, "verifying \(table.name)")
            guard found == expected else { throw OperationError.differs(expected: expected, found: found) }
        }
        if comparesSource {
            for (table, expected) in zip(StoredTable.all, copied) {
                let found = try await digest(of: table, in: source, "comparing \(table.name)")
                guard found == expected else { throw OperationError.sourceChanged(copied: expected, found: found) }
            }
        }
        if let lost = try await target.transaction(.reading, { try SearchCheck.lost($0) }) {
            throw OperationError.notSearchable(ticket: lost)
        }
    }

    private func digest(
        of table: StoredTable, in engine: any SQLEngine, _ subject: String
    ) async throws -> TableDigest {
        let meter = ProgressMeter(subject, .rows)
        return try await engine.transaction(.reading) { [report] connection in
            let sum = try table.sum(connection) { try report(meter.progress($0, of: nil)) }
            try report(meter.progress(sum.rows, of: sum.rows))
            return sum.table(table.name)
        }
    }
}
