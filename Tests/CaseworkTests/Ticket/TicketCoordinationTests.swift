import Casework
import Foundation
import Testing

/// Consent, papers that follow, ladders, ratings that are looked into.
@Suite("Coordination in depth")
struct TicketCoordinationTests {
    private let lead = Party.unit("u1")
    private let taken: [(Party, TicketAction)] = [
        (.desk, .accept(lead: "u1", assisting: [], rule: nil)), (.unit("u1"), .take),
    ]

    private func refused(
        _ history: History, _ party: Party, _ action: TicketAction, _ error: TicketError, at time: Date? = nil
    ) {
        var history = history
        #expect(throws: error) { try history.does(party, action, at: time) }
    }

    @Test("a veto stands in the way of the answer until the unit comes round")
    func veto() throws {
        var work = try History(taken)
        try work.does(lead, .openLeg(unit: "u2", question: "可否？", consent: true))
        try work.does(.unit("u2"), .giveOpinion(leg: 1, stance: .disagree, text: "不可"))
        #expect(work.ticket.openLegs.isEmpty && work.ticket.vetoes.map(\.unit) == ["u2"])
        refused(work, lead, .answer(text: "办了"), .vetoStands(["u2"]))
        refused(work, lead, .openLeg(unit: "u2", question: "再问"), .alreadyAssisting("u2"))
        refused(work, lead, .releaseLeg(leg: 1, reason: "不问了"), .noSuchLeg(1))
        try work.does(.unit("u2"), .giveOpinion(leg: 1, stance: .conditional, text: "补一份担保即可"))
        try work.does(lead, .answer(text: "办了"))
        #expect(work.ticket.state == .answered)
    }

    @Test("the desk sets a veto aside, with a reason that the unit hears; the lead cannot")
    func overruling() throws {
        var work = try History(taken)
        try work.does(lead, .openLeg(unit: "u2", question: "可否？", consent: true))
        refused(work, .desk, .overrule(leg: 1, reason: "会商定"), .noSuchVeto(1))
        try work.does(.unit("u2"), .giveOpinion(leg: 1, stance: .disagree, text: "不可"))
        refused(work, lead, .overrule(leg: 1, reason: "我定"), .notAllowed(.overrule, in: .inProgress))
        try work.does(lead, .consult(minutes: "三方到场，议定先行办理"))
        try work.does(.desk, .overrule(leg: 1, reason: "会商定"))
        #expect(work.notices.map(\.audience) == [.assisting("u2"), .lead("u1")])
        #expect(work.ticket.vetoes.isEmpty)
        try work.does(lead, .answer(text: "办了"))
    }

    @Test("a plain “no” is an opinion and stops nothing")
    func opinion() throws {
        var work = try History(taken)
        try work.does(lead, .openLeg(unit: "u2", question: "怎么看？"))
        try work.does(.unit("u2"), .giveOpinion(leg: 1, stance: .disagree, text: "不赞成"))
        try work.does(lead, .answer(text: "办了"))
    }

    @Test("a leg is due by the answer at the latest; one that is late is told once")
    func legDue() throws {
        var work = try History(taken)
        let promised = work.ticket.promisedBy
        refused(
            work, lead, .openLeg(unit: "u2", question: "？", due: promised.addingTimeInterval(1)),
            .legDueAfterTicket(promised))
        refused(work, lead, .openLeg(unit: "u2", question: "？", due: at("2026-03-02 08:00")), .dueInThePast)
        try work.does(lead, .openLeg(unit: "u2", question: "？", due: at("2026-03-03 12:00")))
        refused(work, .clock, .missLeg(1), .deadlineStillRuns(at("2026-03-03 12:00")), at: at("2026-03-03 12:00"))
        try work.does(.clock, .missLeg(1), at: at("2026-03-03 12:01"))
        #expect(work.notices.map(\.audience) == [.assisting("u2"), .lead("u1")])
        refused(work, .clock, .missLeg(1), .deadlineMissedAlready)
    }

    @Test("papers that follow stop no clock; each is ticked off once")
    func followingPapers() throws {
        var work = try History(taken)
        let before = work.ticket.deadline
        refused(work, lead, .deferPapers(["照片"], due: at("2026-03-01 09:00")), .dueInThePast)
        refused(work, lead, .deferPapers([" "], due: at("2026-03-09 17:30")), .textMissing)
        try work.does(lead, .deferPapers(["照片", "", "劳动合同"], due: at("2026-03-09 17:30")))
        #expect(work.ticket.missingPapers.map(\.name) == ["照片", "劳动合同"])
        #expect(work.ticket.deadline == before && work.notices == [Notice(.papersToFollow, to: .company)])
        try work.does(lead, .receivePaper(1))
        refused(work, lead, .receivePaper(1), .noSuchPaper(1))
        #expect(work.ticket.missingPapers.map(\.id) == [2])
    }

    @Test("glpi #15605: every stop of the clock stands in a ledger, and the time left survives each")
    func ledger() throws {
        var work = try History(taken)
        let calendar = WorkingCalendar.china
        for day in ["2026-03-03", "2026-03-05", "2026-03-09"] {
            let left = calendar.workingMinutes(from: at("\(day) 10:00"), to: work.ticket.promisedBy)
            try work.does(lead, .requestMaterials(text: "第 \(day) 次"), at: at("\(day) 10:00"))
            try work.does(.company, .supplyMaterials(text: "在此"), at: at("\(day) 16:00"))
            let after = calendar.workingMinutes(from: at("\(day) 16:00"), to: work.ticket.promisedBy)
            #expect(abs(left - after) < 1e-6)
        }
        #expect(work.ticket.pauses.map(\.request) == ["第 2026-03-03 次", "第 2026-03-05 次", "第 2026-03-09 次"])
        #expect(work.ticket.pauses.allSatisfy { $0.to?.timeIntervalSince($0.from) == 6 * 3600 })
        let paused = work.ticket.pauses.reduce(0.0) {
            $0 + calendar.workingMinutes(from: $1.from, to: $1.to ?? $1.from)
        }
        #expect(
            abs(calendar.workingMinutes(from: work.ticket.filedAt, to: work.ticket.promisedBy) - paused - 2100) < 1e-6)
    }

    @Test("window, seat, expert by hand; unit, bureau, government by hand to the top, and no further")
    func ladders() throws {
        var work = try History(taken)
        try work.does(lead, .escalate(reason: "难"))
        try work.does(lead, .escalate(reason: "难", ladder: .authority))
        try work.does(lead, .escalate(reason: "难", ladder: .authority))
        #expect(work.ticket.tier == .seat && work.ticket.level == .government)
        refused(work, lead, .escalate(reason: "难", ladder: .authority), .topOfLadder(.authority))
        try work.does(.manager, .supervise(reason: "本周办结"))
        #expect(work.ticket.supervisions == 1 && work.notices == [Notice(.ticketSupervised, to: .lead("u1"))])
    }

    @Test("a poor rating is looked into once, and the company hears what came of it")
    func reviews() throws {
        var work = try History(taken + [(lead, .answer(text: "办了"))])
        refused(work, .desk, .review(.justified, text: "查"), .nothingToReview)
        try work.does(.company, .rate(stars: 1, comment: "没人联系", responded: false))
        #expect(work.ticket.needsReview && work.ticket.rating?.isSatisfied == false)
        try work.does(.manager, .review(.justified, text: "已致歉并补办"))
        #expect(work.notices == [Notice(.ratingReviewed, to: .company)])
        #expect(work.ticket.rating?.review?.finding == .justified)
        refused(work, .manager, .review(.justified, text: "查"), .nothingToReview)
    }
}
