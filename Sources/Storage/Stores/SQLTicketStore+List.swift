import Casework
import Foundation
import Station

/// Lists and counts.
extension SQLTicketStore {
    /// With a text the newest come first, however the list is ordered otherwise: found tickets are read one after the
    /// other until the page is full, so that a text that half of them hold costs no more than a rare one.
    func list(_ query: TicketQuery) throws -> Page<Ticket> {
        let wanted = SearchText.wanted(query.text ?? "")
        guard !wanted.isEmpty else { return try page(TicketListStatement(query), holding: nil) }
        // One character has no pair to look up.
        guard wanted.count >= 2 else { return Page(items: [], next: nil) }
        // A company's own are read in their order, and no index is asked.
        let search = query.company == nil ? try search(for: wanted) : ""
        return try page(
            TicketListStatement(query, wanted: wanted, search: search), holding: FoldedText(wanted))
    }

    func missed(at now: Date, limit: Int) throws -> [TicketNumber] {
        try connection.query(
            """
            SELECT number FROM tickets WHERE due_at < ? AND missed_at IS NULL AND due_at IS NOT NULL
            ORDER BY due_at, number LIMIT ?
            """,
            [.moment(now), .int(max(0, limit))]
        ).map { try $0.number("number") }
    }

    func toRemind(at now: Date, limit: Int) throws -> [TicketNumber] {
        try connection.query(
            """
            SELECT number FROM tickets WHERE remind_at <= ? AND remind_at IS NOT NULL
            ORDER BY remind_at, number LIMIT ?
            """,
            [.moment(now), .int(max(0, limit))]
        ).map { try $0.number("number") }
    }

    func withLateLegs(at now: Date, limit: Int) throws -> [TicketNumber] {
        try connection.query(
            "SELECT number FROM ticket_legs WHERE due_at < ? AND missed = 0 ORDER BY due_at, number LIMIT ?",
            [.moment(now), .int(max(0, limit))]
        ).map { try $0.number("number") }
    }

    func toCallBack(lead: UnitID?, limit: Int) throws -> [Ticket] {
        var conditions = Conditions()
        conditions.and("call_at IS NOT NULL")
        if let lead { conditions.and("lead = ?", .text(lead.rawValue)) }
        return try connection.query(
            "SELECT body FROM tickets\(conditions.clause) ORDER BY call_at, number LIMIT ?",
            conditions.arguments + [.int(max(0, limit))]
        ).map { try $0.json("body", as: Ticket.self) }
    }

    func open(after number: TicketNumber?, limit: Int) throws -> [Ticket] {
        var conditions = Conditions()
        conditions.and("due_at IS NOT NULL")
        if let number { conditions.and("number > ?", .number(number)) }
        return try connection.query(
            "SELECT body FROM tickets\(conditions.clause) ORDER BY number LIMIT ?",
            conditions.arguments + [.int(max(0, limit))]
        ).map { try $0.json("body", as: Ticket.self) }
    }

    func countOpen(lead: UnitID?) throws -> [TicketState: Int] {
        var conditions = Conditions()
        conditions.and("due_at IS NOT NULL")
        if let lead { conditions.and("lead = ?", .text(lead.rawValue)) }
        let rows = try connection.query(
            "SELECT state, COUNT(*) AS total FROM tickets\(conditions.clause) GROUP BY state", conditions.arguments)
        return try rows.reduce(into: [:]) { counts, row in
            counts[try row.word("state", as: TicketState.self)] = try row.int("total")
        }
    }

    func countOverdue(at now: Date, lead: UnitID?) throws -> Int {
        var conditions = Conditions()
        conditions.and("due_at < ?", .moment(now))
        if let lead { conditions.and("lead = ?", .text(lead.rawValue)) }
        return try connection.first(
            "SELECT COUNT(*) AS total FROM tickets\(conditions.clause)", conditions.arguments)?.int("total") ?? 0
    }

    /// Reads in batches until the page is full, because pairs of characters find more than the text itself.
    private func page(_ statement: TicketListStatement, holding wanted: FoldedText?) throws -> Page<Ticket> {
        let size = Keyset.size(statement.query.limit)
        var position = Keyset(statement.query.cursor, list: statement.order.word)
        var items: [Ticket] = []
        var last: Keyset?
        while true {
            let (sql, arguments) = statement.sql(after: position, limit: size + 1)
            let rows = try connection.query(sql, arguments)
            for row in rows {
                let ticket = try ticket(row)
                position = Keyset(
                    list: statement.order.word, key: try row.integer("sort_key"), tie: String(ticket.number.key))
                if let wanted, try !SearchText.Fields(ticket, company: row.text("folded")).contains(wanted) { continue }
                if items.count == size { return Page(items: items, next: last?.text) }
                items.append(ticket)
                last = position
            }
            if rows.count <= size { return Page(items: items, next: nil) }
        }
    }
}
