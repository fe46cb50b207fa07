import Casework
import Foundation
import Testing

/// One real history that ends in a known state, with who is what in it.
struct Story: Sendable, CustomTestStringConvertible {
    let name: String
    let state: TicketState
    let steps: [Step]
    /// Whether the unit `assistant` has an open leg.
    let hasLeg: Bool
    /// Whether the desk leads.
    let deskLeads: Bool

    struct Step: Sendable {
        let party: Party
        let action: TicketAction
    }

    /// Somebody, and what they are to the ticket by this story.
    struct Actor {
        let party: Party
        let roles: Set<TicketRole>
    }

    var testDescription: String { name }

    init(
        _ name: String, _ state: TicketState, hasLeg: Bool = false, deskLeads: Bool = false,
        _ steps: [(Party, TicketAction)]
    ) {
        self.name = name
        self.state = state
        self.hasLeg = hasLeg
        self.deskLeads = deskLeads
        self.steps = steps.map(Step.init)
    }

    func history() throws -> History { try History(steps.map { ($0.party, $0.action) }) }

    var actors: [Actor] {
        [
            Actor(party: .company, roles: [.company]),
            Actor(party: .desk, roles: deskLeads ? [.desk, .lead] : [.desk]),
            Actor(party: .unit("desk"), roles: deskLeads ? [.lead] : []),
            Actor(party: .unit("leader"), roles: deskLeads ? [] : [.lead]),
            Actor(party: .unit("assistant"), roles: hasLeg ? [.assisting] : []),
            Actor(party: .unit("stranger"), roles: []),
            Actor(party: .manager, roles: [.manager]),
            Actor(party: .clock, roles: [.clock]),
        ]
    }

    /// Tries an action of this kind with particulars that nothing but the table could object to.
    func attempt(_ kind: TicketActionKind, by party: Party, on history: History) -> Result<Transition, TicketError> {
        let ticket = history.ticket
        let due: Date? =
            switch kind {
            case .missDeadline: ticket.deadline?.due
            case .missLeg: ticket.openLegs.first?.due
            case .missCall: ticket.owedCall?.due
            case .remind: ticket.deadline?.nextRung?.at
            default: nil
            }
        let now = due ?? history.events.last?.at ?? ticket.filedAt
        do throws(TicketError) {
            return .success(
                try ticket.applying(
                    action(kind, on: ticket), by: party, at: now.addingTimeInterval(60), policy: history.policy))
        } catch {
            return .failure(error)
        }
    }

    private func action(_ kind: TicketActionKind, on ticket: Ticket) -> TicketAction {
        let leg = ticket.openLegs.first?.id ?? 1
        return switch kind {
        case .file: .file(.sample())
        case .accept: .accept(lead: "third", assisting: ["stranger"], rule: "R01")
        case .take: .take
        case .refuse: .refuse(reason: "不属于本站")
        case .transfer: .transfer(to: "third", reason: "归口")
        case .sendBack: .sendBack(reason: "不归我")
        case .recall: .recall(reason: "")
        case .rule: .rule(lead: "third", reason: "裁定")
        case .openLeg: .openLeg(unit: "stranger", question: "？")
        case .giveOpinion: .giveOpinion(leg: leg, stance: .agree, text: "同意")
        case .releaseLeg: .releaseLeg(leg: leg, reason: "不再需要")
        case .overrule: .overrule(leg: leg, reason: "会商定了")
        case .consult: .consult(minutes: "三方议定")
        case .deferPapers: .deferPapers(["照片"], due: ticket.promisedBy.addingTimeInterval(86_400))
        case .receivePaper: .receivePaper(1)
        case .requestMaterials: .requestMaterials(text: "护照")
        case .supplyMaterials: .supplyMaterials(text: "在此")
        case .escalate: .escalate(reason: "疑难")
        case .supervise: .supervise(reason: "请抓紧")
        case .answer: .answer(text: "已办")
        case .approve: .approve(.sample, text: "已通过")
        case .confirm: .confirm(.solved)
        case .rate: .rate(stars: 5, comment: "")
        case .review: .review(.justified, text: "已回访")
        case .reopen: .reopen(reason: "没好")
        case .withdraw: .withdraw(reason: "")
        case .retract: .retract(reason: "录错")
        case .reclassify: .reclassify(matter: "TX01", suggestion: ticket.filing.suggestion, reason: "是税务")
        case .retime: .retime(promise: .days(9), reason: "按新规定")
        case .callBack: .callBack(text: "已通话")
        case .note: .note(text: "记")
        case .message: .message(text: "您好")
        case .merge: .merge(into: .other)
        case .unmerge: .unmerge(reason: "并错了")
        case .link: .link(.other)
        case .join: .join(.other)
        case .addPart: .addPart(.other)
        case .notePart: .notePart(.other, .closed)
        case .remind: .remind(percent: ticket.deadline?.nextRung?.percent ?? 0)
        case .missLeg: .missLeg(leg)
        case .missCall: .missCall
        case .missDeadline: .missDeadline
        }
    }
}

extension Story {
    private static let lead = Party.unit("leader")
    private static let accepted: [(Party, TicketAction)] = [(.desk, .accept(lead: "leader", assisting: [], rule: nil))]
    private static let coordinated: [(Party, TicketAction)] = [
        (.desk, .accept(lead: "leader", assisting: ["assistant"], rule: nil))
    ]
    private static let taken = accepted + [(lead, .take)]
    private static let answered = taken + [(lead, .answer(text: "已办"))]

    /// Every state, with and without an open leg, and with the desk as lead where it can be.
    static let all: [Story] = [
        Story("submitted", .submitted, deskLeads: true, []),
        Story(
            "returned with a leg", .submitted, hasLeg: true, deskLeads: true,
            coordinated + [(lead, .sendBack(reason: "否"))]),
        Story("transferred", .transferred, accepted),
        Story("transferred with a leg", .transferred, hasLeg: true, coordinated),
        Story("in progress", .inProgress, taken),
        Story("in progress with a leg", .inProgress, hasLeg: true, coordinated + [(lead, .take)]),
        Story("awaiting materials", .awaitingMaterials, taken + [(lead, .requestMaterials(text: "照片"))]),
        Story(
            "awaiting materials with a leg", .awaitingMaterials, hasLeg: true,
            coordinated + [(lead, .take), (lead, .requestMaterials(text: "照片"))]),
        Story("answered", .answered, answered),
        Story("closed", .closed, answered + [(.company, .confirm(.solved))]),
        Story("refused", .refused, deskLeads: true, [(.desk, .refuse(reason: "不属于本站"))]),
        Story("withdrawn", .withdrawn, coordinated + [(lead, .take), (.company, .withdraw(reason: ""))]),
        Story("merged", .merged, taken + [(.desk, .merge(into: .other))]),
    ]
}
