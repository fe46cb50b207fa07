import Foundation

@testable import Casework

/// Breadth-first walk over everything that parties can do to a ticket, one visit per structure (times left out).
struct Explorer {
    /// A ticket with the events that led to it.
    struct Node {
        let ticket: Ticket
        let events: [TicketEvent]
    }

    /// What was seen on the way.
    struct Report {
        var nodes = 0
        var transitions = 0
        var refusals = 0
        var depth = 0
        var states: Set<TicketState> = []
        /// Arrows that were walked.
        var arrows: Set<Arrow> = []
        var complaints: [String] = []
    }

    struct Arrow: Hashable {
        let action: TicketActionKind
        let from: TicketState
        let to: TicketState
    }

    /// Whether tickets with parts are followed; else parts are only tried.
    var followsParts = false
    /// Whether tickets with papers that follow are followed.
    var followsPapers = false
    /// Whether tickets on which a call was made, or told of as late, are followed.
    var followsCalls = false
    /// What the walk begins with.
    var filing = Filing.sample()
    /// Damages what a step came to; a check must see it.
    var fault: Year.Fault?

    static let policy = CaseworkPolicy.preset(
        calendar: WorkingCalendar(hours: [540..<720, 810..<1050], years: [:], utcOffset: 28_800)!,
        reopenWithin: .days(2), returnLimit: 1)
    static let parties: [Party] = [
        .company, .desk, .unit("u1"), .unit("u2"), .unit("stranger"), .manager, .clock,
    ]
    /// All a company may ever do.
    static let companyActions: Set<TicketActionKind> = [
        .supplyMaterials, .confirm, .rate, .reopen, .withdraw, .message,
    ]

    private let policy = Self.policy

    /// Walks `depth` steps from the filing; stops at the first few complaints.
    func explore(depth: Int) throws -> Report {
        var report = Report()
        let opened = try Ticket.opening(
            filing, number: .sample, by: .company, at: at("2026-03-02 09:00"), policy: policy)
        var frontier = [Node(ticket: opened.ticket, events: [opened.event])]
        var seen: Set<Structure> = [Structure(opened.ticket)]
        for level in 0...depth {
            report.depth = level
            var next: [Node] = []
            for node in frontier {
                report.nodes += 1
                report.states.insert(node.ticket.state)
                for step in visit(node, &report) where level < depth && seen.insert(Structure(step.ticket)).inserted {
                    next.append(Node(ticket: step.ticket, events: node.events + [step.event]))
                }
                if report.complaints.count > 5 { return report }
            }
            frontier = next
        }
        return report
    }

    /// Checks one ticket and tries everything on it.
    private func visit(_ node: Node, _ report: inout Report) -> [Transition] {
        let ticket = node.ticket
        let soon = (node.events.last?.at ?? ticket.filedAt).addingTimeInterval(60)
        let late = max(soon, ticket.deadline?.due ?? ticket.reopeningEnds(policy) ?? soon).addingTimeInterval(60)
        func complain(_ text: String?, _ action: TicketAction? = nil) {
            guard let text else { return }
            let path = node.events.map { "\($0.action.kind)(\($0.by))" }.joined(separator: " → ")
            report.complaints.append("\(path) → \(action.map { "\($0)" } ?? ""): \(text)")
        }
        complain(Promises.broken(by: ticket))
        complain(Promises.inconsistent(ticket, policy: policy))
        complain(Promises.unanswerable(ticket, at: soon, policy: policy))
        complain(Promises.stuck(ticket, at: soon, policy: policy))
        do {
            let replayed = try Ticket.replaying(node.events, number: ticket.number, policy: policy)
            if replayed != ticket { complain("replaying gives another ticket") }
        } catch {
            complain("replaying fails: \(error)")
        }

        var steps: [Transition] = []
        let answered = node.events.contains { [.answer, .approve].contains($0.action.kind) }
        let rounds: [(Date, [Party], [TicketAction])] = [
            (soon, Self.parties, Self.actions(on: ticket)),
            (
                ticket.deadline?.nextRung.map { max(soon, $0.at) } ?? soon, [.clock],
                [
                    .remind(
                        percent: ticket.deadline?.nextRung.flatMap {
                            ticket.dueRung(at: max(soon, $0.at), policy: policy)
                        } ?? 50)
                ]
            ),
            (
                max(soon, (ticket.openLegs.map(\.due).min() ?? soon).addingTimeInterval(60)), [.clock],
                [.missLeg(ticket.openLegs.min { $0.due < $1.due }?.id ?? 1)]
            ),
            (max(soon, (ticket.owedCall?.due ?? soon).addingTimeInterval(60)), [.clock], [.missCall]),
            (
                late, [.clock, .company, .desk],
                [
                    .missDeadline, .missCall, .reopen(reason: "晚"), .unmerge(reason: "晚"), .retract(reason: "晚"),
                    .remind(percent: ticket.dueRung(at: late, policy: policy) ?? 50),
                    .missLeg(ticket.openLegs.first { $0.due < late }?.id ?? 1),
                ]
            ),
        ]
        for (now, parties, actions) in rounds {
            let tried = Set(actions.map(\.kind))
            for party in parties {
                let allowed = ticket.allowedActions(for: party, at: now, policy: policy).intersection(tried)
                var accepted: Set<TicketActionKind> = []
                var refused: Set<TicketActionKind> = []
                for action in actions {
                    // What is not offered must be refused; once a kind is enough.
                    if !allowed.contains(action.kind), refused.contains(action.kind) { continue }
                    guard let step = attempt(action, by: party, at: now, on: ticket) else {
                        report.refusals += 1
                        refused.insert(action.kind)
                        continue
                    }
                    report.transitions += 1
                    accepted.insert(action.kind)
                    complain(
                        Promises.broken(by: step, from: ticket, wasAnswered: answered, desk: policy.desk), action)
                    complain(Promises.wrong(step, from: ticket), action)
                    complain(CallLedger.wrong(node.events + [step.event], ticket: step.ticket, policy: policy), action)
                    report.arrows.insert(
                        Arrow(action: action.kind, from: ticket.state, to: step.ticket.state))
                    if party == .company, !Self.companyActions.contains(action.kind) {
                        complain("by a company", action)
                    }
                    if step.event.sequence != node.events.count + 1 || step.ticket.version != step.event.sequence {
                        complain("version out of step", action)
                    }
                    if !isProbe(action) { steps.append(step) }
                }
                if accepted != allowed { complain("\(party): offered \(allowed), accepted \(accepted)") }
            }
        }
        return steps
    }

