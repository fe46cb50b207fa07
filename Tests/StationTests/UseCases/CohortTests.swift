import Casework
import Foundation
import HealthCheck
import Synchronization
import Testing

@testable import Station

@Suite("Comparing with other companies")
struct CohortTests {
    /// The owner of a profile among `others` small traders with 1, 2, 3 … bad answers, refreshed.
    private func scene(_ others: Int, bad: Int = 3) async throws -> (World, ProfileRecord) {
        let world = try await World()
        let own = try await world.join(0, bad: bad, as: try world.code(.owner))
        for index in 0..<others { try await world.join(index + 1, bad: index + 1) }
        _ = try await world.station.refreshCohorts()
        return (world, own)
    }

    private func place(_ world: World, _ record: ProfileRecord, as person: Person = .owner) async throws -> CohortPlace?
    {
        try await world.station.profile(record.id, by: try await world.principal(person)).cohort
    }

    @Test("nothing is told under five others, no percentile under ten", arguments: [4, 5, 9, 10])
    func sizes(others: Int) async throws {
        let (world, own) = try await scene(others)
        let found = try await place(world, own)
        #expect((found != nil) == (others >= 5))
        #expect((found?.place.percentile != nil) == (others >= 10))
        if let found {
            #expect(found.place.count == others)
            #expect(found.place.breadth == .industryAndSize)
            #expect(found.exact == own.profile.card.exact)
        }
    }

    @Test("the percentile is the share of the others with a lower score, to five")
    func percentile() async throws {
        let (world, own) = try await scene(10, bad: 8)
        let cells = try await world.station.database.read { tx in
            try tx.cohorts.cells("tax", industry: "trade", size: "small")
        }
        let exact = try #require(own.profile.card.exact)
        let others = cells.flatMap(\.members).filter { $0.company != own.company.description }.map(\.score)
        let below = Double(others.count { $0 < exact }) + Double(others.count { $0 == exact }) / 2
        #expect(try await place(world, own)?.place.percentile == Int((below / 10 * 20).rounded()) * 5)
        #expect(below > 5, "the scene says nothing")
    }

    @Test("a small cell is widened to the industry, then to all, and says so")
    func backOff() async throws {
        let world = try await World()
        let own = try await world.join(0, as: try world.code(.owner))
        for index in 1...4 { try await world.join(index, size: "large") }
        _ = try await world.station.refreshCohorts()
        #expect(try await place(world, own) == nil)
        try await world.join(5, industry: "services")
        _ = try await world.station.refreshCohorts()
        let all = try #require(try await place(world, own))
        #expect(all.place.breadth == .all && all.place.count == 5)
        try await world.join(6, size: "medium")
        _ = try await world.station.refreshCohorts()
        let industry = try #require(try await place(world, own))
        #expect(industry.place.breadth == .industry && industry.place.count == 5)
    }

    @Test("companies of the viewer's own group are left out, others of no group are not")
    func affiliates() async throws {
        let world = try await World()
        let own = try await world.join(0, group: "虚构集团", as: try world.code(.owner))
        for index in 1...5 { try await world.join(index) }
        for index in 6...9 { try await world.join(index, group: "虚构集团") }
        _ = try await world.station.refreshCohorts()
        #expect(try await place(world, own)?.place.count == 5)
        let stranger = try await world.join(20, as: try world.code(.stranger))
        _ = try await world.station.refreshCohorts()
        #expect(try await place(world, stranger, as: .stranger)?.place.count == 10)
    }

    @Test("a new submission changes nothing that is shown before the next refresh")
    func differencing() async throws {
        let (world, own) = try await scene(5)
        let before = try #require(try await place(world, own)?.place)
        try await world.join(6, bad: 20)
        try await world.join(1, bad: 20, at: MovableClock.monday.addingTimeInterval(60))
        #expect(try await place(world, own)?.place == before)
        _ = try await world.station.refreshCohorts()
        let after = try #require(try await place(world, own)?.place)
        #expect(after.count == 6)
        #expect(after.median > before.median, "the newest answers of a company count, and only those")
    }

    @Test("only the last twenty-four months count, and only what can be rated")
    func oldAndUnrated() async throws {
        let (world, own) = try await scene(5)
        try await world.join(7, at: MovableClock.monday.addingTimeInterval(-740 * 86_400))
        try await world.join(8, answers: [:])
        #expect(try await world.station.refreshCohorts() == 6)
        #expect(try await place(world, own)?.place.count == 5)
        world.clock.set(MovableClock.monday.addingTimeInterval(740 * 86_400))
        #expect(try await world.station.refreshCohorts() == 0)
        #expect(try await place(world, own) == nil)
    }

