import Casework
import Foundation
import HealthCheck
import Station
import Testing

/// Somebody rang and wants to be called; the list says whom, by when, until it was done.
struct CallBackTests {
    @Test(
        "a caller who asked for a call stands on the list with number and time; another matter goes elsewhere by rule")
    func calls() async throws {
        let world = try await World()
        let liaison = try await world.principal(.liaison)
        let filed = try await world.station.fileTicket(
            TicketFiling(
                matter: "TX05", title: "来电咨询", body: "…", origin: .hotline, company: try world.code(.owner),
                caller: Filing.Caller(name: "李四", phone: "13800000000", wantsCallBack: true)), by: liaison)
        let number = filed.ticket.number
        _ = try await world.file("没有要求回电")
        #expect(try await world.station.callBacks(by: liaison).map(\.ticket.number) == [number])
        #expect(filed.ticket.owedCall?.due == world.clock.now + 7200, "two working hours")
        // A unit sees the calls of what it leads.
        let tax = try await world.principal(.tax)
        #expect(try await world.station.callBacks(by: tax).isEmpty)
        try await world.act(.accept(lead: "tax", assisting: [], rule: nil), on: number, as: .liaison)
        #expect(try await world.station.callBacks(by: tax).count == 1)
        await #expect(throws: StationError.notForRole) {
            _ = try await world.station.callBacks(by: try await world.principal(.owner))
        }
        try await world.act(.callBack(text: "已通话，退税问题"), on: number, as: .tax)
        #expect(try await world.station.callBacks(by: liaison).isEmpty)
        let seen = try await world.station.ticket(number, by: try await world.principal(.owner))
        #expect(
            seen.events.contains { $0.event.action == .callBack(text: "") }, "the company sees that, not what was said")
    }

    @Test("a late call is told once, by mail and in the inbox; the company sees that, and the list says so")
    func late() async throws {
        let world = try await World()
        let liaison = try await world.principal(.liaison)
        let filed = try await world.station.fileTicket(
            TicketFiling(
                matter: "TX05", title: "来电咨询", body: "…", origin: .hotline, company: try world.code(.owner),
                caller: Filing.Caller(name: "李四", phone: "13800000000", wantsCallBack: true)), by: liaison)
        let number = filed.ticket.number
        try await world.act(.accept(lead: "tax", assisting: [], rule: nil), on: number, as: .liaison)
        world.clock.set(try #require(filed.ticket.owedCall?.due))
        _ = try await world.station.runDeadlineClock()
        #expect(try await world.kinds(of: number).contains(.missCall) == false, "not late yet")
        world.clock.move(1)
        var recorded = 0
        let sent = try await world.messages { recorded = try await world.station.runDeadlineClock() }
        #expect(recorded == 1 && sent.map(\.kind) == ["call-missed.lead"])
        #expect(try #require(sent.first).payload.body.contains("/tickets/\(number)"))
        #expect(try await world.station.runDeadlineClock() == 0)
        let told = try await world.station.inbox(
            limit: 9, cursor: nil, by: try await world.principal(.tax))
        #expect("\(told)".contains("call-missed"))
        let listed = try await world.station.callBacks(by: liaison)
        #expect(listed.map(\.ticket.owedCall?.missedAt) == [world.clock.now])
        let seen = try await world.station.ticket(number, by: try await world.principal(.owner))
        #expect(seen.events.last?.event.action == .missCall)
    }

    @Test("another matter is routed anew by today's rules, and a matter that does not exist is refused at its field")
    func reclassify() async throws {
        let world = try await World()
        let number = try await world.started()
        let before = try await world.ticket(number)
        let suggestion = before.filing.suggestion
        try await world.act(
            .reclassify(matter: "EE05", suggestion: suggestion, reason: "其实是签注"), on: number, as: .liaison)
        let after = try await world.ticket(number)
        #expect(after.filing.suggestion.lead == world.station.catalogue.matter("EE05")?.unit)
        #expect(after.promisedBy == before.promisedBy && after.lead == "tax")
        let found = try await world.station.database.read { tx in
            try tx.tickets.list(TicketQuery(matter: "EE05")).items.map(\.number)
        }
        #expect(found == [number], "lists by matter find it")
        await #expect(throws: StationError.invalid([FieldProblem("/matter", .unknownMatter)])) {
            try await world.act(
                .reclassify(matter: "XX99", suggestion: suggestion, reason: "?"), on: number, as: .liaison)
        }
        // Only what was said so moves the clock.
        try await world.act(.retime(promise: .days(99), reason: "按签注时限"), on: number, as: .liaison)
        let promise = try #require(world.station.catalogue.matter("EE05")?.promise)
        #expect(try await world.ticket(number).filing.promise == promise)
    }

    @Test("a refusal's notice says the ground's sentence, in each language, and then the officer's reason")
    func groundInNotice() async throws {
        let world = try await World()
        let ground = try #require(world.station.catalogue.grounds.refusals.first)
        for (person, language) in [(Person.owner, Language.zhHans), (.stranger, .en)] {
            let number = try await world.file("拒绝我", as: person)
            let told = try await world.messages {
                try await world.act(.refuse(reason: "请看附件", ground: ground.id), on: number, as: .liaison)
            }
            let mail = try #require(told.first { $0.kind == "ticket-refused.company" && $0.channel == .mail })
            #expect("\(mail)".contains(ground.sentence[language]) && "\(mail)".contains("请看附件"))
        }
    }
}
