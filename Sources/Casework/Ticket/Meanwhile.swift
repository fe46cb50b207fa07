public import Foundation

/// What became of a ticket between the version somebody saw and now, and whether an act made on the old one still fits.
///
/// A three-way comparison: what the act would have changed and what it rests on, against what others changed. Both ends
/// are folded from the events under the same presets, so that a changed preset is nobody's change.
public struct Meanwhile: Hashable, Sendable {
    /// The ticket as it was seen.
    public let seen: Ticket
    /// The ticket as it stands.
    public let newest: Ticket
    private let steps: [Step]

    private struct Step: Hashable {
        let event: TicketEvent
        let changes: Set<TicketField>
    }

    /// One field that an act and somebody else's disagree about.
    public struct Conflict: Hashable, Sendable {
        public let field: TicketField
        /// The newest event that changed it.
        public let event: TicketEvent
        /// The ticket as the act would have made it; nil if it could not have been done then either.
        public let yours: Ticket?
    }

    /// - Throws: `brokenHistory` where the events do not lead there.
    public init(
        since version: Int, _ events: [TicketEvent], number: TicketNumber, policy: CaseworkPolicy
    ) throws(TicketError) {
        guard version >= 1, version <= events.count else { throw .brokenHistory(version) }
        seen = try Ticket.replaying(Array(events.prefix(version)), number: number, policy: policy)
        var ticket = seen
        var steps: [Step] = []
        for event in events.dropFirst(version) {
            let next = try ticket.applying(event.action, by: event.by, at: event.at, policy: policy).ticket
            steps.append(Step(event: event, changes: next.differences(from: ticket)))
            ticket = next
        }
        newest = ticket
        self.steps = steps
    }

    /// Where `action` by `party` meets what others did meanwhile; empty if it may go on as if it had come first.
    public func conflicts(
        with action: TicketAction, by party: Party, at now: Date, policy: CaseworkPolicy
    ) -> [Conflict] {
        let yours = try? seen.applying(action, by: party, at: now, policy: policy).ticket
        let mine = yours?.differences(from: seen) ?? []
        var theirs = newest.differences(from: seen)
        let words = steps.last { $0.event.action.kind == .message && ($0.event.by == .company) != (party == .company) }
        if words != nil { theirs.insert(.conversation) }
        return theirs.filter { mine.contains($0) || action.kind.rests(on: $0) }.compactMap { field in
            let event = field == .conversation ? words?.event : steps.last { $0.changes.contains(field) }?.event
            return event.map { Conflict(field: field, event: $0, yours: yours) }
        }
        .sorted { ($0.event.sequence, "\($0.field)") < ($1.event.sequence, "\($1.field)") }
    }
}