    @Test("officers see the place of shared profiles only")
    func officers() async throws {
        let (world, own) = try await scene(5)
        #expect(try await place(world, own, as: .liaison)?.place.count == 5)
        #expect(try await place(world, own, as: .manager) != nil)
        let hidden = try await world.join(
            0, at: MovableClock.monday.addingTimeInterval(5), as: try world.code(.owner), isShared: false)
        _ = try await world.station.refreshCohorts()
        await #expect(throws: StationError.notFound) { _ = try await place(world, hidden, as: .liaison) }
        #expect(try await place(world, hidden) != nil)
    }

    @Test("more companies than a page are all found, each once")
    func pages() async throws {
        let world = try await World()
        let answers = try World.answers(try #require(try World.catalogue.selfTest("tax")), bad: 2)
        let first = try await world.join(0, answers: answers)
        let pattern = try await world.station.database.read { tx in
            (try tx.selfTests.submission(first.submission), try tx.companies.company(first.company))
        }
        let submission = try #require(pattern.0)
        let company = try #require(pattern.1)
        let codes = try (1..<1_003).map(World.cohortCode)
        try await world.station.database.write { tx in
            for (index, code) in codes.enumerated() {
                try tx.companies.save(
                    Company(
                        code: code, name: "虚构第 \(index) 公司", industry: company.industry, size: company.size,
                        contactName: "张三", contactPhone: "", contactEmail: "", language: .zhHans))
                try tx.selfTests.add(
                    Submission(
                        id: "\(submission.id)-\(index)", company: code, selfTest: "tax",
                        version: submission.version, contentHash: submission.contentHash, method: submission.method,
                        answers: answers, consent: submission.consent, submittedBy: "tests",
                        submittedAt: submission.submittedAt))
            }
        }
        #expect(try await world.station.refreshCohorts() == 1_003)
        let members = try await world.station.database.read { tx in
            try tx.cohorts.cells("tax", industry: nil, size: nil).flatMap(\.members)
        }
        #expect(Set(members.map(\.company)).count == 1_003 && members.count == 1_003)
    }

    @Test("the cohorts are refreshed at the start and a day later, by one process at a time")
    func watch() async throws {
        let world = try await World()
        try await world.join(0)
        let one = CohortWatch(station: world.station)
        let other = CohortWatch(station: world.station)
        #expect(try await one.look() == 1)
        #expect(try await other.look() == nil)
        world.clock.move(CohortWatch.age - 1)
        #expect(try await other.look() == nil)
        world.clock.move(1)
        let now = world.clock.now
        let isHeld = try await world.station.database.write { tx in
            try tx.leases.take("cohorts", for: "somebody else", until: now.addingTimeInterval(60), at: now)
        }
        #expect(isHeld)
        #expect(try await one.look() == nil, "somebody else is at it")
        world.clock.move(61)
        #expect(try await other.look() == 1)
    }

    @Test("a refresh that lost its lease stores nothing")
    func lostLease() async throws {
        let (world, own) = try await scene(5)
        try await world.join(6)
        #expect(try await world.station.refreshCohorts(whileOurs: { false }) == nil)
        #expect(try await place(world, own)?.place.count == 5)
    }

    @Test("a refresh that is overtaken by another one gives up, and readers see the other")
    func overtaken() async throws {
        let (world, own) = try await scene(5)
        try await world.join(6)
        let station = world.station
        let calls = Counter()
        let slow = try await station.refreshCohorts {
            // While the first looks at its first page, a second does everything.
            if calls.bytes(1) == [1] { _ = try await station.refreshCohorts() }
            return true
        }
        #expect(slow == nil)
        #expect(try await place(world, own)?.place.count == 6)
        let left = try await station.database.write { tx in try tx.cohorts.sweepRefreshes(limit: 100) }
        #expect(!left, "nothing of the one that gave up is left")
    }

    @Test("a reader during a refresh sees the one before, whole, and never a mix")
    func neverAMix() async throws {
        let (world, own) = try await scene(6)
        let before = try #require(try await place(world, own))
        world.clock.move(86_400)
        for index in 1...6 { try await world.join(index, bad: 25, at: world.clock.now) }
        let station = world.station
        let owner = try await world.principal(.owner)
        let seen = Seen()
        _ = try await station.refreshCohorts {
            if let place = try await station.profile(own.id, by: owner).cohort {
                seen.note(place.place, place.refreshedAt)
            }
            return true
        }
        let after = try #require(try await place(world, own))
        #expect(seen.all.count >= 3 && Set(seen.all.map(\.0)) == [before.place])
        #expect(after.place != before.place && after.refreshedAt == world.clock.now)
    }
}

/// What a reader saw, in order.
private final class Seen: Sendable {
    private let places = Mutex<[(Cohort.Place, Date)]>([])

    var all: [(Cohort.Place, Date)] { places.withLock { $0 } }

    func note(_ place: Cohort.Place, _ at: Date) { places.withLock { $0.append((place, at)) } }
}
