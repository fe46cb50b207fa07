import Casework
import Station

/// The index that finds a ticket by what it says.
extension SQLTicketStore {
    static let searchTable = "ticket_search"

    /// Enters every pair of characters of title, body and number, and of the company's name as it is now.
    static func index(_ ticket: Ticket, _ connection: any SQLConnection) throws(StoreError) {
        let company = try connection.first(
            "SELECT folded FROM companies WHERE code = ?", [.text(ticket.filing.company.description)])
        let fields = SearchText.Fields(ticket, company: try company?.text("folded") ?? "")
        try connection.executeByCommit(
            "INSERT INTO \(searchTable) (rowid, terms) VALUES (?, ?)",
            [.number(ticket.number), .text(SearchText.terms(fields.texts.map(\.text)))])
    }

    /// Selects what `wanted` may be found in: by the index, or, where the engine's index knows no order and many of the
    /// newest tickets hold it, by walking back from the newest.
    func search(for wanted: String) throws -> String {
        let (dialect, table) = (connection.dialect, Self.searchTable)
        guard let walk = dialect.termWalk else { return dialect.termSearch(table) }
        let newest = "(SELECT rowid, terms FROM \(table) ORDER BY rowid DESC LIMIT \(Self.sample)) AS newest"
        let holding =
            try connection.first(
                "SELECT COUNT(*) AS total FROM (\(walk(newest))) AS found", [.text(SearchText.narrowing(wanted))])?
            .int("total") ?? 0
        return holding * Self.commonShare >= Self.sample ? walk(table) : dialect.termSearch(table)
    }

    /// How many of the newest tickets are looked into, and from which share of them on a word is common: one in so many.
    private static let sample = 200
    private static let commonShare = 20

    /// Enters every ticket there is into an empty index.
    static func indexAll(_ connection: any SQLConnection) throws(StoreError) {
        var last: Int64 = 0
        while true {
            let rows = try connection.query(
                "SELECT number, body FROM tickets WHERE number > ? ORDER BY number LIMIT 500", [.integer(last)])
            guard let end = rows.last else { return }
            for row in rows { try index(try row.json("body", as: Ticket.self), connection) }
            last = try end.integer("number")
        }
    }
}

extension SearchText {
    /// A search never needs more characters than this to be narrow; what it finds is verified anyway.
    private static let charactersUsed = 13

    /// The words by which tickets that may hold `wanted` are looked up.
    static func narrowing(_ wanted: String) -> String { terms([String(wanted.prefix(charactersUsed))]) }

    /// What a ticket can be found by.
    struct Fields {
        let texts: [FoldedText]

        /// `company` is the company's name and code; they may be folded already.
        init(_ ticket: Ticket, company: String) {
            texts = [ticket.filing.title, ticket.filing.body, ticket.number.description, company]
                .map { FoldedText($0) }
        }

        /// Whether one of the texts contains `wanted`.
        func contains(_ wanted: FoldedText) -> Bool { texts.contains { $0.contains(wanted) } }
    }
}
