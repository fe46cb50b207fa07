import Casework
import Station

/// The index that finds a ticket by what it says.
extension SQLTicketStore {
    static let searchTable = "ticket_search"

    /// Enters every pair of characters of title, body and number, and of the company's name as it is now.
    static func index(_ ticket: Ticket, _ connection: any SQLConnection) throws(StoreError) {
        let company = try connection.first(
            "SELECT folded FROM companies WHERE code = ?", [.text(ticket.filing.company.description)])
        let terms = SearchText.terms(SearchText.Fields(ticket, company: try company?.text("folded") ?? "").texts)
        try connection.executeByCommit(
            "INSERT INTO \(searchTable) (rowid, terms) VALUES (?, ?)",
            [.number(ticket.number), .text(terms)])
    }

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
    static let charactersUsed = 13

    /// What a ticket can be found by.
    struct Fields {
        let texts: [String]

        /// `company` is the company's name and code, already folded.
        init(_ ticket: Ticket, company: String) {
            texts =
                [ticket.filing.title, ticket.filing.body, ticket.number.description].map { FoldedText($0).text }
                + [company]
        }

        /// Whether one of the texts contains `wanted`, which is folded.
        func contains(_ wanted: String) -> Bool { texts.contains { $0.contains(wanted) } }
    }
}
