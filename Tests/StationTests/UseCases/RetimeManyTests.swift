import Casework
import Foundation
import HealthCheck
import Station
import Testing

/// Changed presets and promises touch open tickets only when somebody says so.
struct RetimeManyTests {
    /// The same content with other presets.
    private static func changed(_ world: World, days: Int) throws -> StationCatalogue {
        let old = world.station.catalogue
        let policy = CaseworkPolicy(
            calendar: old.policy.calendar, desk: old.policy.desk, acceptance: .hours(6), acceptanceExpedited: .hours(1),
            receipt: .hours(9), opinion: old.policy.opinion, materials: .days(3), confirmation: .days(days),
            expeditedHandling: old.policy.expeditedHandling, reopenWithin: old.policy.reopenWithin,
            returnLimit: old.policy.returnLimit)
        return StationCatalogue(
            selfTests: old.selfTests, pastVersions: old.pastVersions, countries: old.countries, units: old.units,
            matters: old.matters, routing: old.routing, routingReasons: old.routingReasons, policy: policy,
            notices: old.notices, noticeTable: old.noticeTable, grounds: old.grounds, locales: old.locales)
    }

    @Test(
        "over 40 drawn desks: a changed preset moves nothing, the preview counts what the act moves, and then no more")
    func property() async throws {
        for seed in UInt64(1)...40 {
            var chance = SplitMix64(seed: seed)
            let world = try await World()
            var numbers: [TicketNumber] = []
            for index in 0..<Int.random(in: 1...6, using: &chance) {
                let number = try await world.file("第\(index)件")
                numbers.append(number)
                let steps: [(TicketAction, Person)] = [
                    (.accept(lead: "tax", assisting: [], rule: nil), .liaison), (.take, .tax),
                    (.requestMaterials(text: "照片"), .tax), (.supplyMaterials(text: "在此"), .owner),
                    (.answer(text: "办了"), .tax), (.confirm(.solved), .owner),
                ]
                for (action, person) in steps.prefix(Int.random(in: 0...6, using: &chance)) {
                    world.clock.move(Double(Int.random(in: 60...3600, using: &chance)))
                    try await world.act(action, on: number, as: person)
                }
            }
            let before = try await world.tickets(of: .owner)
            let station = world.station(catalogue: try Self.changed(world, days: Int.random(in: 1...9, using: &chance)))
            let liaison = try await world.principal(.liaison)
            let preview = try await station.retiming(by: liaison)
            #expect(try await world.tickets(of: .owner) == before, "looking moves nothing")
            #expect(preview.looked == before.filter { !$0.state.isEnded }.count)
            let outcomes = try await station.retimeMany(reason: "新的时限规定", by: liaison)
            #expect(outcomes.count == preview.total && preview.earlier + preview.later <= preview.total)
            for move in preview.moves {
                let after = try await world.ticket(move.ticket.number)
                #expect(after.deadline?.due == move.due && after.promisedBy == move.promisedBy)
                #expect(try await world.kinds(of: move.ticket.number).last == .retime, "each keeps its trace")
            }
            let moved = Set(preview.moves.map(\.ticket.number))
            for ticket in before where !moved.contains(ticket.number) {
                #expect(try await world.ticket(ticket.number) == ticket)
            }
            #expect(try await station.retiming(by: liaison).total == 0)
        }
    }

    @Test(
        "a press counts none behind the last that was shown, pressed again it finds nothing; or all of them go at once")
    func batches() async throws {
        let world = try await World()
        var numbers: [TicketNumber] = []
        for index in 0..<5 { numbers.append(try await world.file("第\(index)件")) }
        let station = world.station(catalogue: try Self.changed(world, days: 2))
        let liaison = try await world.principal(.liaison)
        for _ in 0..<2 {
            _ = try await station.retimeMany(reason: "新规定", through: numbers[1], by: liaison)
            #expect(try await station.retiming(by: liaison).moves.map(\.ticket.number) == Array(numbers[2...]))
        }
        var (looked, rows): ([Int], [TicketNumber]) = ([], [])
        let counts = try await station.retimeAll(
            reason: "新规定", by: liaison, progress: { looked.append($0) },
            each: { outcome, before in
                rows.append(outcome.number)
                #expect((try? outcome.result.get())?.ticket.deadline?.due == before.due)
            })
        #expect(counts == (3, 0) && looked == [5] && rows == Array(numbers[2...]))
        #expect(try await station.retiming(by: liaison).total == 0)
    }

    @Test("nobody but desk and managers counts anew, and not without a reason; the audit trail says how many")
    func who() async throws {
        let world = try await World()
        _ = try await world.file()
        let station = world.station(catalogue: try Self.changed(world, days: 2))
        for person in [Person.owner, .tax, .auditor, .expert] {
            await #expect(throws: StationError.notForRole) {
                _ = try await station.retimeMany(reason: "我要", by: try await world.principal(person))
            }
        }
        let manager = try await world.principal(.manager)
        await #expect(throws: StationError.invalid([FieldProblem("/reason", .missing)])) {
            _ = try await station.retimeMany(reason: " ", by: manager)
        }
        #expect(try await station.retimeMany(reason: "新规定", by: manager).count == 1)
        #expect(try await world.audit().contains { $0.action == "presets.applied" && $0.subject == "1 tickets" })
        // Where nothing would move, one ticket by itself says so.
        let number = try #require(try await world.tickets(of: .owner).first?.number)
        await #expect(throws: StationError.invalid([FieldProblem("/reason", .nothingToRetime)])) {
            _ = try await station.act(on: number, version: nil, by: manager) { ticket in
                .retime(promise: ticket.filing.promise, reason: "再来")
            }
        }
    }
}
