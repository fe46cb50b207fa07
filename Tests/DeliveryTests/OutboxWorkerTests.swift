import Foundation
import Logging
import ServiceLifecycle
import Station
import Synchronization
import Testing

@testable import Delivery

/// A clock that tests turn.
final class TestClock: Sendable {
    private let offset = Mutex(TimeInterval(0))
    var now: Date { Date().addingTimeInterval(offset.withLock { $0 }) }
    func advance(_ seconds: TimeInterval) { offset.withLock { $0 += seconds } }
}

@Suite(.timeLimit(.minutes(1)))
struct OutboxWorkerTests {
    private let database = FakeDatabase()
    private let signal = OutboxSignal()
    private let clock = TestClock()

    private func worker(
        _ channel: any Channel, pace: OutboxWorker.Pace = OutboxWorker.Pace(), followUp: (any DeliveryFollowUp)? = nil
    ) -> OutboxWorker {
        OutboxWorker(
            database: database, channels: [.webhook: channel], signal: signal, pace: pace, followUp: followUp,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, now: { [clock] in clock.now },
            newID: { UUID().uuidString }, random: { 0.5 })
    }

    private func webhooks() -> WebhookChannel {
        let guarding = AddressGuard(allowed: ["127.0.0.1"].compactMap { AllowedNetwork($0) })
        return WebhookChannel(
            database: database, engine: CurlEngine(name: "test", addressGuard: guarding), sender: "test",
            now: { [clock] in clock.now })
    }

    /// Runs `worker` while `body` does its checks, then cancels it.
    private func working(_ worker: OutboxWorker, _ body: () async throws -> Void) async throws {
        let task = Task { try await worker.run() }
        defer { task.cancel() }
        try await body()
    }

    /// Waits until `condition` holds; false after ten seconds.
    private func eventually(_ condition: () -> Bool) async -> Bool {
        let end = ContinuousClock.now + .seconds(10)
        while !condition() {
            guard ContinuousClock.now < end else { return false }
            guard (try? await Task.sleep(for: .milliseconds(5))) != nil else { return false }
        }
        return true
    }

    @Test("a black hole and a failing receiver keep nobody else waiting")
    func isolation() async throws {
        let hole = try RawReceiver { _ in .silence }
        let failing = try RawReceiver { _ in .status(500) }
        let good = try RawReceiver { _ in .status(204) }
        defer { for receiver in [hole, failing, good] { receiver.stop() } }
        let urls = ["hole": hole.port, "failing": failing.port].merging((0..<40).map { ("good\($0)", good.port) }) {
            $1
        }
        for (id, port) in urls {
            let endpoint = try Samples.endpoint(id, url: "http://127.0.0.1:\(port)/\(id)")
            database.change { $0.endpoints[id] = endpoint }
            for number in 0..<10 { database.add(Samples.message("\(id)-\(number)", to: id)) }
        }
        try await working(worker(webhooks())) {
            #expect(await eventually { database.count(.delivered) == 400 })
            #expect(Set(good.requests.compactMap { $0.headers["webhook-id"] }).count == 400)
            #expect(good.requests.count == 400)
            #expect(hole.connections == 2)
            #expect(await eventually { database.row("failing-0")?.error != nil })
            #expect(await eventually { failing.requests.count == 10 })
        }
    }

