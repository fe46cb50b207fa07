import Casework
import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import Station

/// A rule that approves, and how it stands.
private struct ApprovalRuleJSON: Encodable {
    let id: String
    let since: String
    let title: LocalizedText
    let reason: LocalizedText
    let matters: [String]
    let conditions: [String]
    let sample: Int
    let off: Bool
    let toReview: Int
    let right: Int
    let wrong: Int

    init(_ standing: ApprovalStanding) {
        let rule = standing.card.rule
        id = rule.id
        since = rule.since.description
        title = standing.card.title
        reason = standing.card.reason
        matters = rule.matters
        conditions = rule.conditions.map(\.word)
        sample = rule.sample
        off = standing.isOff
        toReview = standing.toReview
        right = standing.right
        wrong = standing.wrong
    }
}

private struct ApprovalRulesJSON: Encodable {
    let items: [ApprovalRuleJSON]
}

private struct DrawnApprovalJSON: Encodable {
    let ticket: String
    let rule: String
    let company: String
    let drawnAt: String
    let finding: String?
    let comment: String
    let reviewer: String
    let reviewedAt: String?

    init(_ drawn: DrawnApproval, _ dates: DateText) {
        ticket = drawn.ticket.number.description
        rule = drawn.review.rule
        company = drawn.ticket.filing.company.description
        drawnAt = dates.rfc3339(drawn.review.drawnAt)
        finding = drawn.review.finding?.rawValue
        comment = drawn.review.comment
        reviewer = drawn.review.reviewer
        reviewedAt = drawn.review.reviewedAt.map(dates.rfc3339)
    }
}

private struct DrawnApprovalsJSON: Encodable {
    let items: [DrawnApprovalJSON]
}

extension Site {
    func apiApprovalRules(_ request: Request, _ context: StationContext) async throws -> Response {
        let rules = try await station.approvalRules(by: try context.requirePrincipal())
        return .json(ApprovalRulesJSON(items: rules.map(ApprovalRuleJSON.init)))
    }

    /// Switches a rule off or on; gives all of them as they stand then.
    func apiSwitchApproval(_ request: Request, _ context: StationContext) async throws -> Response {
        struct Body: Decodable {
            let off: Bool
            let reason: String
        }
        var request = request
        let body = try FormDecoding.decodeJSON(Body.self, from: try await request.body(context))
        try await station.switchApproval(
            try context.parameters.require("rule"), isOff: body.off, reason: body.reason,
            by: try context.requirePrincipal())
        return try await apiApprovalRules(request, context)
    }

    /// What was drawn for a person: still to be looked at, or with `concluded=true` looked at.
    func apiDrawnApprovals(_ request: Request, _ context: StationContext) async throws -> Response {
        let dates = wording(context).dates
        let drawn = try await station.drawnApprovals(
            isConcluded: request.uri.queryParameters["concluded"] == "true", by: try context.requirePrincipal())
        return .json(DrawnApprovalsJSON(items: drawn.map { DrawnApprovalJSON($0, dates) }))
    }

    func apiConcludeApproval(_ request: Request, _ context: StationContext) async throws -> Response {
        struct Body: Decodable {
            let finding: String
            var comment: String?
        }
        var request = request
        let body = try FormDecoding.decodeJSON(Body.self, from: try await request.body(context))
        try await station.concludeApproval(
            of: try ticketNumber(context), try ApprovalReview.Finding.named(body.finding, at: "/finding"),
            comment: body.comment ?? "", by: try context.requirePrincipal())
        return Response(status: .noContent)
    }
}
