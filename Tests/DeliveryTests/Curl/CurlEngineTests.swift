import Foundation
import Testing

@testable import Delivery

/// The engine against receivers that behave badly.
struct CurlEngineTests {
    private static let local = AddressGuard(allowed: ["127.0.0.1"].compactMap { AllowedNetwork($0) })

    private func post(_ url: String) -> CurlRequest {
        CurlRequest(url: url, kind: .post(headers: [(name: "X-Test", value: "1")], body: Array("{}".utf8)))
    }

    private func perform(
        _ answer: RawReceiver.Answer, total: Duration = .seconds(20), limits: CurlLimits = CurlLimits()
    ) async throws -> CurlResult {
        let receiver = try RawReceiver { _ in answer }
        defer { receiver.stop() }
        var limits = limits
        limits.total = total
        let engine = CurlEngine(name: "test", limits: limits, addressGuard: Self.local)
        return await engine.perform(post("http://127.0.0.1:\(receiver.port)/"))
    }

    @Test("an answer comes back with status and headers, over one connection kept open")
    func keepsConnections() async throws {
        let receiver = try RawReceiver { _ in .status(204, headers: ["Retry-After:  7 "]) }
        defer { receiver.stop() }
        let engine = CurlEngine(name: "test", addressGuard: Self.local)
        for _ in 0..<50 {
            let result = await engine.perform(post("http://127.0.0.1:\(receiver.port)/hook"))
            #expect(result.failure == nil)
            #expect(result.status == 204)
            #expect(result.headers["retry-after"] == "7")
        }
        #expect(receiver.connections == 1)
        let request = try #require(receiver.requests.first)
        #expect(request.path == "/hook")
        #expect(request.body == "{}")
        #expect(request.headers["x-test"] == "1")
        #expect(request.headers["accept-encoding"] == nil)
        #expect(request.headers["expect"] == nil)
    }

    @Test(
        "an address that is not allowed gets no connection, however it is spelt",
        arguments: [
            "127.0.0.1", "localhost", "0x7f.1", "2130706433", "017700000001", "[::ffff:127.0.0.1]",
        ])
    func guarded(host: String) async throws {
        let receiver = try RawReceiver { _ in .status(204) }
        defer { receiver.stop() }
        let engine = CurlEngine(name: "test", addressGuard: AddressGuard())
        let result = await engine.perform(post("http://\(host):\(receiver.port)/"))
        #expect(result.failure == .addressRefused)
        #expect(receiver.connections == 0)
    }

    @Test(
        "other protocols and sign-ins in the URL are refused",
        arguments: [
            "file:///etc/passwd", "gopher://127.0.0.1/", "ftp://127.0.0.1/", "smtp://127.0.0.1/", "dict://127.0.0.1/",
            "http://user:secret@127.0.0.1/", "http://", "", "http://a b/", "\u{0}",
        ])
    func protocols(url: String) async throws {
        let engine = CurlEngine(name: "test", addressGuard: Self.local)
        let result = await engine.perform(post(url))
        #expect(result.failure != nil)
        #expect(result.status == 0)
        #expect(result.failure != .timedOut)
    }

    @Test("a header cannot smuggle another")
    func headerInjection() async throws {
        let engine = CurlEngine(name: "test", addressGuard: Self.local)
        let request = CurlRequest(
            url: "http://127.0.0.1:9/", kind: .post(headers: [(name: "A", value: "b\r\nC: d")], body: [1]))
        #expect(await engine.perform(request).failure == .unusable("control character in A"))
    }

    @Test("a redirect is an answer, not a way on")
    func redirects() async throws {
        let result = try await perform(.status(302, headers: ["Location: http://127.0.0.1:9/"]))
        #expect(result.failure == nil)
        #expect(result.status == 302)
    }

    @Test("an endless body and a flood of headers end at the limit")
    func tooLarge() async throws {
        let megabyte = String(repeating: "x", count: 1 << 20)
        let body = try await perform(.endless(start: "HTTP/1.1 200 OK\r\n\r\n", piece: megabyte))
        #expect(body.failure == .tooLarge)
        #expect(body.status == 200)
        #expect(body.body.count <= CurlLimits().body)
        let line = "X: " + String(repeating: "y", count: 1000) + "\r\n"
        let headers = try await perform(.endless(start: "HTTP/1.1 200 OK\r\n", piece: line))
        #expect(headers.failure == .tooLarge)
    }

    @Test("silence, a crawling body, a body cut short and a reset are failures")
    func brokenAnswers() async throws {
        #expect(try await perform(.silence, total: .milliseconds(300)).failure == .timedOut)
        let crawl = ["HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"] + Array(repeating: "x", count: 99)
        #expect(try await perform(.pieces(crawl, pause: 0.1), total: .milliseconds(500)).failure == .timedOut)
        let short = try await perform(.pieces(["HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nx"]))
        #expect(short.status == 200)
        #expect(short.failure == .brokenOff)
        #expect(try await perform(.reset).failure == .brokenOff)
        #expect(try await perform(.pieces(["nonsense\r\n\r\n"])).failure != nil)
    }

    @Test(
        "a name that leads nowhere and a port where nobody listens have their own codes")
    func codes() async throws {
        let receiver = try RawReceiver { _ in .status(204) }
        let engine = CurlEngine(name: "test", addressGuard: Self.local)
        #expect(await engine.perform(post("http://no-such-host.invalid/")).failure == .unresolved)
        receiver.stop()
        #expect(await engine.perform(post("http://127.0.0.1:\(receiver.port)/")).failure == .refused)
    }

    @Test("two hundred resets at once harm nobody")
    func resets() async throws {
        let receiver = try RawReceiver { $0.path == "/good" ? .status(204) : .reset }
        defer { receiver.stop() }
        let engine = CurlEngine(name: "test", addressGuard: Self.local)
        let base = "http://127.0.0.1:\(receiver.port)"
        let failures = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<200 { group.addTask { await engine.perform(post("\(base)/bad")).failure != nil } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(failures == 200)
        #expect(await engine.perform(post("\(base)/good")).status == 204)
    }

    @Test("a cancelled task gets its answer at once; so does one cancelled before it began")
    func cancellation() async throws {
        let receiver = try RawReceiver { _ in .silence }
        defer { receiver.stop() }
        let engine = CurlEngine(name: "test", addressGuard: Self.local)
        let request = post("http://127.0.0.1:\(receiver.port)/")
        let start = ContinuousClock.now
        let tasks = (0..<50).map { _ in Task { await engine.perform(request) } }
        for task in tasks.prefix(25) { task.cancel() }
        try await Task.sleep(for: .milliseconds(200))
        for task in tasks { task.cancel() }
        for task in tasks { #expect(await task.value.failure == .stopped) }
        #expect(ContinuousClock.now - start < .seconds(15))
    }

    @Test("shutting down answers everybody, and afterwards nothing is sent")
    func shutDown() async throws {
        let receiver = try RawReceiver { _ in .silence }
        defer { receiver.stop() }
        let engine = CurlEngine(name: "test", addressGuard: Self.local)
        let request = post("http://127.0.0.1:\(receiver.port)/")
        let tasks = (0..<20).map { _ in Task { await engine.perform(request) } }
        try await Task.sleep(for: .milliseconds(100))
        await engine.shutDown()
        for task in tasks { #expect(await task.value.failure == .stopped) }
        let connections = receiver.connections
        #expect(await engine.perform(request).failure == .stopped)
        #expect(receiver.connections == connections)
    }
}
