public import Casework
import Foundation

/// A ticket as one person may see it now.
public struct TicketView: Sendable {
    public let ticket: Ticket
    public let company: Company
    /// For the company without internal notes and what passes between units.
    public let events: [RecordedEvent]
    /// For the company those that came with what it sees.
    public let attachments: [AttachedFile]
    /// Who was called by name; empty for the company.
    public let calls: [NamedMention]
    public let party: Party?
    /// What this person may do now; nothing else is offered.
    public let allowed: Set<TicketActionKind>
}

/// What somebody's action left a ticket as: all but its history.
public struct TicketOutcome: Sendable {
    public let ticket: Ticket
    public let company: Company
    /// What this person may do now; nothing else is offered.
    public let allowed: Set<TicketActionKind>
}

extension TicketView {
    /// The ticket as it stands, without its history.
    public var outcome: TicketOutcome { TicketOutcome(ticket: ticket, company: company, allowed: allowed) }
}

extension Station {
    /// One ticket with its history. Absent and foreign are the same `notFound`.
    public func ticket(_ number: TicketNumber, by principal: Principal) async throws -> TicketView {
        try await view(of: number, for: principal) { [self] ticket in try access.requireReading(ticket, principal) }
    }

    /// What became of a ticket that `principal` acted on: also where the action handed it on to somebody else.
    func outcome(of number: TicketNumber, for principal: Principal) async throws -> TicketOutcome {
        try await view(of: number, for: principal) { _ in }.outcome
    }

    /// The same for a ticket just stored, which need not be read again.
    func outcome(_ ticket: Ticket, _ company: Company, for principal: Principal) -> TicketOutcome {
        TicketOutcome(ticket: ticket, company: company, allowed: allowed(ticket, for: principal, at: ambient.now()))
    }

    private func allowed(_ ticket: Ticket, for principal: Principal, at now: Date) -> Set<TicketActionKind> {
        principal.party.map { ticket.allowedActions(for: $0, at: now, policy: policy) } ?? []
    }

    private func view(
        of number: TicketNumber, for principal: Principal, check: @escaping @Sendable (Ticket) throws -> Void
    ) async throws -> TicketView {
        let now = ambient.now()
        return try await database.read { [self] tx in
            guard let ticket = try tx.tickets.ticket(number) else { throw StationError.notFound }
            try check(ticket)
            guard let company = try tx.companies.company(ticket.filing.company) else {
                throw StationError.notFound
            }
            try prepareExplanation(of: ticket, tx)
            let events = try tx.tickets.events(of: number)
            let attachments = try tx.attachments.attachments(of: number)
            return TicketView(
                ticket: ticket, company: company,
                events: principal.company == nil
                    ? events : events.compactMap(\.asTheCompanySeesIt),
                attachments: attachments.filter { access.maySee($0, of: ticket, principal) },
                calls: principal.company == nil ? try tx.mentions.mentions(on: number) : [],
                party: principal.party,
                allowed: allowed(ticket, for: principal, at: now))
        }
    }

    /// A list, limited to what this person may see.
    public func tickets(_ query: TicketQuery, by principal: Principal) async throws -> Page<TicketRow> {
        var query = try access.restrict(query, to: principal)
        query.limit = min(100, max(1, query.limit))
        return try await database.read { [self, query] tx in
            let page = try tx.tickets.list(query)
            return Page(items: try rows(page.items, tx), next: page.next)
        }
    }

    /// Tickets as rows of a list, in the order they come in.
    func rows(_ tickets: [Ticket], _ tx: borrowing StationTransaction) throws -> [TicketRow] {
        let companies = try tx.companies.companies(tickets.map(\.filing.company))
        return tickets.map { TicketRow(ticket: $0, company: companies[$0.filing.company]) }
    }

    /// How many open tickets stand where, and how many are overdue: the tabs of the desk.
    public func ticketCounts(by principal: Principal) async throws -> TicketCounts {
        try access.requireDesk(principal)
        let now = ambient.now()
        return try await database.read { tx in
            TicketCounts(
                byState: try tx.tickets.countOpen(lead: nil), overdue: try tx.tickets.countOverdue(at: now, lead: nil))
        }
    }
}

/// One row of a list.
public struct TicketRow: Sendable {
    public let ticket: Ticket
    public let company: Company?
}

/// Open tickets by state.
public struct TicketCounts: Sendable {
    public let byState: [TicketState: Int]
    public let overdue: Int
}

extension RecordedEvent {
    /// Nil for what stays inside; that a unit is asked or takes over is no secret, what the units write each other is,
    /// and so is which officer it was.
    var asTheCompanySeesIt: RecordedEvent? {
        guard event.action.kind.isVisibleToCompany else { return nil }
        let action: TicketAction =
            switch event.action {
            case .openLeg(let unit, _, _, _): .openLeg(unit: unit, question: "")
            case .transfer(let unit, _, _): .transfer(to: unit, reason: "")
            case .unmerge: .unmerge(reason: "")
            case .retract: .retract(reason: "")
            case .callBack: .callBack(text: "")
            // By which rule it would go elsewhere is between the units.
            case .reclassify(let matter, let suggestion, let reason):
                .reclassify(matter: matter, suggestion: suggestion.outside, reason: reason)
            default: event.action
            }
        return RecordedEvent(
            event: TicketEvent(sequence: event.sequence, at: event.at, by: event.by, action: action),
            actor: event.by == .company ? actor : "")
    }
}

extension RoutingDecision {
    /// Without rule and reasons.
    fileprivate var outside: RoutingDecision {
        RoutingDecision(rule: "", lead: lead, assisting: [], urgency: urgency, matched: [])
    }
}
