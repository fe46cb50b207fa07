import Casework
import Foundation
import Station
import Testing

@Suite("Ticket lists")
struct TicketListTests {
    @Test("pages neither skip nor repeat while tickets are filed", arguments: Engine.allCases, [true, false])
    func pages(engine: Engine, byDue: Bool) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        let expected = try await station.write { tx in
            try tx.companies.save(company)
            // Threes share a moment, so that the key alone does not tell them apart.
            return try (0..<20).map { index in
                try tx.file(Fixtures.filing(company.code), at: Fixtures.after(Double(1 + index / 3))).number
            }
        }
        var seen: [TicketNumber] = []
        var cursor: String?
        repeat {
            let query = TicketQuery(order: byDue ? .due : .filed, limit: 3, cursor: cursor)
            let page = try await station.read { try $0.tickets.list(query) }
            seen += page.items.map(\.number)
            cursor = page.next
            // Lands before the page just read, in either order.
            _ = try await station.write { tx in
                try tx.file(Fixtures.filing(company.code), at: Fixtures.after(byDue ? 0 : 1000))
            }
        } while cursor != nil
        #expect(seen.count == Set(seen).count)
        #expect(Set(seen) == Set(expected))
    }

    @Test("a full last page has no next, a malformed or foreign cursor gives the first", arguments: Engine.allCases)
    func cursors(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        try await station.write { tx in
            try tx.companies.save(company)
            for second in 0..<4 { try tx.file(Fixtures.filing(company.code), at: Fixtures.after(Double(second))) }
        }
        let whole = try await station.read { try $0.tickets.list(TicketQuery(limit: 4)) }
        #expect(whole.items.count == 4 && whole.next == nil)
        let foreign = try #require(
            try await station.read { try $0.tickets.list(TicketQuery(order: .filed, limit: 2)).next })
        for cursor in ["", "due", "due.x.1", "due.1.x", "due.99999999999999999999.1", "' OR 1=1", foreign] {
            let page = try await station.read { try $0.tickets.list(TicketQuery(limit: 2, cursor: cursor)) }
            #expect(page.items == Array(whole.items.prefix(2)), "\(cursor)")
        }
        #expect(try await station.read { try $0.tickets.list(TicketQuery(limit: -1)).items.count } == 1)
    }

    @Test("the running deadline comes first and ended tickets last", arguments: Engine.allCases)
    func orders(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        let tickets = try await station.write { tx in
            try tx.companies.save(company)
            let tickets = try (0..<3).map {
                try tx.file(Fixtures.filing(company.code), at: Fixtures.after(Double($0)))
            }
            try tx.act(.refuse(reason: "x"), on: tickets[0], by: .desk, at: Fixtures.after(9))
            return tickets.map(\.number)
        }
        func numbers(_ order: TicketQuery.Order) async throws -> [TicketNumber] {
            try await station.read { try $0.tickets.list(TicketQuery(order: order)).items.map(\.number) }
        }
        #expect(try await numbers(.due) == [tickets[1], tickets[2], tickets[0]])
        #expect(try await numbers(.filed) == [tickets[2], tickets[1], tickets[0]])
    }

    @Test(
        "of what is due at the same moment the first filed comes first; of what has ended, the newest",
        arguments: Engine.allCases)
    func ties(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        let numbers = try await station.write { tx in
            try tx.companies.save(company)
            let tickets = try (0..<4).map { _ in try tx.file(Fixtures.filing(company.code), at: Fixtures.after(1)) }
            for ticket in tickets.suffix(2) {
                try tx.act(.refuse(reason: "x"), on: ticket, by: .desk, at: Fixtures.after(9))
            }
            return tickets.map(\.number)
        }
        let expected = [numbers[0], numbers[1], numbers[3], numbers[2]]
        #expect(
            try await station.read { try $0.tickets.list(TicketQuery(order: .due)).items.map(\.number) } == expected)
        var seen: [TicketNumber] = []
        var cursor: String?
        repeat {
            let query = TicketQuery(order: .due, limit: 1, cursor: cursor)
            let page = try await station.read { try $0.tickets.list(query) }
            seen += page.items.map(\.number)
            cursor = page.next
        } while cursor != nil && seen.count < 9
        #expect(seen == expected)
    }

    @Test("each filter narrows the list", arguments: Engine.allCases)
    func filters(engine: Engine) async throws {
        let station = try engine.open()
        let (one, two) = (try Fixtures.company(1), try Fixtures.company(2))
        let (first, second, opined) = try await station.write { tx in
            try tx.companies.save(one)
            try tx.companies.save(two)
            let first = try tx.start(
                try tx.file(Fixtures.filing(one.code)), unit: "entry-exit", assisting: ["tax"], at: Fixtures.after(1))
            let second = try tx.file(Fixtures.filing(two.code, matter: "TX01"), at: Fixtures.after(2))
            let third = try tx.start(
                try tx.file(Fixtures.filing(one.code)), unit: "entry-exit", assisting: ["tax"], at: Fixtures.after(3))
            let opined = try tx.act(
                .giveOpinion(leg: 1, stance: .agree, text: "好"), on: third, by: .unit("tax"), at: Fixtures.after(4))
            return (first, second, opined)
        }
        let due = try #require(second.deadline?.due)
        let examples: [(TicketQuery, Set<TicketNumber>)] = [
            (TicketQuery(company: two.code), [second.number]),
            (TicketQuery(states: [.inProgress, .closed]), [first.number, opined.number]),
            (TicketQuery(states: []), []),
            (TicketQuery(lead: "desk"), [second.number]),
            (TicketQuery(involving: "tax"), [first.number]),
            (TicketQuery(involving: "entry-exit"), [first.number, opined.number]),
            (TicketQuery(matter: "TX01"), [second.number]),
            (TicketQuery(dueBefore: due), []),
            (TicketQuery(dueBefore: due + 1), [second.number]),
            (TicketQuery(company: one.code, lead: "desk"), []),
        ]
        for (query, expected) in examples {
            let found = try await station.read { try $0.tickets.list(query).items.map(\.number) }
            #expect(Set(found) == expected, "\(query)")
        }
    }

    @Test(
        "a search finds what title, body, number or company name contains, and nothing else",
        arguments: Engine.allCases,
        [
            ("邀请函", [1]), ("出口退税", [2]), ("ＡＥＯ", [2]), ("虚构第2", [2]), ("000002", [2]), ("退税出口", []),
            ("aba", []), ("税", []), ("100%", []), ("改名", []), (" 签证 ", [1]),
        ])
    func search(engine: Engine, example: (text: String, found: [Int])) async throws {
        let station = try engine.open()
        try await station.write { tx in
            for index in 1...2 { try tx.companies.save(try Fixtures.company(index)) }
            try tx.file(Fixtures.filing(try Fixtures.code(1), title: "签证邀请函办理", body: "ab ba"))
            try tx.file(Fixtures.filing(try Fixtures.code(2), title: "aeo 认证", body: "出口退税 税出"))
        }
        let found = try await station.read { try $0.tickets.list(TicketQuery(text: example.text)) }
        #expect(found.items.map(\.number.sequence) == example.found)
    }

    @Test("a company is found under its new name at once", arguments: Engine.allCases)
    func renamed(engine: Engine) async throws {
        let station = try engine.open()
        try await station.write { tx in
            try tx.companies.save(try Fixtures.company(1))
            try tx.file(Fixtures.filing(try Fixtures.code(1)))
            try tx.companies.save(try Fixtures.company(1, name: "改名以后"))
        }
        #expect(try await station.read { try $0.tickets.list(TicketQuery(text: "改名以后")).items.count } == 1)
        #expect(try await station.read { try $0.tickets.list(TicketQuery(text: "虚构")).items.count } == 0)
    }

    @Test("a search pages past tickets that hold the pairs but not the text", arguments: Engine.allCases)
    func searchPages(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        let expected = try await station.write { tx in
            try tx.companies.save(company)
            return try (0..<30).compactMap { index in
                let hit = index % 5 == 0
                let ticket = try tx.file(
                    Fixtures.filing(company.code, title: hit ? "甲乙丙" : "甲乙，乙丙"), at: Fixtures.after(Double(index)))
                return hit ? ticket.number : nil
            }
        }
        var seen: [TicketNumber] = []
        var cursor: String?
        repeat {
            let query = TicketQuery(text: "甲乙丙", order: .filed, limit: 2, cursor: cursor)
            let page = try await station.read { try $0.tickets.list(query) }
            seen += page.items.map(\.number)
            cursor = page.next
        } while cursor != nil
        #expect(seen == expected.reversed())
    }
}
