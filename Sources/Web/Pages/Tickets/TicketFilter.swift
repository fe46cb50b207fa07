import Casework
import Foundation
import Station

/// Which tickets a list page shows, as its address says it: one state, everything open, or everything overdue.
enum TicketFilter: Hashable {
    case all
    case open
    case overdue
    case state(TicketState)

    /// What the list offers besides “all”.
    static let offered = [open, overdue] + TicketState.allCases.map(TicketFilter.state)

    /// Reads the address; what it does not know means all.
    init(_ value: String?) {
        switch value {
        case "open": self = .open
        case "overdue": self = .overdue
        default: self = value.flatMap(TicketState.init(rawValue:)).map(TicketFilter.state) ?? .all
        }
    }

    /// As it stands in the address.
    var value: String {
        switch self {
        case .all: ""
        case .open: "open"
        case .overdue: "overdue"
        case .state(let state): state.rawValue
        }
    }

    func text(_ wording: Wording) -> String {
        switch self {
        case .all: wording.say("tickets.all-states")
        case .open: wording.say("tickets.open")
        case .overdue: wording.say("desk.tab-overdue")
        case .state(let state): wording.state(state)
        }
    }

    /// The selection at `now`.
    func query(at now: Date) -> TicketQuery {
        return switch self {
        case .all: TicketQuery()
        case .open: TicketQuery(states: TicketState.open)
        case .overdue: TicketQuery(states: TicketState.open, dueBefore: now)
        case .state(let state): TicketQuery(states: [state])
        }
    }
}
