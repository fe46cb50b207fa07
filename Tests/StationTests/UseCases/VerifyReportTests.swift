import Foundation
import HealthCheck
import Testing

@testable import Station

/// Checking the code of a report, which anybody may.
struct VerifyReportTests {
    private static func scene() async throws -> (world: World, code: ReportCode) {
        let world = try await World()
        return (world, world.station.reportCode(of: try await world.submit().record))
    }

    private static func wrong(_ code: ReportCode, _ number: Int) -> ReportCode {
        ReportCode(profile: "nobody-\(number)", day: code.isoDay)
    }

    @Test("thirty wrong codes make an address wait, for as long as it was told; others go on")
    func guessing() async throws {
        let (world, code) = try await Self.scene()
        let first = world.clock.now
        for number in 0..<30 {
            await #expect(throws: StationError.notFound) {
                try await world.station.verifyReport(Self.wrong(code, number), from: "a")
            }
            world.clock.move(10)
        }
        for _ in 0..<2 {
            await #expect(throws: StationError.tooManyAttempts(until: first.addingTimeInterval(900))) {
                try await world.station.verifyReport(code, from: "a")
            }
            world.clock.move(10)
        }
        #expect(try await world.station.verifyReport(code, from: "b").code == code)
        world.clock.set(first.addingTimeInterval(900))
        #expect(try await world.station.verifyReport(code, from: "a").code == code)
    }

    @Test("a bank may check a pile of good reports; without end nobody may")
    func endless() async throws {
        let (world, code) = try await Self.scene()
        let first = world.clock.now
        for _ in 0..<300 { _ = try await world.station.verifyReport(code, from: "bank") }
        await #expect(throws: StationError.tooManyAttempts(until: first.addingTimeInterval(900))) {
            try await world.station.verifyReport(code, from: "bank")
        }
        _ = try await world.station.verifyReport(code, from: "elsewhere")
        world.clock.move(900)
        _ = try await world.station.verifyReport(code, from: "bank")
    }
}
