import Foundation
import Testing

@testable import Delivery

/// E1 and E3: what a company may type as an address reaches nothing it must not, and rude receivers wear nothing out.
@Suite(.timeLimit(.minutes(2)))
struct HostileAddressTests {
    /// Every way of writing a loopback, private or special address that a resolver or a URL parser may understand.
    private static let hosts = [
        "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "017700000001", "0177.0.0.1",
        "127.0.0.1.",
        "localhost", "LOCALHOST", "localhost.", "ip6-localhost", "0.0.0.0", "0", "0.0.0.1", "[::1]", "[::]",
        "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]", "[fe80::1]", "[fc00::1]", "[fd12:3456::1]", "[ff02::1]", "[fec0::1]", "[2001::1]",
        "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.255.255", "169.254.0.1",
        "169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.19.255.255",
        "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "０.０.０.０",
        "１２７.0.0.1", "127。0。0。1", "①②⑦.0.0.1", "127.0.0.1%00.example.com", "127.0.0.1%2f", "127.0.0.1\\@example.com",
    ]

    private static let urls =
        hosts.flatMap { ["http://\($0):{port}/", "https://\($0):{port}/hook"] } + [
            "file:///etc/passwd", "ftp://127.0.0.1:{port}/", "gopher://127.0.0.1:{port}/_x",
            "dict://127.0.0.1:{port}/x",
            "http://user:secret@127.0.0.1:{port}/", "http://127.0.0.1:{port}@example.invalid/", "//127.0.0.1:{port}/",
            "http:///127.0.0.1:{port}/", "http://", "unix:///var/run/docker.sock", "tftp://127.0.0.1:{port}/x",
        ]

    @Test("no hostile address reaches a canary, with proxies in the environment")
    func canaries() async throws {
        #expect(Self.urls.count >= 120)
        let canary = try RawReceiver { _ in .status(204) }
        defer { canary.stop() }
        let proxies = ["http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"]
        for name in proxies { setenv(name, "http://127.0.0.1:\(canary.port)", 1) }
        defer { for name in proxies { unsetenv(name) } }
        var limits = CurlLimits()
        limits.connect = .milliseconds(500)
        limits.total = .seconds(1)
        let engine = CurlEngine(name: "test", limits: limits, addressGuard: AddressGuard())
        await withTaskGroup(of: Void.self) { group in
            for url in Self.urls {
                let address = url.replacing("{port}", with: "\(canary.port)")
                group.addTask {
                    let result = await engine.perform(CurlRequest(url: address, kind: .post(headers: [], body: [0x7b])))
                    #expect(result.failure != nil && result.status == 0, "\(address)")
                }
            }
        }
        #expect(canary.connections == 0)
        await engine.shutDown()
    }

    @Test("without the guard the canary is reached: the test above can fail")
    func withoutGuard() async throws {
        let canary = try RawReceiver { _ in .status(204) }
        defer { canary.stop() }
        let open = AddressGuard(allowed: ["0.0.0.0/0", "::/0"].compactMap { AllowedNetwork($0) })
        let engine = CurlEngine(name: "test", addressGuard: open)
        for host in ["127.0.0.1", "127.1", "2130706433", "localhost"] {
            let url = "http://\(host):\(canary.port)/"
            #expect(await engine.perform(CurlRequest(url: url, kind: .post(headers: [], body: [0x7b]))).status == 204)
        }
        #expect(canary.connections >= 1)
        await engine.shutDown()
    }

    @Test("a thousand resets leave the engine alive and its descriptors as they were")
    func resets() async throws {
        let rude = try RawReceiver { _ in .reset }
        let kind = try RawReceiver { _ in .status(204) }
        defer { for receiver in [rude, kind] { receiver.stop() } }
        let guarding = AddressGuard(allowed: ["127.0.0.1"].compactMap { AllowedNetwork($0) })
        let engine = CurlEngine(name: "test", addressGuard: guarding)
        func send(_ count: Int, to port: UInt16) async -> Int {
            var good = 0
            for _ in 0..<(count / 20) {
                good += await withTaskGroup(of: Bool.self) { group in
                    for _ in 0..<20 {
                        group.addTask {
                            let request = CurlRequest(
                                url: "http://127.0.0.1:\(port)/", kind: .post(headers: [], body: [0x7b]))
                            return await engine.perform(request).failure == nil
                        }
                    }
                    return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
                }
            }
            return good
        }
        // As many as later, so that every connection the engine will hold to the kind one is there before we count.
        #expect(await send(2000, to: kind.port) == 2000)
        let before = Self.descriptors()
        #expect(await send(1000, to: rude.port) == 0)
        #expect(await send(2000, to: kind.port) == 2000)
        #expect(Self.descriptors() <= before + 8, "those of the receivers' last connections among them")
        await engine.shutDown()
    }

    private static func descriptors() -> Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
    }
}
