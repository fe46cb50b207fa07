import Casework
import Foundation
import Testing

@Suite("Another matter, clocks anew, taking back, calling back")
struct TicketReclassifyingTests {
    private static let lead = Party.unit("u1")
    private static let elsewhere = RoutingDecision(
        rule: "R7", lead: "u2", assisting: [], urgency: .normal, matched: ["matter=TX01"])

    private func underWay() throws -> History {
        try History([(.desk, .accept(lead: "u1", assisting: ["u2"], rule: nil)), (Self.lead, .take)])
    }

    @Test("another matter changes the suggestion and no clock, lead or leg; the company and the lead hear of it")
    func matter() throws {
        var history = try underWay()
        let before = history.ticket
        try history.does(.desk, .reclassify(matter: "TX01", suggestion: Self.elsewhere, reason: "是退税"))
        let after = history.ticket
        #expect(after.filing.matter == "TX01" && after.filing.suggestion == Self.elsewhere)
        #expect(after.differences(from: before) == [.matter])
        #expect(after.deadline == before.deadline && after.filing.promise == before.filing.promise)
        #expect(history.notices.map(\.audience) == [.company, .lead("u1")])
        #expect(throws: TicketError.sameMatter) {
            try history.does(.desk, .reclassify(matter: "TX01", suggestion: Self.elsewhere, reason: "再"))
        }
    }

    @Test("clocks counted anew: the promise runs from the filing, and later by each stop that began in time")
    func anew() throws {
        var history = try underWay()
        try history.does(Self.lead, .requestMaterials(text: "照片"), at: at("2026-03-03 09:00"))
        try history.does(.company, .supplyMaterials(text: "在此"), at: at("2026-03-05 09:00"))
        // Five days from Monday 9:00, and two more for the stop.
        #expect(history.ticket.promisedBy == at("2026-03-10 17:30"))
        try history.does(.desk, .retime(promise: .days(8), reason: "新规定"))
        #expect(history.ticket.promisedBy == at("2026-03-13 17:30"))
        #expect(history.ticket.deadline?.due == history.ticket.promisedBy)
        #expect(history.notices.map(\.kind) == [.deadlineMoved, .deadlineMoved])
        try history.does(.desk, .retime(promise: .days(8), reason: "再算一遍"))
        #expect(history.notices.isEmpty, "nothing moved, nobody is told")
        try history.does(.desk, .retime(promise: .days(1), reason: "缩短"))
        // The stop began as the one day ended, so it adds nothing.
        #expect(history.ticket.promisedBy == at("2026-03-02 17:30"))
        #expect(history.ticket.openLegs.allSatisfy { $0.due <= history.ticket.promisedBy })
        #expect(throws: TicketError.notAllowed(.retime, in: .inProgress)) {
            try history.does(Self.lead, .retime(promise: .days(30), reason: "我要时间"))
        }
    }

    @Test("at every step of 300 random years, counting anew under the same presets gives what is stored")
    func recounted() throws {
        for seed in UInt64(1)...300 {
            let year = try Year.live(seed).0
            var ticket = try Ticket.replaying([year.events[0]], number: .sample, policy: .preset)
            for event in year.events.dropFirst() {
                ticket = try ticket.applying(event.action, by: event.by, at: event.at, policy: .preset).ticket
                guard !ticket.state.isEnded else { continue }
                let anew = ticket.retiming(ticket.filing.promise, at: event.at, policy: .preset)
                #expect(anew == nil, "seed \(seed), \(event.action.kind): \(String(describing: anew))")
                if anew != nil { return }
            }
        }
    }

    @Test("the desk takes back what it wrote down for ten minutes, and never what a company filed")
    func retraction() throws {
        var history = try History()
        let end = try #require(history.ticket.retractableUntil)
        #expect(throws: TicketError.retractionPassed(end)) {
            try history.does(.desk, .retract(reason: "录错"), at: end + 1)
        }
        try history.does(.desk, .retract(reason: "录错"), at: end)
        #expect(history.ticket.state == .withdrawn && history.notices.map(\.audience) == [.company])
    }

    @Test("a poor rating promises a call within a working day; it is owed until somebody says what was said")
    func call() throws {
        var history = try History([
            (.desk, .accept(lead: "u1", assisting: [], rule: nil)), (Self.lead, .take),
            (Self.lead, .answer(text: "办了")),
            (.company, .rate(stars: 5, comment: "")),
        ])
        #expect(history.ticket.owedCall == nil)
        #expect(throws: TicketError.nobodyToCall) { try history.does(.desk, .callBack(text: "谁？")) }
        try history.does(.company, .confirm(.notSolved))
        try history.does(Self.lead, .answer(text: "又办了"))
        try history.does(.company, .rate(stars: 1, comment: "慢"), at: at("2026-03-06 16:00"))
        #expect(history.ticket.owedCall?.due == at("2026-03-09 16:00"), "Friday to Monday")
        try history.does(.manager, .callBack(text: "已致歉"))
        #expect(history.ticket.owedCall == nil && history.ticket.callBack?.doneAt != nil)
    }

    @Test("a poor rating does not put off a call that was promised for earlier; one that was made is promised anew")
    func earlierCall() throws {
        let sample = Filing.sample()
        let filing = Filing(
            company: sample.company, matter: sample.matter, title: sample.title, body: sample.body, origin: .hotline,
            warning: nil, promise: sample.promise, suggestion: sample.suggestion,
            caller: Filing.Caller(name: "李四", phone: "13800000000", wantsCallBack: true))
        let steps: [(Party, TicketAction)] = [
            (.desk, .accept(lead: "u1", assisting: [], rule: nil)), (Self.lead, .take),
            (Self.lead, .answer(text: "办了")),
        ]
        var owed = try History(filing: filing, steps)
        let promised = try #require(owed.ticket.owedCall)
        try owed.does(.company, .rate(stars: 1, comment: "没人回电"))
        #expect(owed.ticket.owedCall == promised && promised.cause == .asked)

        var done = try History(filing: filing, steps)
        try done.does(.desk, .callBack(text: "谈过了"))
        try done.does(.company, .rate(stars: 1, comment: "慢"))
        #expect(done.ticket.owedCall?.cause == .poorRating)
    }
}
