import Foundation
import Station
import Testing

@testable import Delivery

@Suite("A ClamAV daemon")
struct ClamdScannerTests {
    @Test(
        "is found at a socket's path or at host and port, and nowhere else",
        arguments: [
            ("unix:/run/clamav/clamd.ctl", "unix:/run/clamav/clamd.ctl"), ("tcp:127.0.0.1:3310", "tcp:127.0.0.1:3310"),
            ("tcp:[::1]:3310", "tcp:[::1]:3310"), ("unix:relative", nil), ("tcp:host", nil), ("tcp::3310", nil),
            ("tcp:host:0", nil), ("tcp:host:70000", nil), ("/run/clamav/clamd.ctl", nil), ("", nil),
            ("unix:/" + String(repeating: "a", count: 120), nil),
        ] as [(String, String?)])
    func addresses(text: String, written: String?) {
        #expect(ClamdAddress(text)?.description == written)
    }

    @Test(
        "says clean, infected, or something that is no verdict",
        arguments: [
            ("stream: OK\0", .success(.clean)),
            ("stream: Eicar-Signature FOUND\0", .success(.infected("Eicar-Signature"))),
            (
                "INSTREAM size limit exceeded. ERROR\0",
                .failure(ScanFailure("clamd said “INSTREAM size limit exceeded. ERROR”"))
            ), ("stream: OK or not\0", .failure(ScanFailure("clamd said “stream: OK or not”"))),
            ("FOUND", .failure(ScanFailure("clamd said “FOUND”"))),
        ] as [(String, Result<ScanVerdict, ScanFailure>)])
    func verdicts(reply: String, result: Result<ScanVerdict, ScanFailure>) {
        let read = Result { () throws(ScanFailure) in try ClamdScanner.verdict(reply) }
        #expect(read == result)
    }

    @Test("gets the file in counted pieces, all of it, and is believed")
    func stream() async throws {
        let daemon = try FakeClamd(.answer("stream: OK\0"))
        defer { daemon.stop() }
        let bytes = Data((0..<300_001).map { UInt8(truncatingIfNeeded: $0 &* 7) })
        #expect(try await ClamdScanner(daemon.address).scan(bytes) == .clean)
        #expect(daemon.received == bytes)
    }

    @Test(
        "that is silent, gone, talkative or broken gives no verdict, within the time that was set",
        arguments: [FakeClamd.Habit.silent, .closes, .answer("?\0"), .babbles])
    func failures(habit: FakeClamd.Habit) async throws {
        let daemon = try FakeClamd(habit)
        defer { daemon.stop() }
        let scanner = ClamdScanner(daemon.address, patience: .milliseconds(500))
        let start = ContinuousClock.now
        await #expect(throws: ScanFailure.self) { try await scanner.scan(Data(count: 2_000_000)) }
        #expect(ContinuousClock.now - start < .seconds(5))
    }

    @Test("whose name nobody finds gives no verdict, within the time that was set")
    func unfound() async throws {
        let named = try #require(ClamdAddress("tcp:clamd.example:3310"))
        let scanner = ClamdScanner(named, patience: .milliseconds(300)) { _, _, _ in
            Thread.sleep(forTimeInterval: 3)
            return []
        }
        let start = ContinuousClock.now
        await #expect(throws: ScanFailure.self) { try await scanner.scan(Data("x".utf8)) }
        #expect(ContinuousClock.now - start < .seconds(2))
    }

    @Test("that nobody started gives no verdict at once")
    func absent() async throws {
        let daemon = try FakeClamd(.silent)
        daemon.stop()
        let nowhere = try #require(ClamdAddress("unix:/nonexistent/clamd.ctl"))
        await #expect(throws: ScanFailure.self) { try await ClamdScanner(nowhere).scan(Data("x".utf8)) }
    }
}
