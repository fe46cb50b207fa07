import Casework
import Foundation
import Station
import Testing

@Suite("The outbox")
struct OutboxStoreTests {
    private static func message(
        _ id: String, to destination: String = "a@example.com", by channel: OutboxMessage.Channel = .webhook,
        at seconds: Double = 0
    ) -> OutboxMessage {
        OutboxMessage(
            id: id, channel: channel, destination: destination, company: nil, ticket: nil, kind: "ticket-accepted",
            payload: .init(subject: "受理", body: "正文"), createdAt: Fixtures.after(seconds))
    }

    private static func lease(
        _ station: TestStation, at seconds: Double, token: String, limit: Int = 10, after: String = "",
        skipping: Set<String> = []
    ) async throws -> [LeasedMessage] {
        try await station.write {
            try $0.outbox.lease(
                LeaseRequest(
                    now: Fixtures.after(seconds), end: Fixtures.after(seconds + 60), token: token, limit: limit,
                    after: after, skipping: skipping)
            ).messages
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
    }

    @Test(
        "a lease takes no more than its limit, and the next goes on with the lanes behind", arguments: Engine.allCases)
    func limit(engine: Engine) async throws {
        let station = try engine.open()
        try await station.write { tx in
            for index in 0..<5 {
                for turn in 0..<3 { try tx.outbox.add(Self.message("\(index)-\(turn)", to: "to-\(index)")) }
            }
        }
        var (last, rounds): (String, [[String]]) = ("", [])
        for round in 0..<4 {
            let after = last
            let lease = try await station.write {
                try $0.outbox.lease(
                    LeaseRequest(
                        now: Fixtures.after(9), end: Fixtures.after(99), token: "t\(round)", limit: 3, after: after))
            }
            rounds.append(lease.messages.map(\.message.destination))
            last = lease.last
        }
        // Two at once of each; the lane cut short by the limit has its turn again when the others had theirs.
        #expect(
            rounds == [
                ["to-0", "to-0", "to-1"], ["to-2", "to-2", "to-3"], ["to-4", "to-4", "to-1"], ["to-3"],
            ])
        #expect(try await Self.lease(station, at: 9, token: "t", limit: 0).isEmpty)
    }

    @Test(
        "a paused lane waits, one that is skipped too, and all of them under a pause of all", arguments: Engine.allCases
    )
    func pausing(engine: Engine) async throws {
        let station = try engine.open()
        try await station.write { tx in
            for name in ["a", "b", "c"] { try tx.outbox.add(Self.message(name, to: name)) }
            try tx.outbox.pause("webhook a", by: "admin", at: Fixtures.monday)
        }
        #expect(try await Self.lease(station, at: 1, token: "1", skipping: ["webhook b"]).map(\.message.id) == ["c"])
        try await station.write { try $0.outbox.pause("*", by: "admin", at: Fixtures.monday) }
        #expect(try await Self.lease(station, at: 2, token: "2").isEmpty)
        #expect(try await station.read { try $0.outbox.paused() } == ["*", "webhook a"])
        #expect(try await station.write { try $0.outbox.resume("*") })
        #expect(try await Self.lease(station, at: 3, token: "3").map(\.message.id) == ["b"])
        #expect(try await station.write { try $0.outbox.resume("webhook a") })
        #expect(try await station.write { try $0.outbox.resume("webhook a") } == false)
        #expect(try await Self.lease(station, at: 4, token: "4").map(\.message.id) == ["a"])
    }

    @Test(
        "an endpoint with a rate is tried no more often in any minute, the others as before", arguments: Engine.allCases
    )
    func rates(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        try await station.write { tx in
            try tx.companies.save(company)
            typealias Rate = WebhookEndpoint.Rate
            let rates = ["slow": Rate(wished: 3), "capped": Rate(wished: 60, cap: 3), "free": Rate()]
            for (id, rate) in rates {
                try tx.companies.save(
                    WebhookEndpoint(
                        id: id, company: company.code, url: "https://a.example/", secret: "whsec_x", rate: rate))
                for index in 0..<10 { try tx.outbox.add(Self.message("\(id) \(index)", to: id)) }
            }
        }
        var sent: [String: [Double]] = [:]
        for seconds in stride(from: 0.0, to: 130, by: 5) {
            let token = "t\(seconds)"
            for one in try await Self.lease(station, at: seconds, token: token) {
                #expect(try await Self.record(station, .delivered, one.message.id, token: token, at: seconds))
                sent[one.message.destination, default: []].append(seconds)
            }
        }
        #expect(sent["free"] == [0, 0, 5, 5, 10, 10, 15, 15, 20, 20])
        #expect(sent["slow"] == [0, 0, 5, 60, 60, 65, 120, 120, 125])
        #expect(sent["capped"] == sent["slow"], "the lower of wish and cap")
    }

