import Casework
import Foundation
import Testing

/// The largest cluster of complaints about ticket systems: clocks that count wrongly. PEERS.md §2 lists the sources; what
/// needs a store or a page is in StationTests/Complaints and StorageTests.
@Suite("Complaints about clocks")
struct ClockComplaintTests {
    private static let lead = Party.unit("u1")

    private func underWay(_ policy: CaseworkPolicy = .preset, at start: String = "2026-03-02 09:00") throws -> History {
        try History(
            policy: policy, at: at(start), [(.desk, .accept(lead: "u1", assisting: [], rule: nil)), (Self.lead, .take)])
    }

    @Test("an officer's answer to the company moves no clock and escalates nothing (zammad #3140)")
    func agentResponse() throws {
        var history = try underWay()
        let before = history.ticket
        for (party, action) in [
            (Self.lead, TicketAction.message(text: "在办")), (.desk, .note(text: "记")), (.company, .message(text: "好")),
        ] {
            try history.does(party, action)
            #expect(history.ticket.deadline == before.deadline && history.ticket.level == before.level)
        }
        // Control: an act that hands on does give another clock.
        try history.does(.desk, .transfer(to: "u2", reason: "转"))
        #expect(history.ticket.deadline != before.deadline)
    }

    @Test("there is one running deadline: none is overruled by another, over 200 random years (zammad #5177)")
    func oneClock() throws {
        let moves: Set<TicketActionKind> = [
            .accept, .take, .transfer, .sendBack, .recall, .rule, .requestMaterials, .supplyMaterials, .answer,
            .approve, .confirm, .reopen, .unmerge, .retime, .missDeadline, .refuse, .withdraw, .retract, .merge,
        ]
        for seed in UInt64(1)...200 {
            let year = try Year.live(seed).0
            var ticket = try Ticket.replaying([year.events[0]], number: .sample, policy: .preset)
            for event in year.events.dropFirst() {
                let next = try ticket.applying(event.action, by: event.by, at: event.at, policy: .preset).ticket
                if !moves.contains(event.action.kind) {
                    #expect(next.deadline?.due == ticket.deadline?.due, "seed \(seed): \(event.action.kind)")
                }
                ticket = next
            }
        }
    }

    @Test(
        "presets that change or go recompute nothing behind anybody's back, and one act recomputes it all (zammad #4353)"
    )
    func changedPresets() throws {
        var history = try underWay()
        let before = history.ticket
        let shorter = CaseworkPolicy.preset(calendar: .china, reopenWithin: .days(1))
        let noted = try before.applying(.note(text: "记"), by: .desk, at: before.filedAt + 900, policy: shorter).ticket
        #expect(noted.deadline == before.deadline && noted.promisedBy == before.promisedBy)
        try history.does(.desk, .retime(promise: .days(2), reason: "承诺改为两天"))
        #expect(history.ticket.promisedBy == at("2026-03-03 17:30"))
    }

