import Casework
import Foundation
import Station
import Testing

@testable import Storage

/// Lists of a unit, which are put together from several indexes.
@Suite("Lists of a unit")
struct UnitListTests {
    @Test(
        "page by page a unit's list is what one look at every ticket gives, in every order and for every search",
        arguments: Engine.allCases)
    func pages(engine: Engine) async throws {
        let station = try engine.open()
        let companies = try (1...2).map { try Fixtures.company($0) }
        let all = try await station.write { tx in
            for company in companies { try tx.companies.save(company) }
            var tickets: [Ticket] = []
            for index in 0..<36 {
                let title = ["护照加急", "护照，加急", "退税"][index % 3]
                var ticket = try tx.file(
                    Fixtures.filing(companies[index % 2].code, title: title), at: Fixtures.after(Double(index / 4)))
                let at = Fixtures.after(100 + Double(index))
                if index % 4 != 0 {
                    ticket = try tx.start(
                        ticket, unit: index % 4 == 1 ? "tax" : "cyber", assisting: index % 4 == 2 ? ["tax"] : [], at: at
                    )
                }
                if index % 12 == 1 {
                    ticket = try tx.act(.answer(text: "好"), on: ticket, by: .unit("tax"), at: at + 1)
                    ticket = try tx.act(.confirm(.solved), on: ticket, by: .company, at: at + 2)
                }
                tickets.append(ticket)
            }
            return tickets
        }
        let own = all.filter { $0.lead == "tax" || $0.openLegs.contains { $0.unit == "tax" } }
        #expect(own.count == 18)
        // Equal ones by filing; what has ended last, the newest first.
        func place(_ ticket: Ticket) -> (Date, Int64) {
            ticket.deadline.map { ($0.due, ticket.number.key) } ?? (.distantFuture, -ticket.number.key)
        }
        let byDue = own.sorted { place($0) < place($1) }
        let byFiling = own.sorted { ($1.filedAt, $1.number.key) < ($0.filedAt, $0.number.key) }
        let byNumber = own.sorted { $0.number.key > $1.number.key }
        let open = TicketState.open
        let cases: [(TicketQuery, [Ticket])] = [
            (TicketQuery(involving: "tax", order: .due), byDue),
            (TicketQuery(involving: "tax", order: .filed), byFiling),
            (TicketQuery(states: open, involving: "tax", order: .due), byDue.filter { !$0.state.isEnded }),
            (TicketQuery(states: [.closed], involving: "tax", order: .due), byDue.filter { $0.state == .closed }),
            (TicketQuery(involving: "tax", text: "护照加急"), byNumber.filter { $0.filing.title == "护照加急" }),
            (
                TicketQuery(states: open, involving: "tax", text: "护照"),
                byNumber.filter {
                    !$0.state.isEnded && $0.filing.title.contains("护照")
                }
            ),
            (TicketQuery(involving: "nobody", text: "护照"), []), (TicketQuery(involving: "nobody"), []),
            (
                TicketQuery(company: companies[0].code, text: "退税", order: .filed),
                all.filter {
                    $0.filing.company == companies[0].code && $0.filing.title == "退税"
                }.sorted { ($1.filedAt, $1.number.key) < ($0.filedAt, $0.number.key) }
            ),
        ]
        for (query, expected) in cases {
            for limit in [1, 4, 100] {
                var (seen, query) = ([TicketNumber](), query)
                query.limit = limit
                repeat {
                    let asked = query
                    let page = try await station.read { try $0.tickets.list(asked) }
                    seen += page.items.map(\.number)
                    query.cursor = page.next
                } while query.cursor != nil && seen.count <= all.count
                #expect(seen == expected.map(\.number), "\(query)")
            }
        }
    }

    @Test(
        "a search under a company's new name and one under the text come together, each ticket once",
        arguments: Engine.allCases)
    func renamed(engine: Engine) async throws {
        let station = try engine.open()
        let numbers = try await station.write { tx in
            for index in 1...2 { try tx.companies.save(try Fixtures.company(index)) }
            let numbers = try (1...2).map {
                try tx.file(Fixtures.filing(try Fixtures.code($0), title: "改名以后"), at: Fixtures.after(Double($0)))
                    .number
            }
            try tx.companies.save(try Fixtures.company(1, name: "改名以后有限公司"))
            return numbers
        }
        let found = try await station.read { try $0.tickets.list(TicketQuery(text: "改名以后")).items.map(\.number) }
        #expect(found == numbers.reversed())
    }

    @Test("SQLite walks each index in the order of the list: nothing is sorted but a page")
    func plans() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "plans-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "s.sqlite").path
        let station = try SQLiteStation(path: path)
        let queries = [
            TicketQuery(involving: "tax"), TicketQuery(states: TicketState.open, involving: "tax"),
            TicketQuery(involving: "tax", text: "护照"),
        ]
        for query in queries {
            let wanted = query.text.map(SearchText.wanted)
            let (sql, arguments) = TicketListStatement(
                query, wanted: wanted, search: Dialect.sqlite.termSearch(SQLTicketStore.searchTable)
            ).sql(after: nil, limit: 26)
            let plan = try await station.plan(of: sql, arguments)
            // What stands before a sort of its own: only tickets of renamed companies are sorted within a source.
            let inner = plan.prefix {
                !$0.contains("companies_renamed") && $0 != "SEARCH c USING INDEX sqlite_autoindex_companies_1 (code=?)"
            }
            #expect(!inner.contains { $0.contains("TEMP B-TREE") || $0.hasPrefix("SCAN t ") }, "\(plan)")
        }
        await station.close()
    }
}

extension SQLiteStation {
    /// SQLite's own words for how it would run `sql`.
    fileprivate func plan(of sql: String, _ arguments: [SQLValue]) async throws -> [String] {
        try await read { tx in
            guard let tickets = tx.tickets as? SQLTicketStore else { return [] }
            return try tickets.connection.query("EXPLAIN QUERY PLAN " + sql, arguments).map { try $0.text("detail") }
        }
    }
}