    @Test("each state lists its own, newest first, whether few are in it or many", arguments: Engine.allCases)
    func states(engine: Engine) async throws {
        let station = try engine.open()
        try await station.write { tx in
            for index in 0..<9 {
                try tx.outbox.add(Self.message("\(index)", to: "a\(index)", by: .mail, at: Double(index)))
            }
        }
        _ = try await Self.lease(station, at: 9, token: "t", limit: 8)
        #expect(try await Self.record(station, .delivered, "0", token: "t", at: 10))
        #expect(try await Self.record(station, .failed(error: "gone"), "1", token: "t", at: 10))
        #expect(try await Self.record(station, .unknown(error: "timed-out"), "2", token: "t", at: 10))
        #expect(try await Self.record(station, .handedOver(receipt: "R"), "3", token: "t", at: 10))
        #expect(try await Self.record(station, .retry(at: Fixtures.after(99), error: "x"), "4", token: "t", at: 10))
        func list(_ state: DeliveryState) async throws -> [String] {
            try await station.read {
                try $0.outbox.list(OutboxQuery(state: state), limit: 50, cursor: nil).items.map(\.message.id)
            }
        }
        #expect(try await list(.waiting) == ["8", "4"])
        #expect(try await list(.sending) == ["7", "6", "5"])
        #expect(try await list(.delivered) == ["0"])
        #expect(try await list(.failed) == ["1"])
        #expect(try await list(.unknown) == ["2"])
        #expect(try await list(.handedOver) == ["3"])
        #expect(try await list(.folded) == [])
        try await station.write { tx in
            for index in 100..<700 { try tx.outbox.add(Self.message("\(index)", by: .mail, at: Double(index))) }
        }
        #expect(try await list(.waiting) == (0..<50).map { "\(699 - $0)" })
    }

    @Test("a robot is tried no more than twenty times in a minute, whichever node asks", arguments: Engine.allCases)
    func robots(engine: Engine) async throws {
        let station = try engine.open()
        try await station.write { tx in
            for index in 0..<30 { try tx.outbox.add(Self.message("\(index)", to: "desk", by: .dingtalk)) }
        }
        func send(at seconds: Double) async throws -> Int {
            let leased = try await Self.lease(station, at: seconds, token: "t\(seconds)")
            for one in leased {
                let id = one.message.id
                #expect(try await Self.record(station, .delivered, id, token: "t\(seconds)", at: seconds))
            }
            return leased.count
        }
        var sent = 0
        for second in 0..<40 { sent += try await send(at: Double(second)) }
        #expect(sent == 20)
        #expect(try await send(at: 59.5) == 0)
        #expect(try await send(at: 61) == 1)
    }