    @Test("time that stood still is not counted when presets or urgency change (glpi #6902, #15605)")
    func pauseAndChange() throws {
        var history = try underWay()
        try history.does(Self.lead, .requestMaterials(text: "照片"), at: at("2026-03-02 10:00"))
        try history.does(.desk, .retime(promise: .days(3), reason: "改期"), at: at("2026-03-03 10:00"))
        let left = try #require(history.ticket.pausedMinutes)
        #expect(left == 3 * 420 - 60, "what ran before the stop, and nothing of the stop")
        try history.does(.company, .supplyMaterials(text: "在此"), at: at("2026-03-05 10:00"))
        #expect(
            history.ticket.promisedBy == WorkingCalendar.china.date(addingMinutes: left, to: at("2026-03-05 10:00")))
    }

    @Test("whichever door it came by, a ticket has its clock (glpi #24267)", arguments: Origin.allCases)
    func everyDoor(origin: Origin) throws {
        let sample = Filing.sample()
        let filing = Filing(
            company: sample.company, matter: sample.matter, title: sample.title, body: sample.body, origin: origin,
            warning: nil, promise: sample.promise, suggestion: sample.suggestion)
        let ticket = try Ticket.opening(
            filing, number: .sample, by: .company, at: at("2026-03-02 09:00"), policy: .preset
        ).ticket
        #expect(ticket.deadline?.due == at("2026-03-02 11:00") && ticket.promisedBy == at("2026-03-06 17:30"))
    }

    @Test("after a transfer the clock is the new unit's, from the transfer on (InfotelGLPI/behaviors #71)")
    func transferred() throws {
        var history = try underWay()
        try history.does(.desk, .transfer(to: "u2", reason: "转"), at: at("2026-03-03 09:00"))
        #expect(
            history.ticket.deadline?.owner == .unit("u2") && history.ticket.deadline?.kind == .receipt
                && history.ticket.deadline?.due == at("2026-03-03 14:30"))
    }

    @Test(
        "no deadline lies at night, in lunch or on a day off, over 300 random years (chatwoot #13392, #14009, osTicket #2131, #4969, freescout #3756)"
    )
    func officeHours() throws {
        var seen = 0
        for seed in UInt64(1)...300 {
            let year = try Year.live(seed).0
            var ticket = try Ticket.replaying([year.events[0]], number: .sample, policy: .preset)
            for event in year.events.dropFirst() {
                ticket = try ticket.applying(event.action, by: event.by, at: event.at, policy: .preset).ticket
                guard let due = ticket.deadline?.due else { continue }
                let calendar = WorkingCalendar.china
                let day = calendar.day(of: due)
                let minute = due.timeIntervalSince(calendar.date(day, minute: 0)) / 60
                #expect(calendar.isWorkingDay(day), "seed \(seed): \(day)")
                #expect(calendar.hours.contains { Double($0.lowerBound) <= minute && minute <= Double($0.upperBound) })
                seen += 1
            }
        }
        #expect(seen > 1000)
    }

    @Test("nothing is told and nothing climbs once a ticket has ended (chatwoot #10178)")
    func ended() throws {
        var history = try underWay()
        try history.does(.company, .withdraw(reason: ""))
        for days in [1.0, 30, 300] {
            #expect(history.ticket.duty(at: history.ticket.filedAt + days * 86_400, policy: history.policy) == nil)
        }
        // Control: had it not ended, there would be something to do.
        #expect(try underWay().ticket.duty(at: at("2026-06-01 10:00"), policy: .preset) == .missDeadline)
    }

    @Test("a Saturday that is worked for a holiday counts, the holiday does not (zendesk/biz #5, #103)")
    func swappedDays() throws {
        // 2026-02-14 is worked; 15 to 23 are free; 28 is worked.
        let history = try underWay(at: "2026-02-13 09:00")
        #expect(history.ticket.promisedBy == at("2026-02-26 17:30"))
        // Control: a calendar of plain weekends says another day.
        let plain = WorkingCalendar(hours: [540..<720, 810..<1050], years: [:], utcOffset: 8 * 3600)!
        #expect(plain.date(adding: .days(5), to: at("2026-02-13 09:00")) == at("2026-02-19 17:30"))
    }

    @Test("quiet hours hold back what can wait, and never the deadline itself (zammad #4432)")
    func midnight() throws {
        let history = try underWay()
        let rung = try #require(history.ticket.deadline?.nextRung?.at)
        let night = WorkingCalendar.china.date(WorkingCalendar.china.day(of: rung), minute: 23 * 60 + 59)
        #expect(history.ticket.duty(at: night, policy: history.policy) == nil)
        #expect(history.ticket.duty(at: night + 9 * 3600, policy: history.policy) != nil)
        let due = try #require(history.ticket.deadline?.due)
        let after = WorkingCalendar.china.date(WorkingCalendar.china.day(of: due), minute: 23 * 60)
        #expect(history.ticket.duty(at: after, policy: history.policy) == .missDeadline)
    }
}
