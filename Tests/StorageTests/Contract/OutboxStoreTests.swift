import Casework
import Foundation
import Station
import Testing

@Suite("The outbox")
struct OutboxStoreTests {
    private static func message(_ id: String, to destination: String = "a@example.com", at seconds: Double = 0)
        -> OutboxMessage
    {
        OutboxMessage(
            id: id, channel: .mail, destination: destination, company: nil, ticket: nil, kind: "ticket-accepted",
            payload: .init(subject: "受理", body: "正文"), createdAt: Fixtures.after(seconds))
    }

    private static func lease(
        _ station: TestStation, at seconds: Double, token: String, limit: Int = 10, perDestination: Int = 2
    ) async throws -> [LeasedMessage] {
        try await station.write {
            try $0.outbox.lease(
                at: Fixtures.after(seconds), until: Fixtures.after(seconds + 60), token: token, limit: limit,
                perDestination: perDestination)
        }
    }

    private static func record(
        _ station: TestStation, _ outcome: DeliveryOutcome, _ id: String, token: String, at seconds: Double
    ) async throws -> Bool {
        try await station.write {
            try $0.outbox.record(outcome, for: id, token: token, at: Fixtures.after(seconds))
        }
    }

    @Test("a leased message is nobody else's until the lease runs out", arguments: Engine.allCases)
    func leasing(engine: Engine) async throws {
        let station = try engine.open()
        try await station.write { try $0.outbox.add(Self.message("1")) }
        #expect(try await Self.lease(station, at: -1, token: "early").isEmpty)
        let first = try await Self.lease(station, at: 0, token: "one")
        #expect(first == [LeasedMessage(message: Self.message("1"), attempt: 1, leaseToken: "one")])
        #expect(try await Self.lease(station, at: 59, token: "two").isEmpty)
        #expect(try await Self.lease(station, at: 60, token: "two").map(\.attempt) == [2])
    }

    @Test("a late worker's outcome is refused", arguments: Engine.allCases)
    func fencing(engine: Engine) async throws {
        let station = try engine.open()
        try await station.write { try $0.outbox.add(Self.message("1")) }
        _ = try await Self.lease(station, at: 0, token: "late")
        _ = try await Self.lease(station, at: 60, token: "new")
        #expect(try await Self.record(station, .failed(error: "x"), "1", token: "late", at: 61) == false)
        #expect(try await station.read { try $0.outbox.entry("1")?.state } == .sending)
        #expect(try await Self.record(station, .delivered, "1", token: "new", at: 61))
        #expect(try await Self.record(station, .delivered, "1", token: "new", at: 62) == false)
        let entry = try await station.read { try $0.outbox.entry("1") }
        #expect(entry?.state == .delivered && entry?.deliveredAt == Fixtures.after(61) && entry?.attempts == 2)
    }

    @Test("a dead destination's backlog takes its share and starves nobody", arguments: Engine.allCases)
    func fairness(engine: Engine) async throws {
        let station = try engine.open()
        try await station.write { tx in
            for index in 0..<500 { try tx.outbox.add(Self.message("dead-\(index)", to: "dead")) }
            for index in 0..<3 { try tx.outbox.add(Self.message("live-\(index)", to: "live", at: 1)) }
            try tx.outbox.add(Self.message("other", to: "other", at: 2))
        }
        let leased = try await Self.lease(station, at: 10, token: "one").map(\.message.destination)
        #expect(leased == ["dead", "dead", "live", "live", "other"])
        #expect(try await Self.lease(station, at: 11, token: "two").isEmpty)
        #expect(try await Self.record(station, .delivered, "live-0", token: "one", at: 12))
        #expect(try await Self.lease(station, at: 13, token: "three").map(\.message.id) == ["live-2"])
        #expect(try await Self.lease(station, at: 13, token: "four", perDestination: 3).count == 1)
    }

