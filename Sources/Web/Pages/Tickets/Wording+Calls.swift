import Casework
import Station

/// What is said of a call that was promised.
extension Wording {
    /// Whether somebody waits for it longer than was promised.
    func isLate(_ call: Ticket.CallBack) -> Bool { call.doneAt == nil && call.due < station.ambient.now() }

    /// To officers: who is called by when, or was; nil where nobody waits for a call.
    func call(_ ticket: Ticket) -> String? {
        ticket.callBack.map { call in
            if let doneAt = call.doneAt { return say("ticket.call-done", ["date": dates.moment(doneAt)]) }
            let date = dates.moment(call.due)
            guard isLate(call) else { return say("ticket.call-\(call.cause.rawValue)", ["date": date]) }
            return call.missedAt.map { say("ticket.call-late-told", ["date": date, "told": dates.moment($0)]) }
                ?? say("ticket.call-late", ["date": date])
        }
    }

    /// To the company, which reads whom its ticket lies with.
    func promise(_ call: Ticket.CallBack, _ view: TicketView) -> String {
        let values = [
            "date": dates.moment(call.doneAt ?? call.due),
            "phone": view.ticket.filing.caller?.phone ?? view.company.contactPhone,
            "told": call.missedAt.map(dates.moment) ?? "", "unit": unitName(view.ticket.lead),
        ]
        if call.doneAt != nil { return say("ticket.call-company-done", values) }
        guard isLate(call) else { return say("ticket.call-company", values) }
        return say(call.missedAt == nil ? "ticket.call-company-late" : "ticket.call-company-told", values)
    }
}
