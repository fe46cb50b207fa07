import Casework
import Foundation
import Station
import Testing

@testable import Storage

/// What people complain of when such a system grows; PEERS.md §2 lists the sources. Statements are counted and their
/// plans read: a time would say more of the machine than of the store.
@Suite("Complaints about scale and search")
struct ScaleComplaintTests {
    /// A store with so many tickets of ten companies.
    private static func filled(_ engine: Engine, _ count: Int) async throws -> TestStation {
        let station = try engine.open()
        let companies = try (1...10).map { try Fixtures.company($0) }
        try await station.write { tx in
            for company in companies { try tx.companies.save(company) }
            for index in 0..<count {
                try tx.file(
                    Fixtures.filing(companies[index % 10].code, title: "第\(index)件 护照加急"),
                    at: Fixtures.after(Double(index)))
            }
        }
        return station
    }

    /// The statements of `work` on the tickets.
    private static func statements(
        _ station: TestStation, _ work: @escaping @Sendable (SQLTicketStore) throws -> Void
    ) async throws -> Int {
        try await station.write { tx in
            let store = try #require(tx.tickets as? SQLTicketStore)
            let counter = CountingConnection(store.connection)
            try work(SQLTicketStore(connection: counter, utcOffset: store.utcOffset, shelf: nil))
            return counter.statements.count
        }
    }

    @Test(
        "filing costs as many statements after 400 tickets as after 4 (zammad #6226)", arguments: Engine.allCases)
    func filing(engine: Engine) async throws {
        var counts: [Int] = []
        for size in [4, 400] {
            let station = try await Self.filled(engine, size)
            let filing = Fixtures.filing(try Fixtures.code(1))
            counts.append(
                try await Self.statements(station) { store in
                    let opened = try Ticket.opening(
                        filing, number: try store.nextNumber(year: 2026), by: .company, at: Fixtures.after(9999),
                        policy: try Fixtures.policy)
                    try store.add(opened.ticket, Fixtures.recorded(opened))
                })
        }
        #expect(counts[0] == counts[1] && counts[0] < 12, "\(counts)")
    }

    @Test(
        "a page of a list is one statement, never more than a hundred rows, whatever is asked for and however much there is (zammad #2108, open-zaak #1574, #599, #1369, gemma-zaken #2284)",
        arguments: Engine.allCases)
    func pages(engine: Engine) async throws {
        let station = try await Self.filled(engine, 250)
        for query in [
            TicketQuery(limit: 25), TicketQuery(states: TicketState.open, limit: 25),
            TicketQuery(involving: "desk", limit: 25), TicketQuery(company: try Fixtures.code(1), limit: 25),
            TicketQuery(matter: "EE05", order: .filed, limit: 25),
        ] {
            #expect(try await Self.statements(station) { _ = try $0.list(query) } == 1, "\(query)")
        }
        let greedy = try await station.read { try $0.tickets.list(TicketQuery(limit: 1_000_000)) }
        #expect(greedy.items.count == 100 && greedy.next != nil)
    }

    @Test(
        "lists, clocks and calls are walked by an index: no plan reads the whole table (open-zaak #1574, fixmystreet #1799)"
    )
    func plans() async throws {
        let station = try await Self.filled(.sqlite, 60)
        let plans = try await station.read { tx in
            let store = try #require(tx.tickets as? SQLTicketStore)
            let counter = CountingConnection(store.connection)
            let counted = SQLTicketStore(connection: counter, utcOffset: store.utcOffset, shelf: nil)
            let now = Fixtures.after(9e6)
            for query in [
                TicketQuery(limit: 25), TicketQuery(states: TicketState.open, limit: 25),
                TicketQuery(states: [.submitted], limit: 25),
                TicketQuery(company: try Fixtures.code(1), order: .filed, limit: 25),
                TicketQuery(order: .filed, limit: 25),
            ] { _ = try counted.list(query) }
            _ = try counted.missed(at: now, limit: 9)
            _ = try counted.toRemind(at: now, limit: 9)
            _ = try counted.withLateLegs(at: now, limit: 9)
            _ = try counted.toCallBack(lead: nil, limit: 9)
            return try counter.plans()
        }
        #expect(plans.count >= 10)
        for plan in plans {
            #expect(!plan.hasPrefix("SCAN tickets") || plan.contains("USING"), "\(plan)")
            #expect(!plan.hasPrefix("SCAN t ") || plan.contains("USING"), "\(plan)")
        }
        // Each of the five lists sorts once: the page it has read.
        #expect(plans.count { $0.contains("TEMP B-TREE") } == 5, "\(plans)")
        // Control: what no index serves does read it all, and the check would say so.
        let whole = try await station.read { tx in
            let store = try #require(tx.tickets as? SQLTicketStore)
            return try store.connection.query("EXPLAIN QUERY PLAN SELECT body FROM tickets WHERE body LIKE '%x%'")
                .map { try $0.text("detail") }
        }
        #expect(whole.contains { $0.hasPrefix("SCAN tickets") && !$0.contains("USING") })
    }

