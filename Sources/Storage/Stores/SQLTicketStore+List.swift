import Casework
import Foundation
import Station

/// Lists and counts.
extension SQLTicketStore {
    func list(_ query: TicketQuery) throws -> Page<Ticket> {
        let wanted = SearchText.wanted(query.text ?? "")
        guard !wanted.isEmpty else { return try page(query) { _ in true } }
        // One character has no pair to look up.
        guard wanted.count >= 2 else { return Page(items: [], next: nil) }
        return try page(query, wanted: wanted) { $0.contains(wanted) }
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
    private func page(
        _ query: TicketQuery, wanted: String? = nil, keeping keep: (SearchText.Fields) -> Bool
    ) throws -> Page<Ticket> {
        let size = Keyset.size(query.limit)
        var position = Keyset(query.cursor, list: query.order.word)
        var items: [Ticket] = []
        var last: Keyset?
        while true {
            let (sql, arguments) = statement(query, wanted: wanted, after: position, limit: size + 1)
            let rows = try connection.query(sql, arguments)
            for row in rows {
                let ticket = try row.json("body", as: Ticket.self)
                position = Keyset(
                    list: query.order.word, key: try row.integer("sort_key"), tie: String(ticket.number.key))
                guard keep(SearchText.Fields(ticket, company: try row.text("folded"))) else { continue }
                if items.count == size { return Page(items: items, next: last?.text) }
                items.append(ticket)
                last = position
            }
            if rows.count <= size { return Page(items: items, next: nil) }
        }
    }

    private func statement(
        _ query: TicketQuery, wanted: String?, after position: Keyset?, limit: Int
    ) -> (String, [SQLValue]) {
        var conditions = Conditions()
        if let company = query.company { conditions.and("t.company = ?", .text(company.description)) }
        if let states = query.states {
            // Several states: better to walk the wanted order and skip than to gather by state and sort. SQLite, which
            // does not weigh the limit, is kept from its index on the state by the call.
            conditions.and(
                states.count == 1 ? "t.state" : "COALESCE(t.state, '')",
                in: states.map(\.rawValue).sorted().map { .text($0) })
        }
        if let lead = query.lead { conditions.and("t.lead = ?", .text(lead.rawValue)) }
        if let unit = query.involving {
            conditions.and(
                "(t.lead = ? OR t.number IN (SELECT l.number FROM ticket_legs l WHERE l.unit = ?))",
                .text(unit.rawValue), .text(unit.rawValue))
        }
        if let matter = query.matter { conditions.and("t.matter = ?", .text(matter)) }
        if let before = query.dueBefore { conditions.and("t.due_at < ?", .moment(before)) }
        if let wanted { conditions.andText(wanted, connection.dialect) }
        if let position, let number = Int64(position.tie) {
            let beyond = query.order == .due ? ">" : "<"
            conditions.and(
                "t.\(query.order.column) \(beyond)= ? AND (t.\(query.order.column) \(beyond) ? OR t.number < ?)",
                .integer(position.key), .integer(position.key), .integer(number))
        }
        let direction = query.order == .due ? "" : " DESC"
        let sql = """
            SELECT t.body, t.\(query.order.column) AS sort_key, c.folded
            FROM tickets t JOIN companies c ON c.code = t.company\(conditions.clause)
            ORDER BY t.\(query.order.column)\(direction), t.number DESC LIMIT ?
            """
        return (sql, conditions.arguments + [.int(limit)])
    }
}

extension TicketQuery.Order {
    fileprivate var word: String {
        switch self {
        case .due: "due"
        case .filed: "filed"
        }
    }

    fileprivate var column: String {
        switch self {
        case .due: "sort_due"
        case .filed: "filed_at"
        }
    }
}
