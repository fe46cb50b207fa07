import Foundation

@testable import Casework

/// A random year of one ticket, the same for the same seed: parties do what they may at random times, and the clock
/// does what is due when it is due.
struct Year {
    /// Damages what a step came to; a check must see it.
    typealias Fault = @Sendable (inout Ticket, TicketAction) -> Void

    let seed: UInt64
    var fault: Fault?
    private(set) var ticket: Ticket
    private(set) var events: [TicketEvent]
    private let policy: CaseworkPolicy

    /// Lives the year, or ends with the first thing that is wrong.
    static func live(_ seed: UInt64, policy: CaseworkPolicy = .preset, fault: Fault? = nil) throws -> (Year, String?) {
        var year = try Year(seed, policy, fault)
        let wrong = try year.run()
        return (year, wrong)
    }

    private init(_ seed: UInt64, _ policy: CaseworkPolicy, _ fault: Fault?) throws {
        self.seed = seed
        self.policy = policy
        self.fault = fault
        var random = SplitMix64(seed: seed)
        let start = at("2026-01-01 00:00").addingTimeInterval(
            Double(Int.random(in: 0..<300 * 1440, using: &random)) * 60)
        let opened = try Ticket.opening(
            .sample(
                urgency: Bool.random(using: &random) ? .normal : .expedited, wantsCall: Bool.random(using: &random)),
            number: .sample, by: .company, at: start, policy: policy)
        (ticket, events) = (opened.ticket, [opened.event])
    }

    private mutating func run() throws -> String? {
        var random = SplitMix64(seed: seed &+ 0x9E37)
        let end = ticket.filedAt.addingTimeInterval(365 * 86_400)
        var now = ticket.filedAt
        while now < end, events.count < 60 {
            let pause = [60, 900, 7200, 43_200, 259_200].randomElement(using: &random) ?? 60
            now = now.addingTimeInterval(Double(Int.random(in: 1...pause, using: &random)))
            while let action = ticket.duty(at: now, policy: policy) {
                if let wrong = step(action, .clock, now) { return wrong }
            }
            if let wrong = CallLedger.wrong(events, until: now, policy: policy) { return "seed \(seed): \(wrong)" }
            guard let (party, action) = choice(at: now, &random) else { continue }
            if let wrong = step(action, party, now) { return wrong }
        }
        let replayed = try Ticket.replaying(events, number: ticket.number, policy: policy)
        return replayed == ticket ? nil : "recomputed is not stored"
    }

    private mutating func step(_ action: TicketAction, _ party: Party, _ now: Date) -> String? {
        do {
            let step = try ticket.applying(action, by: party, at: now, policy: policy)
            var after = step.ticket
            fault?(&after, action)
            let seen = Transition(ticket: after, event: step.event, notices: step.notices)
            let answered = events.contains { [.answer, .approve].contains($0.action.kind) }
            let wrong =
                Promises.broken(by: after) ?? Promises.inconsistent(after, policy: policy)
                ?? Promises.broken(by: seen, from: ticket, wasAnswered: answered, desk: policy.desk)
                ?? Promises.wrong(seen, from: ticket)
                ?? Promises.stuck(after, at: now, policy: policy)
                ?? CallLedger.wrong(events + [step.event], ticket: after, policy: policy)
            ticket = after
            events.append(step.event)
            return wrong.map { "seed \(seed), step \(events.count), \(action.kind): \($0)" }
        } catch {
            return "seed \(seed): \(action.kind) was offered and refused: \(error)"
        }
    }

