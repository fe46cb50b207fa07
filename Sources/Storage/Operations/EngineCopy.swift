import Casework
import Station

/// Copies every table from one opened store into another, batch by batch; taken up again where it was broken off.
///
/// All that is read from the source in one run is of one moment. Each batch and the progress it makes are one
/// transaction of the target.
struct EngineCopy: Sendable {
    let source: any SQLEngine
    let target: any SQLEngine
    /// Tells this source from any other when a copy is taken up again.
    let sourceName: String
    let targetName: String
    /// Whether the source must still be the same at the end: false where only its snapshot counts.
    var comparesSource = true
    let report: OperationProgress.Report

    /// Gives every table's digest, which was found the same in both.
    func run() async throws -> [TableDigest] {
        let begun = try await target.transaction(.writing) { [sourceName, targetName] connection in
            try CopyProgress.begin(connection, source: sourceName, target: targetName)
        }
        let digests = try await HeldSnapshot.over(source) { snapshot in
            var digests: [TableDigest] = []
            for part in begun.parts { digests.append(try await copy(part, snapshot)) }
            return digests
        }
        try await verify(digests)
        try await target.transaction(.writing) { try CopyProgress.end($0) }
        return digests
    }

    private func copy(_ begun: CopyProgress.Part, _ snapshot: HeldSnapshot) async throws -> TableDigest {
        var part = begun
        let table = part.table
        let meter = ProgressMeter(table.name, .rows, earlier: part.sum.rows)
        let total = try await snapshot.read { try table.count($0) }
        while !part.isDone {
            let position = part.position
            let rows = try await snapshot.read { connection in
                try table.rows(connection, after: position, limit: StoredTable.batch)
            }
            part = try await store(rows, after: part)
            try report(meter.progress(part.sum.rows, of: part.isDone ? part.sum.rows : max(total, part.sum.rows + 1)))
        }
        return part.sum.table(table.name)
    }

    private func store(_ rows: [SQLRow], after part: CopyProgress.Part) async throws -> CopyProgress.Part {
        var next = part
        next.sum.add(rows)
        if let last = rows.last, !part.table.key.isEmpty { next.position = try part.table.position(of: last) }
        next.isDone = part.table.key.isEmpty || rows.count < StoredTable.batch
        let stored = next
        try await target.transaction(.writing) { [targetName] connection in
            try CopyProgress.advance(part, to: stored, connection, target: targetName)
            try part.table.insert(rows, connection)
            guard part.table == .tickets else { return }
            for row in rows { try SQLTicketStore.index(try row.json("body", as: Ticket.self), connection) }
        }
        return next
    }
}
