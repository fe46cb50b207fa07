import Casework
import Station

/// The index that finds a ticket by what it says.
extension SQLTicketStore {
    private static let rowsPerInsert = 64

    /// Enters every pair of characters of title, body and number. A company's name is looked up where it is kept, so
    /// that a new name counts at once.
    func addTerms(_ ticket: Ticket) throws {
        let terms = SearchText.Fields(ticket, company: "").texts.reduce(into: Set<String>()) {
            $0.formUnion(SearchText.pairs($1))
        }
        var rest = terms.sorted()[...]
        while !rest.isEmpty {
            let chunk = rest.prefix(rest.count >= Self.rowsPerInsert ? Self.rowsPerInsert : 1)
            rest = rest.dropFirst(chunk.count)
            let marks = Array(repeating: "(?, ?)", count: chunk.count).joined(separator: ", ")
            try connection.execute(
                "INSERT INTO ticket_terms (term, number) VALUES \(marks)",
                chunk.flatMap { [.text($0), .number(ticket.number)] })
        }
    }
}

extension Conditions {
    /// A search never needs more pairs than this to be narrow; what it finds is verified anyway.
    private static let pairsUsed = 12

    /// Tickets that hold every pair of `wanted` (folded, two or more characters), or whose company's name contains it.
    mutating func andText(_ wanted: String) {
        let pairs = SearchText.pairs(wanted).sorted().prefix(Self.pairsUsed)
        and(
            """
            (t.number IN (
                SELECT x.number FROM ticket_terms x WHERE x.term IN (\(Self.marks(pairs.count)))
                GROUP BY x.number HAVING COUNT(*) = ?)
            OR c.folded LIKE ? ESCAPE '\\')
            """,
            values: pairs.map { .text($0) } + [.int(pairs.count), .text(SearchText.pattern(wanted))])
    }
}

extension SearchText {
    /// What a ticket can be found by.
    struct Fields {
        let texts: [String]

        /// `company` is the company's name and code, already folded.
        init(_ ticket: Ticket, company: String) {
            texts =
                [ticket.filing.title, ticket.filing.body, ticket.number.description].map(SearchText.folded)
                + [company]
        }

        /// Whether one of the texts contains `wanted`, which is folded.
        func contains(_ wanted: String) -> Bool { texts.contains { $0.contains(wanted) } }
    }
}
