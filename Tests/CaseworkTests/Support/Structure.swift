@testable import Casework

/// What makes two tickets behave alike, times left out.
struct Structure: Hashable {
    private struct Leg: Hashable {
        let unit: UnitID
        let isOpen: Bool
        let isVeto: Bool
        let needsConsent: Bool
    }

    private let state: TicketState
    private let lead: UnitID
    private let legs: Set<Leg>
    private let kind: Deadline.Kind?
    private let isMissed: Bool
    private let isPausedOverdue: Bool
    private let returns: Int
    private let hasReply: Bool
    private let resolution: Resolution?
    private let isPoor: Bool?
    private let isRated: Bool
    private let reopenings: Int
    private let isRuled: Bool
    private let handovers: Int
    private let parts: [TicketState]
    private let merged: TicketState?
    private let owesPapers: Bool
    private let owesCall: Bool
    private let isTold: Bool

    init(_ ticket: Ticket) {
        state = ticket.state
        lead = ticket.lead
        legs = Set(
            ticket.legs.filter { $0.isOpen || $0.isVeto }.map {
                Leg(unit: $0.unit, isOpen: $0.isOpen, isVeto: $0.isVeto, needsConsent: $0.consent == true)
            })
        kind = ticket.deadline?.kind
        isMissed = ticket.deadline?.missedAt != nil
        isPausedOverdue = ticket.pausedMinutes == 0
        returns = ticket.returns
        hasReply = ticket.reply != nil
        resolution = ticket.resolution
        isPoor = ticket.rating?.isPoor
        isRated = ticket.rating?.reopenings == ticket.reopenings
        reopenings = min(ticket.reopenings, 2)
        isRuled = ticket.ruling != nil
        handovers = ticket.handovers
        parts = ticket.parts.map(\.state)
        merged = ticket.setAside?.state
        owesPapers = !ticket.missingPapers.isEmpty
        owesCall = ticket.owedCall != nil
        isTold = ticket.owedCall?.missedAt != nil
    }
}
