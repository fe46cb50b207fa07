import Casework
import Foundation
import Station
import Testing

@Suite("Teams and what was learned in the store")
struct TeamStoreTests {
    private static func absence(_ id: String, _ officer: String, _ deputy: String, _ first: Int, _ last: Int)
        -> EnteredAbsence
    {
        EnteredAbsence(
            absence: Absence(
                id: id, officer: officer, deputy: deputy, first: CivilDay(number: first), last: CivilDay(number: last)),
            enteredBy: "manager", enteredAt: Fixtures.after(1))
    }

    @Test(
        "absences that are not over are found, earliest first; withdrawn ones only by their id",
        arguments: Engine.allCases)
    func absences(engine: Engine) async throws {
        let station = try engine.open()
        let (late, early) = (Self.absence("1", "a", "b", 20, 22), Self.absence("2", "a", "b", 10, 12))
        let found = try await station.write { tx in
            for id in ["a", "b", "c"] { try tx.accounts.add(Fixtures.account(id)) }
            for absence in [late, early, Self.absence("3", "c", "b", 10, 30)] { try tx.team.add(absence) }
            try tx.team.setWithdrawn("3", at: Fixtures.after(5))
            let all = try tx.team.absences(of: ["a", "c"], endingFrom: CivilDay(number: 12))
            let later = try tx.team.absences(of: ["a", "c"], endingFrom: CivilDay(number: 13))
            let withdrawn = try tx.team.absence("3")?.withdrawnAt
            try tx.team.setWithdrawn("3", at: nil)
            return (all, later, withdrawn, try tx.team.absences(of: ["c"], endingFrom: CivilDay(number: 1)).count)
        }
        #expect(found.0 == [early, late] && found.1 == [late])
        #expect(found.2 == Fixtures.after(5) && found.3 == 1)
        #expect(try await station.read { try $0.team.absences(of: [], endingFrom: CivilDay(number: 1)) } == [])
    }

    @Test(
        "a ticket is in one officer's hands; its history stays, and what has ended counts for nobody",
        arguments: Engine.allCases)
    func holders(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        let (one, two) = try await station.write { tx in
            try tx.companies.save(company)
            for id in ["a", "b"] { try tx.accounts.add(Fixtures.account(id, roles: [.unit], unit: "tax")) }
            return (
                try tx.file(Fixtures.filing(company.code)).number,
                try tx.file(Fixtures.filing(company.code), at: Fixtures.after(5)).number
            )
        }
        @Sendable func holding(_ ticket: TicketNumber, _ officer: String, _ reason: HoldingReason) -> Holding {
            Holding(
                ticket: ticket, unit: "tax", officer: officer, at: Fixtures.after(9), by: "system", reason: reason)
        }
        let first = holding(one, "a", .leastOpen(open: 0, here: 2))
        let handed = holding(one, "b", .handed)
        let other = holding(two, "b", .hadItBefore)
        let seen = try await station.write { tx in
            try tx.team.hold("tax")
            for holding in [first, handed, other] { try tx.team.assign(holding) }
            return (
                try tx.team.holder(of: one), try tx.team.holdings(of: one), try tx.team.load(of: "tax"),
                try tx.team.held(by: ["a", "b"], limit: 9).map(\.ticket.number)
            )
        }
        #expect(seen.0 == handed && seen.1 == [first, handed] && seen.2 == ["b": 2] && seen.3 == [one, two])
        let moved = try await station.write { tx in
            let elsewhere = Holding(
                ticket: two, unit: "customs", officer: "a", at: Fixtures.after(10), by: "system",
                reason: .leastOpen(open: 0, here: 1))
            try tx.team.assign(elsewhere)
            let loads = (try tx.team.load(of: "tax"), try tx.team.load(of: "customs"))
            try tx.team.assign(other)
            return loads
        }
        #expect(moved.0 == ["b": 1] && moved.1 == ["a": 1])
        let after = try await station.write { tx in
            try tx.team.release(one)
            try tx.team.release(one)
            return (try tx.team.holder(of: one), try tx.team.holdings(of: one).count, try tx.team.load(of: "tax"))
        }
        #expect(after.0 == nil && after.1 == 2 && after.2 == ["b": 1])
    }

    @Test(
        "words count up and down and leave nothing behind; beyond the limit no new one is taken",
        arguments: Engine.allCases)
    func lessons(engine: Engine) async throws {
        let station = try engine.open()
        let lesson = Lesson(matter: "EE01", unit: "entry-exit")
        let company = try Fixtures.company(1)
        let seen = try await station.write { tx in
            try tx.companies.save(company)
            let number = try tx.file(Fixtures.filing(company.code)).number
            try tx.lessons.set(lesson, of: number)
            let kept = try tx.lessons.lesson(of: number)
            try tx.lessons.set(nil, of: number)
            try tx.lessons.count(["护照", "加急"], lesson, up: true, limit: 2)
            try tx.lessons.count(["护照", "退税"], lesson, up: true, limit: 2)
            let up = try tx.lessons.counts(of: ["护照", "加急", "退税"])
            try tx.lessons.count(["护照", "加急"], lesson, up: false, limit: 2)
            let down = try tx.lessons.counts(of: ["护照", "加急"])
            try tx.lessons.count(["护照"], lesson, up: false, limit: 2)
            return (kept, try tx.lessons.lesson(of: number), up, down, try tx.lessons.counts(of: ["护照"]))
        }
        #expect(seen.0 == lesson && seen.1 == nil)
        #expect(Set(seen.2.map { "\($0.word) \($0.tickets)" }) == ["护照 2", "加急 1"])
        #expect(seen.3.map { "\($0.word) \($0.tickets)" } == ["护照 1"] && seen.4.isEmpty)
    }
}
