import Casework
import Foundation
import HealthCheck
import Station
import Testing

/// What happens across tickets, and what the clock does by itself.
struct TicketLoopTests {
    @Test("a joint case hears in the same transaction how its parts stand, and is answered when all have ended")
    func rollUp() async throws {
        let world = try await World()
        let whole = try await world.started("护照和 APEC 卡一起办")
        let part = try await world.started("APEC 商务旅行卡")
        try await world.act(.join(whole), on: part, as: .liaison)
        let parts = try await world.ticket(whole).parts
        #expect(parts.map(\.number) == [part] && parts.map(\.state) == [.inProgress])
        await #expect(throws: StationError.ticket(.partsOpen([part]))) {
            try await world.act(.answer(text: "护照好了"), on: whole, as: .tax)
        }
        try await world.act(.answer(text: "卡好了"), on: part, as: .tax)
        let told = try await world.messages { try await world.act(.confirm(.solved), on: part, as: .owner) }
        #expect(told.map(\.kind).contains("parts-ended.lead"))
        #expect(try await world.ticket(whole).openParts.isEmpty)
        try await world.act(.answer(text: "都好了"), on: whole, as: .tax)
        #expect(try await world.kinds(of: whole).filter { $0 == .notePart }.count == 3)
    }

    @Test("a case joins neither itself, nor its own part, nor another company's case, nor one that has ended")
    func badParents() async throws {
        let world = try await World()
        let whole = try await world.started()
        let part = try await world.started("一部分")
        let foreign = try await world.file("别家的", as: .stranger)
        try await world.act(.join(whole), on: part, as: .liaison)
        await #expect(throws: StationError.ticket(.partOfItself)) {
            try await world.act(.join(whole), on: whole, as: .liaison)
        }
        await #expect(throws: StationError.ticket(.partAlready(whole))) {
            try await world.act(.join(part), on: whole, as: .liaison)
        }
        await #expect(throws: StationError.invalid([FieldProblem("/ticket", .unknownTicket)])) {
            try await world.act(.join(foreign), on: try await world.file(), as: .liaison)
        }
        #expect(try await world.kinds(of: whole).last == .notePart, "nothing refused left a trace")
        await #expect(throws: StationError.ticket(.mergesWithPart(part))) {
            try await world.act(.merge(into: part), on: whole, as: .liaison)
        }
    }

    @Test(
        "zammad #1216: of two merges in opposite directions at once one happens, and undoing it brings the ticket back")
    func mergeRace() async throws {
        let world = try await World()
        let (first, second) = (try await world.started("一"), try await world.started("二"))
        async let there: Ticket? = try? world.act(.merge(into: second), on: first, as: .liaison)
        async let back: Ticket? = try? world.act(.merge(into: first), on: second, as: .liaison)
        let done = [await there, await back].compactMap { $0 }
        #expect(done.count == 1)
        let merged = try #require(done.first)
        let told = try await world.messages {
            try await world.act(.unmerge(reason: "并错了"), on: merged.number, as: .liaison)
        }
        #expect(told.map(\.kind).sorted() == ["ticket-unmerged.company", "ticket-unmerged.lead"])
        #expect(try await world.ticket(merged.number).state == .inProgress)
    }

    @Test("reminders go out once per rung, and never in quiet hours")
    func reminders() async throws {
        let world = try await World()
        let number = try await world.started()
        let rung = try #require(try await world.ticket(number).deadline?.nextRung)
        #expect(rung.percent == 50)
        world.clock.set(rung.at.addingTimeInterval(-1))
        #expect(try await world.station.runDeadlineClock() == 0)
        let midnight = world.station.catalogue.policy.calendar.date(
            world.station.catalogue.policy.calendar.day(of: rung.at).advanced(by: 1), minute: 0)
        world.clock.set(midnight)
        #expect(try await world.station.runDeadlineClock() == 0, "nobody is written to at midnight")
        world.clock.set(midnight.addingTimeInterval(9 * 3600))
        let sent = try await world.messages { _ = try await world.station.runDeadlineClock() }
        #expect(sent.map(\.kind) == ["deadline-near.lead"])
        #expect(try await world.station.runDeadlineClock() == 0, "once")
    }

    @Test("a late opinion is told to the unit and to the lead, once")
    func lateLegs() async throws {
        let world = try await World()
        let number = try await world.started()
        try await world.act(.openLeg(unit: "entry-exit", question: "一致？"), on: number, as: .tax)
        let due = try #require(try await world.ticket(number).legs.first?.due)
        world.clock.set(due.addingTimeInterval(1))
        let sent = try await world.messages { _ = try await world.station.runDeadlineClock() }
        #expect(Set(sent.map(\.kind)).isSuperset(of: ["leg-missed.assisting", "leg-missed.lead"]))
        #expect(try await world.messages { _ = try await world.station.runDeadlineClock() }.isEmpty)
    }

    @Test("one press on several tickets: three that do not fit are named, the others are done, a repeat does nothing")
    func bulk() async throws {
        let world = try await World()
        let fine = [try await world.file("一"), try await world.file("二")]
        let taken = try await world.started("三")
        let foreign = try #require(TicketNumber(year: 2026, sequence: 999_999))
        let rows = fine.map { (number: $0, version: Int?.some(1)) } + [(taken, 3), (fine[0], 9), (foreign, 1)]
        let liaison = try await world.principal(.liaison)
        let key = IdempotencyKey("bulk", request: Data("x".utf8))
        let outcomes = try await world.station.act(onEach: rows, by: liaison, key: key) { _ in
            .accept(lead: "tax", assisting: [], rule: nil)
        }
        #expect(outcomes.map(\.number) == rows.map(\.number))
        let failures = outcomes.map { outcome -> StationError? in
            guard case .failure(let error) = outcome.result else { return nil }
            return error
        }
        #expect(failures[0] == nil && failures[1] == nil)
        #expect(failures[2] == .ticket(.notAllowed(.accept, in: .inProgress)))
        #expect(failures[4] == .notFound)
        _ = try await world.station.act(onEach: Array(rows.prefix(2)), by: liaison, key: key) { _ in
            .accept(lead: "tax", assisting: [], rule: nil)
        }
        for number in fine { #expect(try await world.kinds(of: number) == [.file, .accept]) }
    }

    @Test("zammad #5953: a draft survives, is one officer's own, and goes when its text is sent or emptied")
    func drafts() async throws {
        let world = try await World()
        let number = try await world.started()
        let (tax, liaison) = (try await world.principal(.tax), try await world.principal(.liaison))
        try await world.station.saveDraft("写到一半", for: "notes", on: number, by: tax)
        try await world.station.saveDraft("另一段", for: "notes", on: number, by: liaison)
        #expect(try await world.station.drafts(on: number, by: tax) == ["notes": "写到一半"])
        try await world.station.forgetDraft(for: "notes", on: number, by: tax)
        #expect(try await world.station.drafts(on: number, by: tax) == [:])
        #expect(try await world.station.drafts(on: number, by: liaison) == ["notes": "另一段"])
        await #expect(throws: StationError.notForRole) {
            try await world.station.saveDraft("企业", for: "notes", on: number, by: try await world.principal(.owner))
        }
        await #expect(throws: StationError.notFound) {
            try await world.station.saveDraft("外人", for: "notes", on: number, by: try await world.principal(.entryExit))
        }
    }

    @Test("zammad #246: who has a ticket open is seen by the others, for a while, and never by the company")
    func presence() async throws {
        let world = try await World()
        let number = try await world.started()
        let (tax, liaison) = (try await world.principal(.tax), try await world.principal(.liaison))
        #expect(try await world.station.enter(number, isWriting: true, by: tax).isEmpty)
        let others = try await world.station.enter(number, isWriting: false, by: liaison)
        #expect(others.map(\.name) == ["测试tax"] && others.first?.isWriting == true)
        #expect(try await world.station.present(at: number, by: try await world.principal(.owner)).isEmpty)
        world.clock.move(60)
        #expect(try await world.station.present(at: number, by: liaison).isEmpty)
    }

    @Test("saved selections are an officer's own, named, and a dozen at most")
    func filters() async throws {
        let world = try await World()
        let liaison = try await world.principal(.liaison)
        for index in 1...Station.filterLimit {
            try await world.station.saveFilter("护照 \(index)", query: "q=护照&tab=all", by: liaison)
        }
        await #expect(throws: StationError.invalid([FieldProblem("/name", .tooMany(limit: 12))])) {
            try await world.station.saveFilter("多了", query: "tab=all", by: liaison)
        }
        let first = try #require(try await world.station.filters(of: liaison).first)
        try await world.station.deleteFilter(first.id, by: liaison)
        #expect(try await world.station.filters(of: liaison).count == 11)
        await #expect(throws: StationError.notForRole) {
            try await world.station.filters(of: try await world.principal(.tax))
        }
    }
}