    @Test("a failure is tried again by the schedule, under the same id, until it gets through")
    func retries() async throws {
        let count = Mutex(0)
        let receiver = try RawReceiver { _ in
            .status(
                count.withLock { count in
                    count += 1
                    return count
                } <= 3 ? 503 : 204)
        }
        defer { receiver.stop() }
        let endpoint = try Samples.endpoint("e", url: "http://127.0.0.1:\(receiver.port)/")
        database.change { $0.endpoints["e"] = endpoint }
        database.add(Samples.message("a", to: "e"))
        try await working(worker(webhooks())) {
            for (attempt, wait) in [5.0, 30, 120].enumerated() {
                #expect(
                    await eventually { database.row("a")?.error != nil && receiver.requests.count == attempt + 1 })
                #expect(await eventually { database.row("a")?.state == .waiting })
                let next = try #require(database.row("a")?.next).timeIntervalSince(clock.now)
                #expect(next > wait - 3 && next <= wait)
                clock.advance(wait)
                signal.ring()
            }
            #expect(await eventually { database.row("a")?.state == .delivered })
        }
        #expect(receiver.requests.map { $0.headers["webhook-id"] } == Array(repeating: "a", count: 4))
    }

    @Test("a ring is answered at once, not at the next poll")
    func rings() async throws {
        var pace = OutboxWorker.Pace()
        pace.poll = .seconds(3600)
        try await working(worker(Scripted { _ in .delivered }, pace: pace)) {
            try await Task.sleep(for: .milliseconds(100))
            database.add(Samples.message("a", to: "e"))
            try await Task.sleep(for: .milliseconds(100))
            #expect(database.row("a")?.state == .waiting)
            signal.ring()
            #expect(await eventually { database.row("a")?.state == .delivered })
        }
    }

    @Test("the outcome of a worker whose lease ran out is refused, and the message sent again")
    func lateOutcome() async throws {
        let attempts = Mutex(0)
        let gate = OutboxSignal()
        let channel = Scripted { _ in
            let attempt = attempts.withLock { attempts in
                attempts += 1
                return attempts
            }
            if attempt == 1 {
                await gate.wait()
                return .failed(DeliveryFault(.stopped))
            }
            return .delivered
        }
        database.add(Samples.message("a", to: "e"))
        try await working(worker(channel)) {
            #expect(await eventually { attempts.withLock { $0 } == 1 })
            clock.advance(61)
            signal.ring()
            #expect(await eventually { database.row("a")?.state == .delivered })
            gate.ring()
            try await Task.sleep(for: .milliseconds(100))
            #expect(database.row("a")?.state == .delivered)
            #expect(database.row("a")?.error == nil)
        }
    }

    @Test("an outcome survives a store that is away for a while")
    func storeAway() async throws {
        let channel = Scripted { [database] _ in
            database.change { $0.isAway = true }
            return .delivered
        }
        var pace = OutboxWorker.Pace()
        pace.poll = .milliseconds(20)
        database.add(Samples.message("a", to: "e"))
        try await working(worker(channel, pace: pace)) {
            #expect(await eventually { database.row("a")?.state == .sending })
            try await Task.sleep(for: .milliseconds(100))
            #expect(database.row("a")?.state == .sending)
            database.change { $0.isAway = false }
            #expect(await eventually { database.row("a")?.state == .delivered })
            #expect(database.row("a")?.attempts == 1)
        }
    }

    private struct Unreadable: DeliveryFollowUp {
        func deliveryEnded(
            _ message: OutboxMessage, _ ending: DeliveryEnding, _ tx: borrowing StationTransaction
        ) throws {
            if message.id == "bad" { throw StoreError.damaged("a ticket of a newer program") }
        }
    }

    @Test("one message that cannot be followed up keeps no other from being recorded, nor itself")
    func poison() async throws {
        let channel = Scripted { $0.message.id == "bad" ? .failed(DeliveryFault(.endpointMissing)) : .delivered }
        for id in ["bad", "a", "b"] { database.add(Samples.message(id, to: id)) }
        try await working(worker(channel, followUp: Unreadable())) {
            #expect(await eventually { database.count(.delivered) == 2 && database.count(.failed) == 1 })
        }
    }

    @Test("after the last attempt a message has failed; a receiver asking for more time than the schedule gets it")
    func schedule() async throws {
        var pace = OutboxWorker.Pace()
        pace.backoff = Backoff(waits: [.seconds(5)], jitter: 0.2)
        let later = clock.now.addingTimeInterval(500)
        let channel = Scripted { leased in
            leased.message.id == "a" ? .retry(.http(503), notBefore: later) : .retry(.http(500))
        }
        for id in ["a", "b"] { database.add(Samples.message(id, to: id)) }
        try await working(worker(channel, pace: pace)) {
            #expect(await eventually { database.row("a")?.error != nil && database.row("b")?.error != nil })
            #expect(database.row("a")?.next == later)
            clock.advance(7)
            signal.ring()
            #expect(await eventually { database.row("b")?.state == .failed })
            #expect(database.row("b")?.error == "gave-up 2: http-unavailable 500")
        }
    }

    @Test("a receiver that keeps failing is held back, so that its backlog is not even tried (zammad #1631)")
    func heldBack() async throws {
        let tries = Mutex(0)
        let channel = Scripted { _ in
            tries.withLock { $0 += 1 }
            return .retry(DeliveryFault(.timedOut))
        }
        for number in 0..<100 { database.add(Samples.message("m\(number)", to: "e")) }
        try await working(worker(channel)) {
            #expect(await eventually { tries.withLock { $0 } >= 10 })
            try await Task.sleep(for: .milliseconds(100))
            #expect((10...12).contains(tries.withLock { $0 }))
            let counted = (0..<100).filter { database.row("m\($0)")?.attempts ?? 0 > 0 }
            #expect((10...12).contains(counted.count), "what was held back has used up no attempt")
            clock.advance(31)
            signal.ring()
            #expect(await eventually { tries.withLock { $0 } > counted.count }, "one probe")
            try await Task.sleep(for: .milliseconds(100))
            #expect(tries.withLock { $0 } == counted.count + 1)
        }
    }

    @Test("a message without a way to send it waits for one, however long that takes")
    func withoutChannel() async throws {
        database.add(Samples.message("a", to: "e"))
        let worker = OutboxWorker(
            database: database, channels: [:], signal: signal, pace: OutboxWorker.Pace(),
            logger: Logger(label: "test"), now: { [clock] in clock.now }, newID: { UUID().uuidString }, random: { 0.5 })
        try await working(worker) {
            for _ in 0..<20 {
                #expect(await eventually { database.row("a")?.state == .waiting && database.row("a")?.error != nil })
                clock.advance(36 * 3600)
                signal.ring()
            }
            #expect(database.row("a")?.attempts ?? 1 <= 1)
            #expect(await eventually { database.row("a")?.state == .waiting })
        }
    }

    @Test(
        "settings that make no sense are told at the start", arguments: ["", "station.example.cn", "https://a\r\nX: y"])
    func settings(url: String) {
        #expect(throws: DeliveryConfiguration.Mistake.stationURL(url)) {
            try OutboxWorker(
                database: database, configuration: DeliveryConfiguration(stationURL: url), signal: signal)
        }
    }

    @Test("a graceful shutdown lets a send finish, and leaves one that does not to its lease")
    func gracefulShutdown() async throws {
        var pace = OutboxWorker.Pace()
        pace.farewell = .milliseconds(500)
        let channel = Scripted { leased in
            let time: Duration = leased.message.id == "quick" ? .milliseconds(200) : .seconds(60)
            return (try? await Task.sleep(for: time)) == nil ? .abandoned : .delivered
        }
        for id in ["quick", "slow"] { database.add(Samples.message(id, to: id)) }
        let group = ServiceGroup(services: [worker(channel, pace: pace)], logger: Logger(label: "test"))
        let running = Task { try await group.run() }
        #expect(await eventually { database.count(.sending) == 2 })
        let start = ContinuousClock.now
        await group.triggerGracefulShutdown()
        try await running.value
        #expect(ContinuousClock.now - start < .seconds(20))
        #expect(database.row("quick")?.state == .delivered)
        #expect(database.row("slow")?.state == .sending)
    }
}

/// A channel that does as the test says.
private struct Scripted: Channel {
    let answer: @Sendable (LeasedMessage) async -> SendResult
    init(_ answer: @escaping @Sendable (LeasedMessage) async -> SendResult) { self.answer = answer }
    func send(_ leased: LeasedMessage) async -> SendResult { await answer(leased) }
    func shutDown() async {}
}
