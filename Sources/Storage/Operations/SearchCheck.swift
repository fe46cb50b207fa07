import Casework
import Station

/// Whether the search index leads to the tickets it should.
enum SearchCheck {
    /// Tickets looked up, spread over all of them; each costs a search.
    private static let samples = 100

    /// The first ticket of the sample that cannot be found by its own number; nil if all are.
    static func lost(_ connection: any SQLConnection) throws(StoreError) -> String? {
        let total = try StoredTable.tickets.count(connection)
        guard total > 0 else { return nil }
        let search = connection.dialect.termSearch(SQLTicketStore.searchTable)
        for offset in stride(from: 0, to: total, by: max(1, total / samples)) {
            guard
                let number = try connection.first(
                    "SELECT number FROM tickets ORDER BY number LIMIT 1 OFFSET ?", [.int(offset)])?.number("number")
            else { return nil }
            let terms = SearchText.terms([FoldedText(number.description).text])
            let found = try connection.first(
                "SELECT 1 AS found FROM (\(search)) s WHERE s.number = ?", [.text(terms), .number(number)])
            if found == nil { return number.description }
        }
        return nil
    }
}