    @Test("what must not arrive twice is not sent again after its worker vanished", arguments: Engine.allCases)
    func atMostOnce(engine: Engine) async throws {
        let station = try engine.open()
        let text = OutboxMessage.SMSText(template: "SMS_1", values: [:], isAtMostOnce: true)
        let message = OutboxMessage(
            id: "1", channel: .sms, destination: "13800000000", company: nil, ticket: nil, kind: "k",
            payload: .init(subject: "", body: "", template: text), createdAt: Fixtures.monday)
        try await station.write { try $0.outbox.add(message) }
        #expect(try await Self.lease(station, at: 0, token: "one").count == 1)
        let later = try await station.write {
            try $0.outbox.lease(LeaseRequest(now: Fixtures.after(60), end: Fixtures.after(120), token: "two", limit: 5))
        }
        #expect(later.messages.isEmpty && later.doubtful == [message])
        #expect(try await station.read { try $0.outbox.entry("1")?.state } == .unknown)
        #expect(try await Self.record(station, .delivered, "1", token: "one", at: 61) == false)
        #expect(
            try await station.write { try $0.outbox.settle("1", isDelivered: true, error: nil, at: Fixtures.after(70)) }
        )
        #expect(try await station.read { try $0.outbox.entry("1")?.state } == .delivered)
    }

    @Test("a receipt settles what was handed over, once", arguments: Engine.allCases)
    func receipts(engine: Engine) async throws {
        let station = try engine.open()
        try await station.write { try $0.outbox.add(Self.message("1", to: "138", by: .sms)) }
        _ = try await Self.lease(station, at: 0, token: "t")
        #expect(try await Self.record(station, .handedOver(receipt: "R9"), "1", token: "t", at: 1))
        #expect(try await station.read { try $0.outbox.entry(receipt: "R9", channel: .sms)?.state } == .handedOver)
        #expect(try await station.read { try $0.outbox.entry(receipt: "R9", channel: .mail) } == nil)
        let settle = { (good: Bool) in
            try await station.write {
                try $0.outbox.settle("1", isDelivered: good, error: good ? nil : "UNDELIV", at: Fixtures.after(9))
            }
        }
        #expect(try await settle(false))
        #expect(try await settle(true) == false)
        let entry = try await station.read { try $0.outbox.entry("1") }
        #expect(entry?.state == .failed && entry?.lastError == "UNDELIV")
    }

    @Test("every attempt is kept, and failed ones of a range are replayed under their ids", arguments: Engine.allCases)
    func attemptsAndRange(engine: Engine) async throws {
        let station = try engine.open()
        try await station.write { tx in
            for index in 0..<4 { try tx.outbox.add(Self.message("\(index)", to: "to-\(index)", at: Double(index))) }
        }
        _ = try await Self.lease(station, at: 9, token: "t")
        for id in ["0", "1", "2"] {
            #expect(try await Self.record(station, .failed(error: "HTTP 500"), id, token: "t", at: 10))
        }
        #expect(try await Self.record(station, .delivered, "3", token: "t", at: 10))
        let range = OutboxQuery(state: .failed, since: Fixtures.after(1))
        #expect(try await station.read { try $0.outbox.count(range, limit: 100) } == 2)
        #expect(try await station.read { try $0.outbox.count(range, limit: 1) } == 1)
        #expect(try await station.write { try $0.outbox.replayFailed(range, limit: 1, at: Fixtures.after(20)) } == 1)
        #expect(try await Self.lease(station, at: 20, token: "u").map(\.message.id) == ["1"])
        #expect(try await Self.record(station, .delivered, "1", token: "u", at: 21))
        let attempts = try await station.read { try $0.outbox.attempts(of: "1") }
        #expect(attempts.map(\.state) == [.failed, .delivered] && attempts.map(\.number) == [1, 1])
        #expect(attempts.map(\.error) == ["HTTP 500", nil])
    }

    @Test("a digest tells what it took up, and is sent at its time", arguments: Engine.allCases)
    func digests(engine: Engine) async throws {
        let station = try engine.open()
        let digest = OutboxMessage(
            id: "d", channel: .mail, destination: "a@example.com", company: nil, ticket: nil, kind: "digest",
            payload: .init(subject: "", body: ""), createdAt: Fixtures.monday, notBefore: Fixtures.after(600))
        try await station.write { tx in
            try tx.outbox.add(digest)
            for index in 0..<3 {
                try tx.outbox.add(Self.message("\(index)", by: .mail, at: Double(index)), foldedInto: "d")
            }
            try tx.outbox.holdDigest(of: digest.destination)
            let wording = OutboxMessage.Told.Wording(subject: "{count} 项变化", more: "另有 {count} 项", link: "见站内")
            _ = try tx.outbox.rewrite(
                "d", .init(subject: "3 项变化", body: "…", told: .init(subjects: ["受理"], total: 3, wording: wording)))
        }
        let found = try await station.read { tx in
            (
                try tx.outbox.openDigest(for: "a@example.com", channel: .mail, at: Fixtures.after(5)),
                try tx.outbox.openDigest(for: "b@example.com", channel: .mail, at: Fixtures.after(5))
            )
        }
        #expect(found.0 == OpenDigest(id: "d", total: 3) && found.1 == nil)
        #expect(try await station.read { try $0.outbox.entry("d")?.message.payload.subject } == "3 项变化")
        try await station.write { tx in for _ in 0..<2 { _ = try tx.outbox.countFolded(into: "d") } }
        #expect(try await Self.lease(station, at: 599, token: "t").isEmpty)
        let leased = try await Self.lease(station, at: 600, token: "t")
        #expect(leased.map(\.message.payload.subject) == ["5 项变化"])
        #expect(leased.first?.message.payload.body == "5 项变化\n\n· 受理\n另有 4 项\n\n见站内\n")
        let isTaken = try await station.write { tx in
            [try tx.outbox.rewrite("d", .init(subject: "四项变化", body: "…")), try tx.outbox.countFolded(into: "d")]
        }
        #expect(isTaken == [false, false], "it is on its way and cannot tell of one more")
        #expect(try await station.read { try $0.outbox.entry("d")?.message.payload.subject } == "5 项变化")
        let closed = try await station.read {
            try $0.outbox.openDigest(for: "a@example.com", channel: .mail, at: Fixtures.after(601))
        }
        #expect(closed == nil)
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
                try $0.outbox.list(OutboxQuery(state: .waiting), limit: 2, cursor: at)
            }
            seen += page.items.map(\.id)
            cursor = page.next
        } while cursor != nil
        #expect(seen == ["6", "5", "4", "3", "2", "1", "0", "hook"])
        let filtered = try await station.read { tx in
            [
                try tx.outbox.list(OutboxQuery(ticket: ticket), limit: 9, cursor: "x"),
                try tx.outbox.list(OutboxQuery(company: company.code, destination: "endpoint"), limit: 9, cursor: nil),
                try tx.outbox.list(OutboxQuery(state: .failed), limit: 9, cursor: nil),
            ].map { $0.items.map(\.id) }
        }
        #expect(filtered == [["hook"], ["hook"], []])
    }
}

extension OutboxEntry {
    fileprivate var id: String { message.id }
}
