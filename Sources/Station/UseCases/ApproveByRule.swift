import Casework
import Foundation
import HealthCheck

extension Station {
    /// Answers a request just filed by the first rule that fits and is switched on, and draws some for a person to look
    /// at; gives the ticket as it stands then. Through the same act as everything else that happens to a ticket.
    func approveByRule(
        _ ticket: Ticket, of company: Company, _ tx: borrowing StationTransaction
    ) throws -> Ticket {
        let cards = catalogue.approvals.cards.filter { $0.rule.matters.contains(ticket.filing.matter) }
        guard !cards.isEmpty else { return ticket }
        let now = ambient.now()
        let facts = try approvalFacts(of: ticket, tx)
        for card in cards {
            guard let approval = card.rule.approval(of: facts, at: now, policy.calendar),
                try !tx.approvals.isOff(card.rule.id)
            else { continue }
            let (approved, _) = try apply(
                .approve(approval, text: card.answer[company.language]), to: ticket, by: .clock, actor: nil, tx)
            try draw(approved, card.rule, at: now, tx)
            return approved
        }
        return ticket
    }

    private func draw(
        _ ticket: Ticket, _ rule: ApprovalRule, at now: Date, _ tx: borrowing StationTransaction
    ) throws {
        guard
            ApprovalSample.draws(
                ticket.number, rule: rule.id, percent: rule.sample, seed: catalogue.approvals.seed)
        else { return }
        try tx.approvals.add(ApprovalReview(ticket: ticket.number, rule: rule.id, drawnAt: now))
        try audit("approval.draw", ticket.number.description, by: "system", result: rule.id, tx)
    }

    private func approvalFacts(
        of ticket: Ticket, _ tx: borrowing StationTransaction
    ) throws -> ApprovalFacts {
        let filing = ticket.filing
        func earlier(_ states: Set<TicketState>) throws -> [Ticket] {
            try tx.tickets.list(
                TicketQuery(company: filing.company, states: states, matter: filing.matter, limit: 100)
            ).items.filter { $0.number != ticket.number }
        }
        let review = try tx.preReviews.reviews(of: filing.company).first { $0.matter == filing.matter }
        return ApprovalFacts(
            matter: filing.matter, origin: filing.origin, urgency: ticket.urgency,
            isFromWarning: filing.warning != nil, title: filing.title, body: filing.body,
            papersFineAt: review.flatMap { $0.isComplete ? $0.reviewedAt : nil },
            solvedAt: try earlier([.closed]).filter { $0.resolution == .solved }.compactMap(\.endedAt),
            refusedAt: try earlier([.refused]).compactMap(\.endedAt),
            openCount: try earlier(TicketState.open).count)
    }
}
