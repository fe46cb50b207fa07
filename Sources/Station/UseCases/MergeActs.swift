public import Casework
import Foundation

/// What stands between an act and a ticket that others changed meanwhile.
public struct TicketConflict: Hashable, Sendable {
    public struct Field: Hashable, Sendable {
        public let field: TicketField
        /// What changed it, and who; nil for a company where that stays inside.
        public let change: RecordedEvent?
    }

    /// The version that stands now.
    public let version: Int
    public let seen: Ticket
    public let newest: Ticket
    /// The ticket as the act would have made it; nil if it could not have been done then either.
    public let yours: Ticket?
    public let fields: [Field]
}

extension Station {
    /// Throws `conflict` if somebody changed what `action` changes or rests on since `version`, and `stale` where that
    /// cannot be told. What passes is checked once more by the state machine, on the ticket as it stands.
    func requireNoConflict(
        _ action: TicketAction, on ticket: Ticket, since version: Int, by party: Party,
        _ tx: borrowing StationTransaction
    ) throws {
        let recorded = try tx.tickets.events(of: ticket.number)
        guard
            let meanwhile = try? Meanwhile(
                since: version, recorded.map(\.event), number: ticket.number, policy: policy)
        else { throw StationError.stale(version: ticket.version) }
        let conflicts = meanwhile.conflicts(with: action, by: party, at: ambient.now(), policy: policy)
        guard !conflicts.isEmpty else { return }
        let fields = conflicts.compactMap { conflict in
            recorded.first { $0.event.sequence == conflict.event.sequence }.map {
                TicketConflict.Field(field: conflict.field, change: $0)
            }
        }
        let shown = party == .company ? fields.compactMap(\.asTheCompanySeesIt) : fields
        guard !shown.isEmpty else { throw StationError.stale(version: ticket.version) }
        throw StationError.conflict(
            TicketConflict(
                version: ticket.version, seen: meanwhile.seen, newest: meanwhile.newest, yours: conflicts[0].yours,
                fields: shown))
    }
}

extension TicketConflict.Field {
    /// Nil for what units settle between themselves.
    fileprivate var asTheCompanySeesIt: Self? {
        switch field {
        case .ruling, .tier, .level, .leg, .links, .supervisions: nil
        case .state, .lead, .matter, .urgency, .promise, .paper, .reply, .resolution, .rating, .review, .callBack,
            .parent, .parts, .conversation:
            Self(field: field, change: change?.asTheCompanySeesIt)
        }
    }
}
