import Casework
import Foundation
import HealthCheck
import Station

/// One step of a story as it was played.
struct DemoMoment: Sendable {
    let step: Transition
    /// The name in the history.
    let actor: String
    let company: Company
}

/// Plays one story through the state machine, up to now and no further.
///
/// Deadlines that pass while somebody waits are recorded where the clock would have recorded them.
struct DemoLife {
    let catalogue: StationCatalogue
    let filed: DemoFiling
    let now: Date
    var chance: DemoChance
    private(set) var ticket: Ticket
    /// Every step the ticket took; the first is its filing.
    private(set) var past: [DemoMoment]
    private var clock: Date
    private var hasReachedNow = false

    /// Files the ticket.
    init(_ filed: DemoFiling, number: TicketNumber, catalogue: StationCatalogue, now: Date) throws(TicketError) {
        let party: Party = [.hotline, .window].contains(filed.origin) ? .desk : .company
        let opening = try Ticket.opening(
            filed.filing(catalogue), number: number, by: party, at: filed.at, policy: catalogue.policy)
        self.catalogue = catalogue
        self.filed = filed
        self.now = now
        chance = DemoChance(seed: filed.seed)
        ticket = opening.ticket
        clock = filed.at
        past = []
        past.append(DemoMoment(step: opening, actor: name(of: party), company: filed.company))
    }

    var policy: CaseworkPolicy { catalogue.policy }

    /// Working minutes left to the promise.
    var minutesLeft: Double { policy.calendar.workingMinutes(from: clock, to: ticket.promisedBy) }

    /// Who leads.
    var lead: Party { ticket.lead == policy.desk ? .desk : .unit(ticket.lead) }

    /// Lets working time pass; the story stands still once it has reached now.
    mutating func wait(_ minutes: Double) throws(TicketError) {
        guard !hasReachedNow else { return }
        let target = policy.calendar.date(addingMinutes: minutes, to: clock).toSeconds
        hasReachedNow = target >= now
        try missDeadlines(until: min(target, now))
        clock = max(clock, min(target, now))
    }

    /// Stands still until now, so that nothing old is left for the clock to find at its first look.
    mutating func rest() throws(TicketError) {
        try missDeadlines(until: now)
        hasReachedNow = true
    }

    /// Waits until the running deadline has passed and the clock has seen it.
    mutating func waitOutDeadline() throws(TicketError) {
        guard let deadline = ticket.deadline else { return }
        try wait(policy.calendar.workingMinutes(from: clock, to: deadline.due) + 5)
    }

    /// Does `action`, unless the story has reached now or a passed deadline has made it impossible meanwhile.
    mutating func act(_ action: TicketAction, by party: Party) throws(TicketError) {
        let roles = ticket.roles(of: party, desk: policy.desk)
        guard !hasReachedNow, !ActionTable.roles(for: action.kind, in: ticket.state).isDisjoint(with: roles)
        else { return }
        try apply(action, by: party, at: clock)
    }

    private mutating func missDeadlines(until end: Date) throws(TicketError) {
        while let (action, due) = nextMiss {
            // The clock looks twice a minute.
            let noticed = max(due, clock).addingTimeInterval(20).toSeconds
            guard noticed < end else { return }
            clock = noticed
            try apply(action, by: .clock, at: noticed)
        }
    }

    /// What the clock would find first if nobody acted any more; calls are promised for working hours, which are not
    /// quiet.
    private var nextMiss: (TicketAction, Date)? {
        let deadline = ticket.deadline.flatMap { $0.missedAt == nil ? (TicketAction.missDeadline, $0.due) : nil }
        let call = ticket.owedCall.flatMap { $0.missedAt == nil ? (TicketAction.missCall, $0.due) : nil }
        return [deadline, call].compactMap(\.self).min { $0.1 < $1.1 }
    }

    private mutating func apply(_ action: TicketAction, by party: Party, at date: Date) throws(TicketError) {
        let step = try ticket.applying(action, by: party, at: date, policy: policy)
        ticket = step.ticket
        past.append(DemoMoment(step: step, actor: name(of: party), company: filed.company))
    }

    private func name(of party: Party) -> String {
        switch party {
        case .company: filed.company.contactName
        case .desk: DemoAccounts.name(of: catalogue.policy.desk) ?? ""
        case .unit(let unit):
            DemoAccounts.name(of: unit) ?? (catalogue.unit(unit)?.shortName.zhHans ?? "") + "值班员"
        case .manager: "值班领导小屏"
        case .clock: ""
        }
    }
}
