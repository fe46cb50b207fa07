import Casework
import Foundation
import Station

extension TicketDepth.RetimeForm {
    /// Nil where today's presets would move nothing.
    init?(_ ticket: Ticket, _ wording: Wording, _ typed: ActionRequest?) {
        let station = wording.station
        guard let deadline = ticket.deadline,
            let anew = ticket.retiming(
                station.promiseToday(ticket), at: station.ambient.now(), policy: station.catalogue.policy)
        else { return nil }
        func say(_ key: String, _ due: Date, _ promised: Date) -> String {
            wording.say(key, ["due": wording.dates.moment(due), "promised": wording.dates.moment(promised)])
        }
        now = say("ticket.retime-now", deadline.due, ticket.promisedBy)
        new = say("ticket.retime-new", anew.due, anew.promisedBy)
        self.typed = typed?.reason ?? ""
        isOpen = typed != nil
    }
}

extension TicketDepth.CallBox {
    /// Nil where nobody waits for a call and none was made.
    init?(_ view: TicketView, _ wording: Wording, _ typed: String?, error: String?) {
        guard let call = view.ticket.callBack else { return nil }
        isWaiting = call.doneAt == nil
        isLate = wording.isLate(call)
        canNote = view.allowed.contains(.callBack)
        self.typed = typed ?? ""
        self.error = error
        text = view.party == .company ? wording.promise(call, view) : wording.call(view.ticket) ?? ""
    }
}
