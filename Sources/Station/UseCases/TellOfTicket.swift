public import Casework

extension Station {
    /// Writes the notices of a step on a ticket, in the transaction that stores it. Who did it need not be told.
    public func tell(
        of step: Transition, company: Company, actor: Account?, _ tx: borrowing StationTransaction
    ) throws {
        try NoticeWriter(station: self).write(step.notices, context(of: step, company, actor), tx)
    }

    /// What the company's mail about a step says; nil where its notice has no text.
    public func companyMail(_ notice: Notice, of step: Transition, _ company: Company) -> OutboxMessage.Payload? {
        let writer = NoticeWriter(station: self)
        return catalogue.notice(notice.kind, notice.audience.word).map {
            writer.payload($0, writer.values(context(of: step, company, nil), company.language), company.language)
        }
    }

    private func context(of step: Transition, _ company: Company, _ actor: Account?) -> NoticeWriter.Context {
        let action = step.event.action
        // A call is noted where it is owed, wherever the work went.
        let place = action.kind == .missCall ? nil : step.ticket.mergedInto
        var context = NoticeWriter.Context(company: company, path: "/tickets/\(place ?? step.ticket.number)")
        context.ticket = step.ticket
        context.sequence = step.event.sequence
        context.reason = action.reason
        if case .refuse(_, let ground?) = action { context.ground = catalogue.grounds.refusal(ground) }
        context.actor = actor?.id
        if [.accept, .transfer, .reclassify].contains(action.kind) { context.due = step.ticket.promisedBy }
        if action.kind == .missCall { context.due = step.ticket.callBack?.due }
        return context
    }
}

extension TicketAction {
    /// The reason that a notice may quote; free texts between people stay out of notices.
    fileprivate var reason: String {
        switch self {
        case .reclassify(_, _, let reason), .retime(_, let reason): reason
        case .refuse(let reason, _), .sendBack(let reason, _), .escalate(let reason, _), .supervise(let reason),
            .overrule(_, let reason), .review(_, let reason):
            reason
        case .deferPapers(let names, _): names.joined(separator: "、")
        default: ""
        }
    }
}