    private func choice(at now: Date, _ random: inout SplitMix64) -> (Party, TicketAction)? {
        let parties: [Party] = [.company, .desk, .unit("u1"), .unit("u2"), .unit("u3"), .manager, .clock]
        guard let party = parties.randomElement(using: &random) else { return nil }
        let kinds = TicketActionKind.allCases.filter(
            ticket.allowedActions(for: party, at: now, policy: policy).contains
        )
        // What is due the clock does by itself; of its own accord the station only approves.
        .filter { party != .clock || $0 == .approve }
        guard let kind = kinds.randomElement(using: &random) else { return nil }
        // What is rare in life is rare here, or no story would get far.
        let isRare = [.retime, .reclassify, .callBack].contains(kind)
        if isRare, Int.random(in: 0..<4, using: &random) > 0 { return choice(at: now, &random) }
        let action = particulars(of: kind, for: party, at: now, &random)
        // An offer may still need other particulars: a unit that leads or assists already.
        return (try? ticket.applying(action, by: party, at: now, policy: policy)).map { _ in (party, action) }
    }

    private func particulars(
        of kind: TicketActionKind, for party: Party, at now: Date, _ random: inout SplitMix64
    ) -> TicketAction {
        let units: [UnitID] = ["u1", "u2", "u3", "desk"]
        let unit = units.randomElement(using: &random) ?? "u1"
        let isYes = Bool.random(using: &random)
        let own = ticket.legs.first { ($0.isOpen || $0.isVeto) && party == .unit($0.unit) }?.id
        let stance = isYes ? .disagree : Stance.allCases.randomElement(using: &random) ?? .agree
        return switch kind {
        case .accept: .accept(lead: unit, assisting: isYes ? ["u2", "u3"] : [], rule: nil)
        case .refuse: .refuse(reason: "否")
        case .transfer: .transfer(to: unit, reason: "转", code: .area)
        case .sendBack: .sendBack(reason: "退", code: .competence)
        case .recall: .recall(reason: "")
        case .rule: .rule(lead: unit, reason: "裁")
        case .openLeg: .openLeg(unit: unit, question: "问", consent: isYes || unit == "u3")
        case .giveOpinion: .giveOpinion(leg: own ?? ticket.openLegs.first?.id ?? 1, stance: stance, text: "见")
        case .releaseLeg: .releaseLeg(leg: ticket.openLegs.first?.id ?? 1, reason: "免")
        case .overrule: .overrule(leg: ticket.vetoes.first?.id ?? 1, reason: "定")
        case .consult: .consult(minutes: "议")
        case .deferPapers: .deferPapers(["照片"], due: now.addingTimeInterval(864_000))
        case .receivePaper: .receivePaper(ticket.missingPapers.first?.id ?? 1)
        case .requestMaterials: .requestMaterials(text: "照片")
        case .supplyMaterials: .supplyMaterials(text: "在此")
        case .escalate: .escalate(reason: "难", ladder: isYes ? .authority : .expertise)
        case .supervise: .supervise(reason: "催")
        case .answer: .answer(text: "办了")
        case .approve: .approve(.sample, text: "已通过")
        case .confirm: .confirm(isYes ? .solved : .notSolved)
        case .rate: .rate(stars: Int.random(in: 1...5, using: &random), comment: "", responded: isYes)
        case .review: .review(.justified, text: "查")
        case .reopen: .reopen(reason: "再", cause: .newFacts)
        case .withdraw: .withdraw(reason: "")
        case .retract: .retract(reason: "录错")
        case .reclassify:
            .reclassify(
                matter: isYes ? "TX01" : "EE05",
                suggestion: RoutingDecision(rule: "R1", lead: unit, assisting: [], urgency: .normal, matched: []),
                reason: "错类")
        case .retime: .retime(promise: .days(Int.random(in: 1...12, using: &random)), reason: "新规定")
        case .callBack: .callBack(text: "已通话")
        case .message: .message(text: "您好")
        case .merge: .merge(into: .other)
        case .unmerge: .unmerge(reason: "错")
        case .link: .link(.other)
        case .join: .join(.other)
        case .addPart: .addPart(.other)
        case .notePart: .notePart(.other, isYes ? .closed : .inProgress)
        case .file, .take, .note, .remind, .missLeg, .missCall, .missDeadline: kind == .take ? .take : .note(text: "记")
        }
    }
}
