import Casework
import Foundation
import HealthCheck
import Testing

@testable import Station

@Suite("Scores over time")
struct TrendTests {
    @Test("answers to an older version are scored anew; what was issued stays")
    func rescored() async throws {
        let world = try await World()
        let old = try #require(try World.catalogue.pastVersions["tax"]?.last)
        let current = try #require(try World.catalogue.selfTest("tax"))
        let yearAgo = MovableClock.monday.addingTimeInterval(-365 * 86_400)
        let first = try await world.join(0, bad: 6, at: yearAgo, version: old, as: try world.code(.owner))
        let second = try await world.join(0, bad: 2, as: try world.code(.owner))
        let owner = try await world.principal(.owner)
        let trend = try await world.station.companyTrend(try world.code(.owner), by: owner)
        #expect(trend.points.map(\.record) == [first, second])
        let carried = AnswerSheet(
            fitting: try World.catalogue.carryingOver(
                try World.answers(old, bad: 6), from: old.version, to: current), for: current,
            in: world.station.answerContext(at: yearAgo))
        #expect(trend.points[0].rescored == Rescored(version: "2026.12", exact: Scorecard(carried).exact))
        #expect(trend.points[0].record.profile.version == "2026.11")
        #expect(trend.points[1].rescored?.exact == second.profile.card.exact)
        let view = try await world.station.profile(first.id, by: owner)
        #expect(view.rescored[first.id] == trend.points[0].rescored)
        #expect(view.record == first)
    }

    @Test("what cannot be rated under today's version is a gap")
    func gap() async throws {
        let world = try await World()
        let old = try #require(try World.catalogue.pastVersions["tax"]?.last)
        let few = try World.answers(old, bad: 0).filter { $0.key == old.questions[0].id }
        try await world.join(0, version: old, as: try world.code(.owner), answers: few)
        let trend = try await world.station.companyTrend(
            try world.code(.owner), by: try await world.principal(.owner))
        #expect(trend.points.map(\.rescored) == [Rescored(version: "2026.12", exact: nil)])
        #expect(trend.overall.map(\.rescored) == [nil])
    }

    @Test("the overall score after each submission joins the newest of each self-test")
    func overall() async throws {
        let world = try await World()
        let code = try world.code(.owner)
        func day(_ day: Double) -> Date { MovableClock.monday.addingTimeInterval(day * 86_400) }
        let tax = try await world.join(0, "tax", bad: 1, at: day(-3), as: code)
        let staff = try await world.join(0, "staff", bad: 9, at: day(-2), as: code)
        let better = try await world.join(0, "tax", bad: 0, at: day(-1), as: code)
        let trend = try await world.station.companyTrend(code, by: try await world.principal(.owner))
        #expect(
            trend.overall.map(\.overall) == [
                OverallProfile([tax.profile]), OverallProfile([staff.profile, tax.profile]),
                OverallProfile([staff.profile, better.profile]),
            ])
        #expect(trend.overall.map(\.rescored) == trend.overall.map(\.overall.score))
    }

    @Test("a re-test is due by the grade, on the last day of a month that is too short")
    func retest() async throws {
        let world = try await World()
        let monthEnd = world.station.catalogue.policy.calendar.date(try #require(CivilDay("2026-11-30")), minute: 600)
        let bad = try await world.join(1, bad: 30, at: monthEnd)
        #expect([Grade.d, .e].contains(bad.profile.grade))
        #expect(world.station.retestDay(after: bad).description == "2027-02-28")
        let good = try await world.join(2, bad: 0, at: monthEnd)
        #expect(good.profile.grade == .a)
        #expect(world.station.retestDay(after: good).description == "2027-11-30")
    }
}
