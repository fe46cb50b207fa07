import Casework
import Station

/// What the audit trail says happened to each ticket, in a few bytes for each: how many entries, and a sum that tells
/// which actions they were.
struct AuditTally {
    private struct Tally {
        var count: UInt32 = 0
        var sum: UInt64 = 0

        mutating func add(_ kind: TicketActionKind) {
            count &+= 1
            sum &+= AuditTally.weight(kind)
        }
    }

    private var tallies: [Int64: Tally] = [:]

    /// Reads the whole trail.
    mutating func count(_ connection: any SQLConnection, _ report: OperationProgress.Report) throws {
        let table = StoredTable(name: "audit", key: ["id"])
        let meter = ProgressMeter("reading the audit trail", .rows)
        var position: [SQLValue]?
        var done = 0
        while true {
            let rows = try table.rows(connection, after: position, limit: StoredTable.batch)
            for row in rows {
                let action = try row.text("action")
                guard action.hasPrefix("ticket."), try row.text("result") == "ok",
                    let kind = TicketActionKind(rawValue: String(action.dropFirst("ticket.".count))),
                    let number = TicketNumber(try row.text("subject"))
                else { continue }
                tallies[number.key, default: Tally()].add(kind)
            }
            done += rows.count
            try report(meter.progress(done, of: nil))
            guard let last = rows.last, rows.count == StoredTable.batch else { return }
            position = try table.position(of: last)
        }
    }

    /// Whether the trail has exactly these actions for the ticket; each ticket is asked for once.
    mutating func claim(_ kinds: [TicketActionKind], of number: TicketNumber) -> Bool {
        var expected = Tally()
        for kind in kinds { expected.add(kind) }
        let found = tallies.removeValue(forKey: number.key) ?? Tally()
        return found.count == expected.count && found.sum == expected.sum
    }

    /// Tickets nobody asked for.
    var unclaimed: [TicketNumber] { tallies.keys.sorted().compactMap { TicketNumber(key: $0) } }

    /// Far apart for different kinds, so that no few of one sum up to others.
    private static func weight(_ kind: TicketActionKind) -> UInt64 {
        kind.rawValue.utf8.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    }
}