    /// The step, damaged if it is meant to be; nil if it is refused.
    private func attempt(_ action: TicketAction, by party: Party, at now: Date, on ticket: Ticket) -> Transition? {
        guard let step = try? ticket.applying(action, by: party, at: now, policy: policy) else { return nil }
        guard let fault else { return step }
        var after = step.ticket
        fault(&after, action)
        return Transition(ticket: after, event: step.event, notices: step.notices)
    }

    /// Tried to see whether it is refused or accepted, but not followed further: what it changes decides nothing.
    private func isProbe(_ action: TicketAction) -> Bool {
        switch action {
        case .openLeg("stranger", _, _, _), .transfer("stranger", _, _), .note, .message, .link, .escalate, .supervise,
            .consult, .receivePaper, .review, .join, .remind, .missLeg, .reclassify, .retime:
            true
        case .callBack, .missCall: !followsCalls
        case .deferPapers: !followsPapers
        case .addPart, .notePart: !followsParts
        default: false
        }
    }

    /// A small alphabet of particulars for every kind of action.
    private static func actions(on ticket: Ticket) -> [TicketAction] {
        var actions: [TicketAction] = [
            .file(ticket.filing), .accept(lead: "u1", assisting: [], rule: "R99"),
            .accept(lead: "u1", assisting: ["u2", "u1", "u2"], rule: nil),
            .accept(lead: "desk", assisting: ["u1"], rule: nil), .take, .refuse(reason: "否"),
            .transfer(to: "u1", reason: "转"), .transfer(to: "u2", reason: "转"), .transfer(to: "desk", reason: "转"),
            .transfer(to: "stranger", reason: "转"), .sendBack(reason: "退"), .openLeg(unit: "u1", question: "问"),
            .openLeg(unit: "u2", question: "问"), .openLeg(unit: "desk", question: "问"), .recall(reason: ""),
            .rule(lead: "u1", reason: "裁"),
            .rule(lead: "u2", reason: "裁"), .rule(lead: "desk", reason: "裁"), .consult(minutes: "议"),
            .openLeg(unit: "u2", question: "问", consent: true), .supervise(reason: "催"),
            .deferPapers(["照片"], due: ticket.promisedBy.addingTimeInterval(9e6)), .receivePaper(1),
            .review(.justified, text: "查"), .unmerge(reason: "错"), .join(.other), .addPart(.other),
            .notePart(.other, .inProgress), .notePart(.other, .closed),
            .openLeg(unit: "stranger", question: "问"), .requestMaterials(text: "照片"), .supplyMaterials(text: "在此"),
            .escalate(reason: "难"), .answer(text: "已办"),
            .approve(.sample, text: "已通过"), .confirm(.solved), .confirm(.notSolved),
            .reclassify(matter: "TX01", suggestion: ticket.filing.suggestion, reason: "错类"),
            .retime(promise: .days(9), reason: "改期"), .retract(reason: "录错"), .callBack(text: "通话"),
            .rate(stars: 5, comment: ""), .rate(stars: 1, comment: "慢"), .reopen(reason: "再"), .withdraw(reason: ""),
            .note(text: "记"), .message(text: "您好"), .merge(into: .other), .link(.other), .missCall, .missDeadline,
        ]
        for leg in ticket.legs.filter({ $0.isOpen || $0.isVeto }).map(\.id) + [99] {
            actions.append(.giveOpinion(leg: leg, stance: .agree, text: "同意"))
            actions.append(.giveOpinion(leg: leg, stance: .disagree, text: "不同意"))
            actions.append(.overrule(leg: leg, reason: "会商"))
            actions.append(.releaseLeg(leg: leg, reason: "免"))
        }
        return actions
    }
}
