public import Casework
public import Foundation
import HealthCheck

/// Where a ticket would go if a warning became one now: a dry run that changes nothing.
public struct TicketProposal: Hashable, Sendable {
    public let matter: String
    public let decision: RoutingDecision
    /// By when the desk would have taken it in, and the unit answered.
    public let acceptedBy: Date
    public let answeredBy: Date
}

/// A warning with what became of it, or what could.
public struct WarningStanding: Sendable {
    public let record: WarningRecord
    /// The ticket it became, or the open one that already runs for the same finding.
    public let ticket: Ticket?
    /// Nil while there is a ticket.
    public let proposal: TicketProposal?
}

extension Station {
    /// The warnings of a profile the company itself looks at, in their order, each with its ticket or a proposal.
    public func warningStandings(of view: ProfileView, by principal: Principal) async throws -> [WarningStanding] {
        guard try access.requireCompany(principal) == view.record.company else { throw StationError.notFound }
        let now = ambient.now()
        return try await database.read { [self] tx in
            let table = try routing(tx).table
            return try view.warnings.map { record in
                let finding = Self.finding(record.warning, view.questionnaire)
                let ticket =
                    try record.ticket.flatMap { try tx.tickets.ticket($0) } ?? running(finding, of: view.company, tx)
                let need = need(for: record.warning, of: view.record, view.questionnaire, view.company)
                return WarningStanding(
                    record: record, ticket: ticket,
                    proposal: ticket == nil ? proposal(for: need, by: table, at: now) : nil)
            }
        }
    }

    /// Nil for a matter the catalogue no longer has.
    private func proposal(for need: FiledNeed, by table: RoutingTable, at now: Date) -> TicketProposal? {
        guard let matter = catalogue.matter(need.matter) else { return nil }
        let filing = filing(of: need, matter, by: table, at: now)
        let urgency = filing.suggestion.urgency
        return TicketProposal(
            matter: matter.code, decision: filing.suggestion,
            acceptedBy: policy.calendar.date(adding: policy.acceptance(urgency: urgency), to: now),
            answeredBy: policy.calendar.date(
                adding: policy.handling(promise: matter.promise, urgency: urgency), to: now))
    }
}