    @Test("a lease takes no more than its limit, oldest first", arguments: Engine.allCases)
    func limit(engine: Engine) async throws {
        let station = try engine.open()
        try await station.write { tx in
            for index in 0..<5 { try tx.outbox.add(Self.message("\(index)", to: "to-\(index)", at: Double(5 - index))) }
        }
        #expect(try await Self.lease(station, at: 9, token: "t", limit: 2).map(\.message.id) == ["4", "3"])
        #expect(try await Self.lease(station, at: 9, token: "t", limit: 0).isEmpty)
    }

    @Test("a retry waits for its time and keeps its error; a failure can be replayed", arguments: Engine.allCases)
    func retryAndReplay(engine: Engine) async throws {
        let station = try engine.open()
        try await station.write { try $0.outbox.add(Self.message("1")) }
        _ = try await Self.lease(station, at: 0, token: "one")
        let retry = DeliveryOutcome.retry(at: Fixtures.after(30), error: "timeout")
        #expect(try await Self.record(station, retry, "1", token: "one", at: 1))
        #expect(try await station.write { try $0.outbox.replay("1", at: Fixtures.after(2)) } == false)
        #expect(try await Self.lease(station, at: 29, token: "two").isEmpty)
        #expect(try await Self.lease(station, at: 30, token: "two").map(\.attempt) == [2])
        #expect(try await Self.record(station, .failed(error: "410"), "1", token: "two", at: 31))
        #expect(try await station.read { try $0.outbox.entry("1")?.lastError } == "410")
        #expect(try await station.write { try $0.outbox.replay("1", at: Fixtures.after(40)) })
        #expect(try await station.write { try $0.outbox.replay("none", at: Fixtures.after(40)) } == false)
        #expect(try await Self.lease(station, at: 40, token: "three").map(\.message.id) == ["1"])
    }

    @Test("what was held back waits for its time and has used up no attempt", arguments: Engine.allCases)
    func postponed(engine: Engine) async throws {
        let station = try engine.open()
        try await station.write { try $0.outbox.add(Self.message("1")) }
        _ = try await Self.lease(station, at: 0, token: "one")
        let held = DeliveryOutcome.postponed(until: Fixtures.after(30), error: "held back")
        #expect(try await Self.record(station, held, "1", token: "one", at: 1))
        let entry = try await station.read { try $0.outbox.entry("1") }
        #expect(entry?.attempts == 0 && entry?.state == .waiting && entry?.lastError == "held back")
        #expect(try await Self.lease(station, at: 29, token: "two").isEmpty)
        #expect(try await Self.lease(station, at: 30, token: "two").map(\.attempt) == [1])
    }

    @Test("the log pages newest first and filters", arguments: Engine.allCases)
    func log(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        let ticket = try await station.write { tx in
            try tx.companies.save(company)
            let ticket = try tx.file(Fixtures.filing(company.code)).number
            for index in 0..<7 { try tx.outbox.add(Self.message("\(index)", at: Double(index / 3))) }
            try tx.outbox.add(
                OutboxMessage(
                    id: "hook", channel: .webhook, destination: "endpoint", company: company.code, ticket: ticket,
                    kind: "ticket-accepted", payload: .init(subject: "", body: "{}"), createdAt: Fixtures.after(-1)))
            return ticket
        }
        var seen: [String] = []
        var cursor: String?
        repeat {
            let at = cursor
            let page = try await station.read {
                try $0.outbox.list(state: .waiting, ticket: nil, company: nil, limit: 2, cursor: at)
            }
            seen += page.items.map(\.id)
            cursor = page.next
        } while cursor != nil
        #expect(seen == ["6", "5", "4", "3", "2", "1", "0", "hook"])
        let filtered = try await station.read { tx in
            [
                try tx.outbox.list(state: nil, ticket: ticket, company: nil, limit: 9, cursor: "x"),
                try tx.outbox.list(state: nil, ticket: nil, company: company.code, limit: 9, cursor: nil),
                try tx.outbox.list(state: .failed, ticket: nil, company: nil, limit: 9, cursor: nil),
            ].map { $0.items.map(\.id) }
        }
        #expect(filtered == [["hook"], ["hook"], []])
    }
}

extension OutboxEntry {
    fileprivate var id: String { message.id }
}
