import Casework
import Foundation
import HealthCheck
import Station
import Testing

/// What a company means to do about its profile.
struct PlanTests {
    private static func scene() async throws -> (
        world: World, owner: Principal, submitted: SubmittedSelfTest, first: [String]
    ) {
        let world = try await World()
        let submitted = try await world.submit(World.noLicence)
        let first = submitted.record.profile.recommendations.prefix(5).map(\.question)
        try #require(!first.isEmpty)
        return (world, try await world.principal(.owner), submitted, first)
    }

    @Test("what is recommended goes into the plan once, however often it is pressed")
    func adding() async throws {
        let (world, owner, submitted, first) = try await Self.scene()
        async let one = world.station.addToPlan(profile: submitted.record.id, questions: first, by: owner)
        async let two = world.station.addToPlan(profile: submitted.record.id, questions: first, by: owner)
        let added = try await one.count + two.count
        #expect(added == first.count)
        let plan = try await world.station.plan(by: owner)
        #expect(Set(plan.map(\.question)) == Set(first))
        let advice = try #require(submitted.sheet.advice(on: first[0]).first)
        #expect(plan.first { $0.question == first[0] }?.advice.text.en.hasPrefix(advice.text.en) == true)
    }

    @Test("a question without advice, and none at all, are refused")
    func nothingToAdd() async throws {
        let (world, owner, submitted, _) = try await Self.scene()
        for questions in [[], ["no-such-question"]] {
            await #expect(throws: StationError.self) {
                try await world.station.addToPlan(profile: submitted.record.id, questions: questions, by: owner)
            }
        }
        #expect(try await world.station.plan(by: owner).isEmpty)
    }

    @Test("ticked off and taken back; what else is written stays")
    func ticking() async throws {
        let (world, owner, submitted, first) = try await Self.scene()
        let item = try #require(
            try await world.station.addToPlan(profile: submitted.record.id, questions: [first[0]], by: owner).first)
        let due = try #require(CivilDay("2026-12-31"))
        let changed = try await world.station.changePlan(
            item.id, version: item.version,
            to: PlanChange(owner: "小李", due: due, note: "等名单", isDone: false), by: owner)
        let done = try await world.station.tickPlan(item.id, version: changed.version, isDone: true, by: owner)
        #expect(done.doneAt == world.clock.now)
        let open = try await world.station.tickPlan(item.id, version: done.version, isDone: false, by: owner)
        #expect(open.doneAt == nil)
        #expect((open.owner, open.due, open.note) == ("小李", due, "等名单"))
        #expect(try await world.station.plan(by: owner) == [open])
    }

    @Test("a done question may be planned again")
    func again() async throws {
        let (world, owner, submitted, first) = try await Self.scene()
        let item = try #require(
            try await world.station.addToPlan(profile: submitted.record.id, questions: [first[0]], by: owner).first)
        _ = try await world.station.tickPlan(item.id, version: nil, isDone: true, by: owner)
        #expect(
            try await world.station.addToPlan(profile: submitted.record.id, questions: [first[0]], by: owner).count == 1
        )
    }

    @Test("whoever saw an older version is told, and changes nothing")
    func stale() async throws {
        let (world, owner, submitted, first) = try await Self.scene()
        let item = try #require(
            try await world.station.addToPlan(profile: submitted.record.id, questions: [first[0]], by: owner).first)
        _ = try await world.station.tickPlan(item.id, version: 1, isDone: true, by: owner)
        await #expect(throws: StationError.stale(version: 2)) {
            try await world.station.changePlan(
                item.id, version: 1, to: PlanChange(owner: "x", due: nil, note: "", isDone: false), by: owner)
        }
        await #expect(throws: StationError.stale(version: 2)) {
            try await world.station.removeFromPlan(item.id, version: 1, by: owner)
        }
        #expect(try await world.station.plan(by: owner).first?.doneAt != nil)
    }

    @Test("what was removed can be brought back as it was, once or twice, by whoever removed it")
    func removing() async throws {
        let (world, owner, submitted, first) = try await Self.scene()
        let item = try #require(
            try await world.station.addToPlan(profile: submitted.record.id, questions: [first[0]], by: owner).first)
        let changed = try await world.station.changePlan(
            item.id, version: 1, to: PlanChange(owner: "小李", due: CivilDay("2026-12-31"), note: "记", isDone: true),
            by: owner)
        let key = try await world.station.removeFromPlan(item.id, version: changed.version, by: owner)
        #expect(try await world.station.plan(by: owner).isEmpty)
        #expect(try await world.station.removedFromPlan(key, by: owner)?.id == item.id)
        let stranger = try await world.principal(.stranger)
        #expect(try await world.station.removedFromPlan(key, by: stranger) == nil)
        await #expect(throws: StationError.notFound) { try await world.station.restoreToPlan(key, by: stranger) }
        for _ in 0..<2 { try await world.station.restoreToPlan(key, by: owner) }
        let back = try #require(try await world.station.plan(by: owner).first)
        #expect((back.owner, back.due, back.note, back.doneAt) == ("小李", changed.due, "记", changed.doneAt))
        #expect(back.version > changed.version, "a page from before the removal acts on nothing")
        #expect(try await world.station.removedFromPlan(key, by: owner) == nil)
    }

    @Test("a question planned anew meanwhile is not there twice: the removed one waits until that is gone")
    func plannedAnew() async throws {
        let (world, owner, submitted, first) = try await Self.scene()
        func add() async throws -> PlanItem {
            try #require(
                try await world.station.addToPlan(profile: submitted.record.id, questions: [first[0]], by: owner).first)
        }
        let item = try await add()
        let key = try await world.station.removeFromPlan(item.id, version: 1, by: owner)
        let anew = try await add()
        await #expect(throws: StationError.invalid([FieldProblem("/key", .plannedAnew(item.title))])) {
            try await world.station.restoreToPlan(key, by: owner)
        }
        #expect(try await world.station.plan(by: owner) == [anew])
        _ = try await world.station.tickPlan(anew.id, version: nil, isDone: true, by: owner)
        #expect(try await world.station.restoreToPlan(key, by: owner).id == item.id)
        #expect(try await world.station.plan(by: owner).count { $0.doneAt == nil } == 1)
    }

    @Test("a key brings back what it removed once; what was changed since comes back by its own, under a later version")
    func usedKey() async throws {
        let (world, owner, submitted, first) = try await Self.scene()
        let item = try #require(
            try await world.station.addToPlan(profile: submitted.record.id, questions: [first[0]], by: owner).first)
        let old = try await world.station.removeFromPlan(item.id, version: 1, by: owner)
        let back = try await world.station.restoreToPlan(old, by: owner)
        let changed = try await world.station.changePlan(
            item.id, version: back.version, to: PlanChange(owner: "小李", due: nil, note: "新", isDone: false), by: owner)
        let new = try await world.station.removeFromPlan(item.id, version: changed.version, by: owner)
        #expect(try await world.station.removedFromPlan(old, by: owner) == nil)
        await #expect(throws: StationError.notFound) { try await world.station.restoreToPlan(old, by: owner) }
        let again = try await world.station.restoreToPlan(new, by: owner)
        #expect(again.note == "新" && again.version > changed.version)
    }

    @Test("a plan is nobody else's business", arguments: Person.allCases.filter { $0 != .owner })
    func access(person: Person) async throws {
        let (world, owner, submitted, first) = try await Self.scene()
        let item = try #require(
            try await world.station.addToPlan(profile: submitted.record.id, questions: [first[0]], by: owner).first)
        let who = try await world.principal(person)
        let refused: StationError = person == .stranger ? .notFound : .notForRole
        await #expect(throws: refused) {
            try await world.station.tickPlan(item.id, version: nil, isDone: true, by: who)
        }
        await #expect(throws: refused) {
            try await world.station.addToPlan(profile: submitted.record.id, questions: [first[0]], by: who)
        }
        #expect(try await world.station.plan(by: owner).first?.doneAt == nil)
    }

    @Test("texts have a length", arguments: [("/owner", 61, 0), ("/note", 0, 1001)])
    func limits(example: (pointer: String, owner: Int, note: Int)) async throws {
        let (world, owner, submitted, first) = try await Self.scene()
        let item = try #require(
            try await world.station.addToPlan(profile: submitted.record.id, questions: [first[0]], by: owner).first)
        let change = PlanChange(
            owner: String(repeating: "长", count: example.owner), due: nil,
            note: String(repeating: "长", count: example.note), isDone: false)
        await #expect {
            try await world.station.changePlan(item.id, version: 1, to: change, by: owner)
        } throws: { error in
            guard case StationError.invalid(let problems) = error else { return false }
            return problems.map(\.pointer) == [example.pointer]
        }
    }
}
