import Casework
import Foundation
import Station

/// A ticket with everything the store holds about it, and whether it all fits together.
struct StoredTicket {
    let number: TicketNumber
    let row: SQLRow
    let ticket: Ticket
    let events: [TicketEvent]
    /// Rows of open legs.
    let legs: [SQLRow]
    /// Messages to people, by kind.
    let sent: [String: Int]

    /// What is wrong, without the ticket's number.
    func findings(_ policy: CaseworkPolicy) -> [StoreFinding] {
        columns() + promise() + history(policy)
    }

    /// The columns that lists ask for must say what the body says.
    private func columns() -> [StoreFinding] {
        let expected: [(String, SQLValue)] = [
            ("number", .number(ticket.number)), ("version", .int(ticket.version)),
            ("state", .text(ticket.state.rawValue)), ("lead", .text(ticket.lead.rawValue)),
            ("company", .text(ticket.filing.company.description)), ("matter", .text(ticket.filing.matter)),
            ("urgency", .text(ticket.urgency.rawValue)), ("filed_at", .moment(ticket.filedAt)),
            ("sort_due", SQLTicketStore.sortDue(ticket)),
            ("due_at", .optional(ticket.deadline?.due)), ("missed_at", .optional(ticket.deadline?.missedAt)),
            ("promised_by", .moment(ticket.promisedBy)), ("ended_at", .optional(ticket.endedAt)),
            ("stars", .optional(ticket.rating?.stars)),
            ("remind_at", .optional(ticket.nextReminder)), ("call_at", .optional(ticket.owedCall?.due)),
        ]
        var wrong = expected.filter { column, value in
            row.columns.firstIndex(of: column).map { row.values[$0] != value } ?? true
        }.map(\.0)
        let open = legs.compactMap { try? $0.text("unit") }.sorted()
        if open != ticket.openLegs.map(\.unit.rawValue).sorted() { wrong.append("ticket_legs") }
        return wrong.isEmpty
            ? []
            : [StoreFinding(.fail, "columns", "\(wrong.joined(separator: ", ")) does not say what the ticket says.")]
    }

    /// 事事有着落: an open ticket has one lead and one running deadline that somebody owns; an ended one has none.
    private func promise() -> [StoreFinding] {
        var broken: [String] = []
        if ticket.lead.rawValue.isEmpty { broken.append("it has no lead unit") }
        if ticket.state.isEnded != (ticket.deadline == nil) {
            broken.append(ticket.state.isEnded ? "it has ended and a deadline runs" : "no deadline runs")
        }
        if ticket.state.isEnded != (ticket.endedAt != nil) { broken.append("state and time of its end disagree") }
        if (ticket.pausedMinutes != nil) != (ticket.state == .awaitingMaterials) {
            broken.append("its clock is paused in the wrong state")
        }
        let waiting = ticket.openLegs.map(\.unit)
        if Set(waiting).count != waiting.count || waiting.contains(ticket.lead) {
            broken.append("a unit has two duties on it")
        }
        if ticket.state.isEnded || ticket.state == .answered, !waiting.isEmpty {
            broken.append("opinions are still asked for")
        }
        if let deadline = ticket.deadline, deadline.kind != ticket.state.runs || deadline.owner != turn {
            broken.append("the wrong deadline runs")
        }
        return broken.map { StoreFinding(.fail, "promise 事事有着落", "\($0).") }
    }

    /// Who owns the deadline of an open ticket.
    private var turn: Deadline.Owner {
        switch ticket.state {
        case .awaitingMaterials, .answered: .company
        default: .unit(ticket.lead)
        }
    }
}

extension TicketState {
    /// The deadline that runs in this state; nil once it has ended.
    fileprivate var runs: Deadline.Kind? {
        switch self {
        case .submitted: .acceptance
        case .transferred: .receipt
        case .inProgress: .handling
        case .awaitingMaterials: .materials
        case .answered: .confirmation
        case .closed, .refused, .withdrawn, .merged: nil
        }
    }
}
