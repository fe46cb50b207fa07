public import Foundation

extension Ticket {
    /// Opens a ticket: the desk leads and its acceptance clock runs.
    public static func opening(
        _ filing: Filing, number: TicketNumber, by party: Party, at now: Date, policy: CaseworkPolicy
    ) throws(TicketError) -> Transition {
        guard filing.title.contains(where: { !$0.isWhitespace }) else { throw .textMissing }
        let urgency = filing.suggestion.urgency
        let calendar = policy.calendar
        let ticket = Ticket(
            number: number, filing: filing, filedAt: now, version: 1, state: .submitted, urgency: urgency,
            lead: policy.desk, legs: [],
            deadline: policy.deadline(
                .acceptance, .unit(policy.desk), from: now, for: policy.acceptance(urgency: urgency)),
            promisedBy: calendar.date(
                adding: policy.handling(promise: filing.promise, urgency: urgency), to: now),
            pausedMinutes: nil, returns: 0, tier: .window, reply: nil, resolution: nil, rating: nil,
            links: filing.concerns.map { [$0] } ?? [],
            mergedInto: nil, reopenings: 0, endedAt: nil, level: .unit, ruling: nil, handovers: 0, pauses: [],
            papers: [], supervisions: 0, parent: nil, parts: [], setAside: nil, approval: nil, roundStart: nil,
            callBack: filing.caller?.wantsCallBack == true
                ? CallBack(
                    cause: .asked, due: calendar.date(adding: policy.acceptance(urgency: urgency), to: now), doneAt: nil
                )
                : nil)
        return Transition(
            ticket: ticket, event: TicketEvent(sequence: 1, at: now, by: party, action: .file(filing)),
            notices: [Notice(.ticketSubmitted, to: .company), Notice(.ticketSubmitted, to: .desk)])
    }

    /// Folds a ticket's events; the result equals what was stored, deadlines included.
    public static func replaying(
        _ events: [TicketEvent], number: TicketNumber, policy: CaseworkPolicy
    ) throws(TicketError) -> Ticket {
        guard let first = events.first, first.sequence == 1, case .file(let filing) = first.action else {
            throw .brokenHistory(1)
        }
        var ticket = try opening(filing, number: number, by: first.by, at: first.at, policy: policy).ticket
        for event in events.dropFirst() {
            guard event.sequence == ticket.version + 1 else { throw .brokenHistory(event.sequence) }
            ticket = try ticket.applying(event.action, by: event.by, at: event.at, policy: policy).ticket
        }
        return ticket
    }
}
