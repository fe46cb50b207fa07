public import Casework
import Foundation
import HealthCheck

/// A rule with how it stands: its switch, and what people found about what it approved.
public struct ApprovalStanding: Sendable {
    public let card: ApprovalCard
    /// The last time somebody switched it; nil if nobody ever did.
    public let change: ApprovalSwitch?
    public let toReview: Int
    public let right: Int
    public let wrong: Int

    public var isOff: Bool { change?.isOff ?? false }
}

/// An approval drawn for a person, with its ticket.
public struct DrawnApproval: Sendable {
    public let review: ApprovalReview
    public let ticket: Ticket
    public let company: Company?
}

extension Station {
    /// Every rule and how it stands.
    public func approvalRules(by principal: Principal) async throws -> [ApprovalStanding] {
        try access.requireApprovals(principal)
        return try await database.read { [self] tx in
            let tally = try tx.approvals.tally()
            let switches = try tx.approvals.switches()
            return catalogue.approvals.cards.map { card in
                let counts = tally[card.rule.id] ?? [:]
                return ApprovalStanding(
                    card: card, change: switches.first { $0.rule == card.rule.id }, toReview: counts[nil] ?? 0,
                    right: counts[.right] ?? 0, wrong: counts[.wrong] ?? 0)
            }
        }
    }

    /// What was drawn: still to be looked at, oldest first, or looked at, newest first.
    public func drawnApprovals(isConcluded: Bool, by principal: Principal) async throws -> [DrawnApproval] {
        try access.requireApprovals(principal)
        return try await database.read { tx in
            try tx.approvals.reviews(isConcluded: isConcluded, limit: 100).compactMap { review in
                guard let ticket = try tx.tickets.ticket(review.ticket) else { return nil }
                return DrawnApproval(
                    review: review, ticket: ticket, company: try tx.companies.company(ticket.filing.company))
            }
        }
    }

    /// What a person found; a wrong one is written into the ticket, where whoever puts it right reads it.
    ///
    /// Throws `stale` if somebody else has said it already, and `invalid` at `/comment` for a wrong one without words.
    public func concludeApproval(
        of number: TicketNumber, _ finding: ApprovalReview.Finding, comment: String, by principal: Principal
    ) async throws {
        guard access.mayReviewApprovals(principal), let party = principal.party else { throw StationError.notForRole }
        var problems: [FieldProblem] = []
        if finding == .wrong { problems = Self.problems(of: comment, at: "/comment", limit: 1000) }
        if comment.count > 1000 { problems = [FieldProblem("/comment", .tooLong(limit: 1000))] }
        guard problems.isEmpty else { throw StationError.invalid(problems) }
        let now = ambient.now()
        do {
            try await database.write { [self] tx in
                // The note that a wrong one leaves goes onto the ticket as it stands, whoever writes at the same moment.
                try tx.tickets.hold(number)
                guard var review = try tx.approvals.review(number), let ticket = try tx.tickets.ticket(number) else {
                    throw StationError.notFound
                }
                review.finding = finding
                review.comment = comment
                review.reviewer = principal.account.displayName
                review.reviewedAt = now
                try tx.approvals.conclude(review)
                if finding == .wrong {
                    let note = catalogue.locales.text(
                        "approvals.note", .zhHans, ["rule": review.rule, "comment": comment])
                    try apply(.note(text: note), to: ticket, by: party, actor: principal, tx)
                }
                try audit(
                    "approval.review", number.description, by: principal.account.login, result: finding.rawValue, tx)
            }
        } catch StoreError.staleVersion {
            throw StationError.stale(version: 0)
        }
    }

    /// Switches a rule off or on; what it approved before stays approved. A reason is required.
    public func switchApproval(_ rule: String, isOff: Bool, reason: String, by principal: Principal) async throws {
        try access.requireAdministrator(principal)
        guard catalogue.approvals.card(rule) != nil else { throw StationError.notFound }
        let problems = Self.problems(of: reason, at: "/reason", limit: 500)
        guard problems.isEmpty else { throw StationError.invalid(problems) }
        let now = ambient.now()
        try await database.write { [self] tx in
            try tx.approvals.save(
                ApprovalSwitch(rule: rule, isOff: isOff, by: principal.account.displayName, reason: reason, at: now))
            try audit(isOff ? "approval.switch-off" : "approval.switch-on", rule, by: principal.account.login, tx)
        }
    }
}