    @Test("a ticket with 435 entries is read in two statements (open-zaak #1811)", arguments: Engine.allCases)
    func longHistory(engine: Engine) async throws {
        let station = try await Self.filled(engine, 1)
        let number = try #require(try await station.read { try $0.tickets.list(TicketQuery()).items.first?.number })
        try await station.write { tx in
            for index in 0..<435 {
                let ticket = try #require(try tx.tickets.ticket(number))
                try tx.act(.note(text: "第\(index)条"), on: ticket, by: .desk, at: Fixtures.after(Double(index)))
            }
        }
        let statements = try await Self.statements(station) { store in
            let ticket = try #require(try store.ticket(number))
            #expect(try store.events(of: number).count == 436 && ticket.version == 436)
        }
        #expect(statements == 2)
    }

    @Test(
        "two characters of Chinese find it, several words too, the same on both engines (zammad #1696, django-helpdesk README)",
        arguments: Engine.allCases)
    func chinese(engine: Engine) async throws {
        let station = try await Self.filled(engine, 30)
        for (text, found) in [("护照", 30), ("照加", 30), ("第7件", 1), ("第7件 护照", 1), ("签证", 0)] {
            let page = try await station.read { try $0.tickets.list(TicketQuery(text: text, limit: 100)) }
            #expect(page.items.count == found, "\(text)")
        }
    }

    @Test(
        "numbers are given once, whoever files at the same moment, and never again after an end (glpi #17849)",
        arguments: Engine.allCases)
    func numbers(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        try await station.write { try $0.companies.save(company) }
        let numbers = try await withThrowingTaskGroup(of: TicketNumber.self) { group in
            for _ in 0..<24 {
                group.addTask {
                    try await station.write { tx in
                        let ticket = try tx.file(Fixtures.filing(company.code))
                        return try tx.act(.withdraw(reason: ""), on: ticket, by: .company, at: Fixtures.after(1)).number
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(numbers).count == 24)
    }

    @Test(
        "a ticket with 250 particulars of its own is saved, read and listed by as many statements as one with one (zammad #4754)",
        arguments: Engine.allCases)
    func manyParticulars(engine: Engine) async throws {
        var counts: [[Int]] = []
        for papers in [1, 250] {
            let station = try await Self.filled(engine, 1)
            let started = try await station.write { tx in
                let filed = try #require(try tx.tickets.list(TicketQuery()).items.first)
                return try tx.start(filed, unit: "u1", at: Fixtures.after(60))
            }
            let names = (0..<papers).map { "第\($0)项" }
            let next = try started.applying(
                .deferPapers(names, due: Fixtures.after(9e6)), by: .unit("u1"), at: Fixtures.after(300),
                policy: try Fixtures.policy)
            let saving = try await Self.statements(station) { try $0.save(next.ticket, Fixtures.recorded(next)) }
            let reading = try await Self.statements(station) { store in
                let read = try store.ticket(started.number)
                #expect(read?.papers.map(\.name) == names)
            }
            let listing = try await Self.statements(station) { store in
                let page = try store.list(TicketQuery(limit: 25))
                #expect(page.items.first?.papers.count == papers)
            }
            counts.append([saving, reading, listing])
        }
        #expect(counts[0] == counts[1] && counts[0].suffix(2) == [1, 1], "\(counts)")
    }

    @Test(
        "clocks of several processes at once: none fails for want of a lock, and each deadline is recorded once (glpi #15046)",
        arguments: Engine.allCases)
    func clocksAtOnce(engine: Engine) async throws {
        let store = try await Self.filled(engine, 12)
        let late = Fixtures.after(7 * 86_400)
        let recorded = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    try await StationScene.station(over: store, at: late).runDeadlineClock()
                }
            }
            return try await group.reduce(0, +)
        }
        let missed = try await store.read { tx in
            try tx.tickets.list(TicketQuery(limit: 100)).items.map { ticket in
                try tx.tickets.events(of: ticket.number).filter { $0.event.action.kind == .missDeadline }.count
            }
        }
        #expect(missed == Array(repeating: 1, count: 12) && recorded >= 12, "\(recorded)")
        #expect(try await StationScene.station(over: store, at: late).runDeadlineClock() == 0, "nothing is left over")
    }
}
