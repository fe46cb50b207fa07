import Casework
import Foundation
import Station

/// The SQL of a list of tickets.
///
/// What a unit may see lies in two indexes, its own tickets and those it owes an opinion on, and what a text is found in
/// may lie in two more. Each is walked by itself in the order of the list and only as far as a page needs; what comes
/// of them is put together. One condition over both would make an engine read everything.
struct TicketListStatement {
    let query: TicketQuery
    let order: Order
    private let wanted: String?
    private let search: String

    /// How a list is sorted: a column of `tickets`, equal ones by number.
    enum Order {
        /// Of tickets due at the same moment, as all are that come in at night, the one filed first is the first to be
        /// seen to.
        case due
        /// The newest first.
        case filed
        /// What a text was found in, the newest number first.
        case found

        var word: String {
            switch self {
            case .due: "due"
            case .filed: "filed"
            case .found: "found"
            }
        }

        var column: String {
            switch self {
            case .due: "sort_due"
            case .filed: "filed_at"
            case .found: "number"
            }
        }

        var direction: String { self == .due ? "" : " DESC" }
        /// What lies behind a position, in this order.
        var beyond: String { self == .due ? ">" : "<" }
    }

    /// One way into the table: its SQL up to the order, and what it is ordered by.
    private struct Source {
        let from: String
        let conditions: Conditions
        let column: String
        let number: String
    }

    /// - Parameter search: selects the `number` of what `wanted` may be found in; see `Dialect.termSearch`.
    init(_ query: TicketQuery, wanted: String? = nil, search: String = "") {
        self.query = query
        self.wanted = wanted
        self.search = search
        // A company's own tickets are few: they are read in their order, and the text is looked for in them.
        let isOwn = query.company != nil
        order = wanted != nil && !isOwn ? .found : query.order == .due ? .due : .filed
    }

    func sql(after position: Keyset?, limit: Int) -> (String, [SQLValue]) {
        let sources = self.sources(position)
        var arguments: [SQLValue] = []
        let numbers = sources.enumerated().map { index, source in
            arguments += source.conditions.arguments + [.int(limit)]
            return """
                SELECT number FROM (
                    SELECT \(source.number) AS number FROM \(source.from)\(source.conditions.clause)
                    ORDER BY \(ordering(source.column, source.number)) LIMIT ?) AS source\(index)
                """
        }
        let sql = """
            SELECT t.number, t.version, t.body, t.\(order.column) AS sort_key, c.folded
            FROM tickets t JOIN companies c ON c.code = t.company
            WHERE t.number IN (\(numbers.joined(separator: " UNION ALL ")))
            ORDER BY \(ordering("t.\(order.column)", "t.number")) LIMIT ?
            """
        return (sql, arguments + [.int(limit)])
    }

    /// A number is named once where it is the order itself: SQLite's word index gives rows in this order only if it is
    /// asked for nothing besides, and would sort all it finds otherwise.
    private func ordering(_ column: String, _ number: String) -> String {
        order == .found ? "\(number) DESC" : "\(column)\(order.direction), \(number)\(order.direction)"
    }

    private func sources(_ position: Keyset?) -> [Source] {
        if order == .found { return found(position) }
        guard let unit = query.involving else { return [source("tickets t", "t.", position) { _ in }] }
        return [
            source("tickets t", "t.", position) { $0.and("t.lead = ?", .text(unit.rawValue)) },
            source(
                "ticket_legs l CROSS JOIN tickets t", order == .due ? "l." : "t.", position, number: "l.number"
            ) {
                $0.and("l.unit = ?", .text(unit.rawValue))
                $0.and("t.number = l.number")
            },
        ]
    }

    /// By the pairs of characters a ticket was entered with; and under the new names of companies that have one.
    private func found(_ position: Keyset?) -> [Source] {
        let wanted = wanted ?? ""
        let terms = SearchText.narrowing(wanted)
        // The order in which they are joined is said: SQLite, which does not know how many rows a word has, would begin
        // with the tickets. The word is the first argument, as the search stands before all conditions.
        let byText = source("(\(search)) s CROSS JOIN tickets t", "s.", position, number: "s.number") {
            $0.and("t.number = s.number", values: [.text(terms)])
            involving(&$0)
        }
        let byNewName = source("companies r CROSS JOIN tickets t", "t.", position) {
            $0.and("r.is_renamed = 1")
            $0.and("r.folded LIKE ? ESCAPE '\\'", .text(SearchText.pattern(wanted)))
            $0.and("t.company = r.code")
            involving(&$0)
        }
        return [byText, byNewName]
    }

    private func involving(_ conditions: inout Conditions) {
        guard let unit = query.involving else { return }
        // By the call SQLite takes the few legs of the ticket and not the many of the unit.
        conditions.and(
            """
            (t.lead = ? OR EXISTS (
                SELECT 1 FROM ticket_legs l WHERE l.number = t.number AND COALESCE(l.unit, '') = ?))
            """,
            .text(unit.rawValue), .text(unit.rawValue))
    }

    /// A way in with all that the query asks for; `prefix` is where the order's column is read.
    private func source(
        _ from: String, _ prefix: String, _ position: Keyset?, number: String = "t.number",
        _ narrow: (inout Conditions) -> Void
    ) -> Source {
        var conditions = Conditions()
        narrow(&conditions)
        if let company = query.company { conditions.and("t.company = ?", .text(company.description)) }
        if let lead = query.lead { conditions.and("t.lead = ?", .text(lead.rawValue)) }
        if let matter = query.matter { conditions.and("t.matter = ?", .text(matter)) }
        if let before = query.dueBefore { conditions.and("t.due_at < ?", .moment(before)) }
        addStates(to: &conditions, prefix)
        let column = order == .found ? number : "\(prefix)\(order.column)"
        if let position, let tie = Int64(position.tie) {
            let beyond = order.beyond
            conditions.and(
                "\(column) \(beyond)= ? AND (\(column) \(beyond) ? OR \(number) \(beyond) ?)", .integer(position.key),
                .integer(position.key), .integer(tie))
        }
        return Source(from: from, conditions: conditions, column: column, number: number)
    }

    /// Several states: better to walk the wanted order and skip than to gather by state and sort. SQLite, which does not
    /// weigh the limit, is kept from its index on the state by the call. Where only open ones are wanted, the walk ends
    /// with the last running deadline.
    private func addStates(to conditions: inout Conditions, _ prefix: String) {
        guard let states = query.states else { return }
        conditions.and(
            states.count == 1 && order == .due && query.involving == nil ? "t.state" : "COALESCE(t.state, '')",
            in: states.map(\.rawValue).sorted().map { .text($0) })
        guard order == .due, !states.contains(where: \.isEnded) else { return }
        conditions.and("\(prefix)sort_due < ?", .integer(SQLTicketStore.ended))
    }
}
