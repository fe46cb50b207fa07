import Casework
import Foundation
import Station

/// Recomputes every ticket from its events and holds it against all that is stored about it.
struct TicketExamination {
    let policy: CaseworkPolicy
    var findings: [StoreFinding] = []
    private(set) var count = 0
    private(set) var events = 0
    private var audit = AuditTally()

    init(policy: CaseworkPolicy) { self.policy = policy }

    /// Tickets read at once, with all that belongs to them.
    private static let batch = 200

    mutating func run(_ connection: any SQLConnection, _ report: OperationProgress.Report) throws {
        try audit.count(connection, report)
        let total = try StoredTable.tickets.count(connection)
        let meter = ProgressMeter("recomputing tickets", .rows)
        var position: [SQLValue]?
        while true {
            let rows = try StoredTable.tickets.rows(connection, after: position, limit: Self.batch)
            guard let first = rows.first, let last = rows.last else { break }
            let range: [SQLValue] = [.number(try first.number("number")), .number(try last.number("number"))]
            let companions = try Companions(connection, range)
            for row in rows { examine(row, companions) }
            position = try StoredTable.tickets.position(of: last)
            try report(meter.progress(count, of: total))
        }
        findings += audit.unclaimed.map { number in
            StoreFinding(.fail, "audit", "The audit trail tells of a ticket \(number) that is not there.")
        }
    }

    private mutating func examine(_ row: SQLRow, _ companions: Companions) {
        count += 1
        do {
            let number = try row.number("number")
            let stored = StoredTicket(
                number: number, row: row, ticket: try row.json("body", as: Ticket.self),
                events: try (companions.events[number] ?? []).map { try $0.json("body", as: TicketEvent.self) },
                legs: companions.legs[number] ?? [], sent: companions.sent[number] ?? [:])
            events += stored.events.count
            let name = number.description
            findings += stored.findings(policy).map { StoreFinding($0.level, $0.subject, "\(name): \($0.text)") }
            if !audit.claim(stored.events.map(\.action.kind), of: number) {
                findings.append(
                    StoreFinding(.fail, "audit", "\(name): its events and its entries in the audit trail do not agree.")
                )
            }
        } catch {
            let name = (try? row.integer("number")).map(String.init) ?? "a ticket"
            findings.append(StoreFinding(.fail, "tickets", OperationError(error, store: name).description))
        }
    }
}

/// What other tables hold about a range of tickets.
private struct Companions {
    var events: [TicketNumber: [SQLRow]] = [:]
    var legs: [TicketNumber: [SQLRow]] = [:]
    /// Messages to the company, by kind.
    var sent: [TicketNumber: [String: Int]] = [:]

    init(_ connection: any SQLConnection, _ range: [SQLValue]) throws(StoreError) {
        let within = "number >= ? AND number <= ?"
        for row in try connection.query(
            "SELECT * FROM ticket_events WHERE \(within) ORDER BY number, sequence", range)
        {
            events[try row.number("number"), default: []].append(row)
        }
        for row in try connection.query("SELECT * FROM ticket_legs WHERE \(within) ORDER BY number, leg", range) {
            legs[try row.number("number"), default: []].append(row)
        }
        for row in try connection.query(
            """
            SELECT ticket, kind, COUNT(*) AS total FROM outbox
            WHERE ticket >= ? AND ticket <= ? AND channel = 'mail' GROUP BY ticket, kind
            """, range)
        {
            sent[try row.number("ticket"), default: [:]][try row.text("kind")] = try row.int("total")
        }
    }
}
