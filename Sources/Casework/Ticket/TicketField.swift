/// One thing about a ticket that an act may change or rest on: what two people can disagree about.
///
/// Legs and papers go by unit and name, not by number: two officers who ask two units at once do not collide.
public enum TicketField: Hashable, Sendable {
    case state, lead, ruling, matter, urgency, promise, tier, level
    case leg(UnitID)
    case paper(String)
    case reply, resolution, rating, review, callBack
    case links, parent, parts, supervisions
    /// What the other side wrote.
    case conversation
}

extension Ticket {
    /// In which fields this ticket differs from what it was; that its clock ticked is no difference.
    public func differences(from before: Ticket) -> Set<TicketField> {
        var fields: Set<TicketField> = []
        func note(_ field: TicketField, _ isSame: Bool) { if !isSame { fields.insert(field) } }
        note(.state, state == before.state)
        note(.lead, lead == before.lead)
        note(.ruling, ruling?.unit == before.ruling?.unit)
        note(.matter, filing.matter == before.filing.matter)
        note(.urgency, urgency == before.urgency)
        note(.promise, promisedBy == before.promisedBy)
        note(.tier, tier == before.tier)
        note(.level, level == before.level)
        note(.reply, reply == before.reply)
        note(.resolution, resolution == before.resolution)
        note(.rating, rating?.at == before.rating?.at)
        note(.review, rating?.review == before.rating?.review)
        note(.callBack, callBack?.promise == before.callBack?.promise)
        note(.links, links == before.links)
        note(.parent, parent == before.parent)
        note(.parts, parts == before.parts)
        note(.supervisions, supervisions == before.supervisions)
        for unit in Set((legs + before.legs).map(\.unit)) {
            note(.leg(unit), legs.said(by: unit) == before.legs.said(by: unit))
        }
        for name in Set((papers + before.papers).map(\.name)) {
            note(.paper(name), papers.filter { $0.name == name } == before.papers.filter { $0.name == name })
        }
        return fields
    }
}

extension [Leg] {
    /// What a unit was asked and said, in order.
    fileprivate func said(by unit: UnitID) -> [[String]] {
        filter { $0.unit == unit }.map { [$0.question, "\($0.state)", "\($0.consent == true)", "\($0.due)"] }
    }
}

extension TicketActionKind {
    /// Whether somebody who does this had to know how `field` stands, besides what the act itself changes.
    func rests(on field: TicketField) -> Bool {
        switch self {
        case .accept, .refuse, .transfer, .sendBack, .recall, .rule, .withdraw, .retract, .merge, .unmerge:
            [.state, .lead, .ruling, .matter].contains(field)
        case .take, .supervise: [.state, .lead].contains(field)
        case .openLeg: field == .lead
        case .requestMaterials, .supplyMaterials, .deferPapers:
            [.state, .lead, .conversation].contains(field) || field.isPaper
        case .answer: [.state, .lead, .matter, .conversation].contains(field) || field.isPaper || field.isLeg
        case .confirm, .rate, .reopen: [.state, .reply, .resolution].contains(field)
        case .review: field == .rating
        case .retime: [.matter, .state].contains(field)
        case .message: [.conversation, .reply].contains(field)
        case .file, .giveOpinion, .releaseLeg, .overrule, .consult, .receivePaper, .escalate, .reclassify, .callBack,
            .approve, .note, .link, .join, .addPart, .notePart, .remind, .missLeg, .missCall, .missDeadline:
            false
        }
    }
}

extension TicketField {
    fileprivate var isLeg: Bool {
        guard case .leg = self else { return false }
        return true
    }

    fileprivate var isPaper: Bool {
        guard case .paper = self else { return false }
        return true
    }
}
