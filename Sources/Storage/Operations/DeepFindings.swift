import Casework
import Station

/// Everything that takes time: the engine's own check, every row, every ticket.
enum DeepFindings {
    static func all(
        _ connection: any SQLConnection, policy: CaseworkPolicy, _ report: OperationProgress.Report
    ) throws -> [StoreFinding] {
        var findings: [StoreFinding] = []
        findings += try engine(connection)
        findings += rows(connection, report)
        findings += tickets(connection, policy, report)
        return findings
    }

    private static func engine(_ connection: any SQLConnection) throws(StoreError) -> [StoreFinding] {
        guard connection.dialect.name == Dialect.sqlite.name else {
            return [
                StoreFinding(.ok, "integrity", "PostgreSQL checks references at every write; all rows are read below.")
            ]
        }
        let complaints = try SQLiteSoundness.complaints(connection)
        return complaints.isEmpty
            ? [StoreFinding(.ok, "integrity", "The engine finds file and references sound.")]
            : complaints.map { StoreFinding(.fail, "integrity", "\($0).") }.shortened()
    }

    private static func rows(_ connection: any SQLConnection, _ report: OperationProgress.Report) -> [StoreFinding] {
        var total = 0
        var findings: [StoreFinding] = []
        for table in StoredTable.all {
            let meter = ProgressMeter("reading \(table.name)", .rows)
            do {
                total += try table.sum(connection) { try report(meter.progress($0, of: nil)) }.rows
            } catch {
                findings.append(
                    StoreFinding(
                        .fail, "rows", OperationError(error, store: "The table \(table.name)").description))
            }
        }
        return findings.isEmpty
            ? [StoreFinding(.ok, "rows", "All \(total) rows of \(StoredTable.all.count) tables can be read.")]
            : findings
    }

    private static func tickets(
        _ connection: any SQLConnection, _ policy: CaseworkPolicy, _ report: OperationProgress.Report
    ) -> [StoreFinding] {
        do {
            var examination = TicketExamination(policy: policy)
            try examination.run(connection, report)
            if let lost = try SearchCheck.lost(connection) {
                examination.findings.append(StoreFinding(.fail, "search", "The search index does not find \(lost)."))
            }
            if let officer = try LoadCheck.miscounted(connection) {
                examination.findings.append(
                    StoreFinding(.fail, "load", "The open work kept of officer \(officer) is not what they have."))
            }
            let summary = StoreFinding(
                .ok, "tickets",
                "\(examination.count) tickets were recomputed from \(examination.events) events.")
            return examination.findings.isEmpty ? [summary] : [summary] + examination.findings.shortened()
        } catch {
            return [StoreFinding(.fail, "tickets", OperationError(error, store: "The tickets").description)]
        }
    }
}
