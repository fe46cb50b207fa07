import Casework
import Foundation

/// A second count of the calls that were promised, from nothing but what happened: the ticket's own is not asked.
struct CallLedger {
    private var owed: (due: Date, isTold: Bool)?
    private var complaint: String?
    private let policy: CaseworkPolicy

    /// What is wrong with how late calls were told of in `events`: twice, early, at night or though nobody waits any
    /// more; with `ticket`, also that it says otherwise; with `now`, the moment after the clock did its duty, also that nobody was told. Nil if nothing is.
    static func wrong(
        _ events: [TicketEvent], ticket: Ticket? = nil, until now: Date? = nil, policy: CaseworkPolicy
    ) -> String? {
        var ledger = CallLedger(policy: policy)
        for event in events { ledger.enter(event) }
        if let ticket, !ledger.agrees(with: ticket.owedCall) { return "the ticket and its events disagree on the call" }
        if let now, let owed = ledger.owed, owed.due < now, !owed.isTold, !policy.isQuiet(now) {
            return "a late call was never told"
        }
        return ledger.complaint
    }

    private init(policy: CaseworkPolicy) { self.policy = policy }

    private func agrees(with call: Ticket.CallBack?) -> Bool {
        call?.due == owed?.due && (call?.missedAt != nil) == (owed?.isTold ?? false)
    }

    private mutating func enter(_ event: TicketEvent) {
        switch event.action {
        case .file(let filing):
            guard filing.caller?.wantsCallBack == true else { return }
            owe(policy.acceptance(urgency: filing.suggestion.urgency), from: event.at)
        case .rate(let stars, _, _) where stars <= 2: owe(policy.ratingCall, from: event.at)
        case .callBack: owed = nil
        case .missCall: tell(event.at)
        default: return
        }
    }

    private mutating func owe(_ time: WorkingTime, from moment: Date) {
        let due = policy.calendar.date(adding: time, to: moment)
        if owed.map({ due < $0.due }) ?? true { owed = (due, false) }
    }

    private mutating func tell(_ moment: Date) {
        guard let call = owed else { return complain("told of a call that nobody waits for") }
        if call.isTold { complain("told twice of one call") }
        if moment <= call.due { complain("told of a call that is not late") }
        if policy.isQuiet(moment) { complain("told at night") }
        owed = (call.due, true)
    }

    private mutating func complain(_ text: String) { complaint = complaint ?? text }
}
