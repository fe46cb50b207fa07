import Casework
import Foundation

/// A ticket with everything that happened to it, the way a test tells a story.
struct History {
    private(set) var ticket: Ticket
    private(set) var events: [TicketEvent]
    /// The notices of the newest step.
    private(set) var notices: [Notice]
    let policy: CaseworkPolicy

    init(
        _ filing: Filing = .sample(), at start: Date = at("2026-03-02 09:00"), policy: CaseworkPolicy = .preset
    ) throws {
        let opened = try Ticket.opening(filing, number: .sample, by: .company, at: start, policy: policy)
        ticket = opened.ticket
        events = [opened.event]
        notices = opened.notices
        self.policy = policy
    }

    /// Does one thing, a minute after the last unless a time is given.
    mutating func does(_ party: Party, _ action: TicketAction, at time: Date? = nil) throws {
        let now = time ?? (events.last?.at ?? ticket.filedAt).addingTimeInterval(60)
        let transition = try ticket.applying(action, by: party, at: now, policy: policy)
        ticket = transition.ticket
        events.append(transition.event)
        notices = transition.notices
    }

    /// A story told at once.
    init(
        policy: CaseworkPolicy = .preset, filing: Filing = .sample(), at start: Date = at("2026-03-02 09:00"),
        _ steps: [(Party, TicketAction)]
    ) throws {
        try self.init(filing, at: start, policy: policy)
        for (party, action) in steps { try does(party, action) }
    }
}
