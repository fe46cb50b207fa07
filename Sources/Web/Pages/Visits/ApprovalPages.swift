import Casework
import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import Station

/// Rules that approve: how each stands, and what was drawn for a person to look at.
struct ApprovalsPage {
    let rules: [Rule]
    let hasRules: Bool
    let drawn: [Drawn]
    let hasDrawn: Bool
    let done: [Drawn]
    let hasDone: Bool
    let mayReview: Bool
    let errors: ErrorSummary?
    /// What was written about one that somebody else looked at first.
    let kept: String?

    struct Rule {
        let id: String
        let title: String
        let reason: String
        let since: String
        let sample: String
        let matters: String
        let conditions: [String]
        let counts: String
        let state: String
        let stateKind: String
        let change: String?
        let isOff: Bool
        let maySwitch: Bool
        let typed: String
        let error: String?
    }

    struct Drawn {
        let number: String
        let title: String
        let company: String
        let rule: String
        let at: String
        let grounds: [String]
        let finding: String?
        let kind: String
        let comment: String?
        let typed: String
        let error: String?
        let isWrong: Bool
    }
}

/// What was typed beside one rule or ticket, where it did not fit.
struct ApprovalAttempt {
    let subject: String
    let text: String
    let isWrong: Bool
    let errors: ErrorSummary
}

extension ApprovalsPage.Rule {
    init(_ standing: ApprovalStanding, maySwitch: Bool, attempt: ApprovalAttempt?, _ wording: Wording) {
        let card = standing.card
        let own = attempt?.subject == card.rule.id ? attempt : nil
        id = card.rule.id
        title = card.title[wording.language]
        reason = card.reason[wording.language]
        since = wording.say("approvals.since", ["date": wording.dates.fullDay(card.rule.since)])
        sample = wording.say("approvals.sample", ["percent": "\(card.rule.sample)"])
        matters = card.rule.matters.map(wording.matter).joined(separator: wording.say("list.comma"))
        conditions = card.rule.conditions.map(wording.condition)
        counts = wording.say(
            "approvals.counts",
            ["todo": "\(standing.toReview)", "right": "\(standing.right)", "wrong": "\(standing.wrong)"])
        isOff = standing.isOff
        state = wording.say(standing.isOff ? "approvals.off" : "approvals.on")
        stateKind = standing.isOff ? "warn" : "ok"
        change = standing.change.map {
            wording.say(
                $0.isOff ? "approvals.switched-off" : "approvals.switched-on",
                ["who": $0.by, "date": wording.dates.moment($0.at), "reason": $0.reason])
        }
        self.maySwitch = maySwitch
        typed = own?.text ?? ""
        error = own?.errors.items.first?.text
    }
}

extension ApprovalsPage.Drawn {
    init(_ drawn: DrawnApproval, attempt: ApprovalAttempt?, _ wording: Wording) {
        let own = attempt?.subject == drawn.ticket.number.description ? attempt : nil
        number = drawn.ticket.number.description
        title = drawn.ticket.filing.title
        company = drawn.company?.name ?? drawn.ticket.filing.company.description
        rule = drawn.review.rule
        at = wording.dates.moment(drawn.review.drawnAt)
        grounds = (drawn.ticket.approval?.grounds ?? []).map(wording.ground)
        finding = drawn.review.finding.map { wording.say("approvals.finding.\($0.rawValue)") }
        kind = drawn.review.finding == .wrong ? "danger" : "ok"
        comment = drawn.review.comment.nonEmpty
        typed = own?.text ?? ""
        error = own?.errors.items.first?.text
        isWrong = own?.isWrong ?? false
    }
}

/// On a ticket: which rule approved it, since when the rule applies, and which facts met it.
struct ApprovalBox {
    let rule: String
    let title: String
    let reason: String
    let since: String
    let grounds: [String]
    /// Whether a person looks at it afterwards; officers only.
    var review: String?

    init(_ approval: Approval, _ wording: Wording) {
        let card = wording.station.catalogue.approvals.card(approval.rule)
        rule = approval.rule
        title = card?.title[wording.language] ?? approval.rule
        reason = card?.reason[wording.language] ?? wording.say("approval.rule-gone")
        since = wording.say("approvals.since", ["date": wording.dates.fullDay(approval.since)])
        grounds = approval.grounds.map(wording.ground)
    }
}

extension Wording {
    /// One condition of a rule, as a sentence.
    func condition(_ condition: ApprovalCondition) -> String {
        let key = "approval.condition.\(condition.word)"
        switch condition {
        case .origin(let origins):
            return say(
                key, ["origins": origins.map { say("origin.\($0.rawValue)") }.joined(separator: say("list.comma"))])
        case .papersFine(let days), .notRefused(let days): return say(key, ["days": "\(days)"])
        case .solvedBefore(let least, let days): return say(key, ["count": "\(least)", "days": "\(days)"])
        case .noneOpen: return say(key)
        case .textNone(let phrases):
            return say(key, ["words": phrases.map(\.text).joined(separator: say("list.comma"))])
        }
    }

    /// What met a condition, with its day.
    func ground(_ ground: Approval.Ground) -> String {
        let value = ground.condition == "origin" ? say("origin.\(ground.value)") : ground.value
        let text = say("approval.ground.\(ground.condition)", ["value": value])
        return ground.since.map { text + say("approval.ground-since", ["date": dates.moment($0)]) } ?? text
    }
}

extension Site {
    func approvalsPage(_ request: Request, _ context: StationContext) async throws -> Response {
        try await approvalsPage(context)
    }

    func concludeApproval(_ request: Request, _ context: StationContext) async throws -> Response {
        struct Form: Decodable { var finding: String?, comment: String? }
        var request = request
        let form = try await request.form(Form.self, context)
        let number = try ticketNumber(context)
        let finding = form.finding.flatMap(ApprovalReview.Finding.init(rawValue:))
        do {
            guard let finding else { throw StationError.invalid([FieldProblem("/finding", .missing)]) }
            try await station.concludeApproval(
                of: number, finding, comment: form.comment ?? "", by: try context.requirePrincipal())
            return .seeOther("/approvals#drawn")
        } catch StationError.invalid(let problems) {
            return try await again(errors(problems, context), .unprocessableContent)
        } catch StationError.stale {
            return try await again(summary(wording(context).say("approvals.taken")), .preconditionFailed)
        } catch StationError.ticket(let error) {
            return try await again(summary(presenter.text(error, context.reader.language)), .conflict)
        } catch let error as StoreError {
            guard let problem = presenter.passing(error, context.reader.language) else { throw error }
            return try await again(summary(problem.title), problem.status).presenting(problem)
        }
        func summary(_ text: String) -> ErrorSummary {
            ErrorSummary(
                title: wording(context).say("error.ticket"), items: [ErrorSummary.Item(field: "", text: text)])
        }
        /// The page as it is now, with what was written.
        func again(_ errors: ErrorSummary, _ status: HTTPResponse.Status) async throws -> Response {
            let attempt = ApprovalAttempt(
                subject: number.description, text: form.comment ?? "", isWrong: finding == .wrong,
                errors: errors.leading { _ in "ticket-\(number)" })
            return try await approvalsPage(context, attempt: attempt, status: status)
        }
    }

    func switchApproval(_ request: Request, _ context: StationContext) async throws -> Response {
        struct Form: Decodable { var off: String?, reason: String? }
        var request = request
        let form = try await request.form(Form.self, context)
        let rule = try context.parameters.require("rule")
        do {
            try await station.switchApproval(
                rule, isOff: form.off == "yes", reason: form.reason ?? "", by: try context.requirePrincipal())
            return .seeOther("/approvals#rule-\(rule)")
        } catch StationError.invalid(let problems) {
            let errors = errors(problems, context).leading { _ in "rule-\(rule)" }
            return try await approvalsPage(
                context,
                attempt: ApprovalAttempt(subject: rule, text: form.reason ?? "", isWrong: false, errors: errors),
                status: .unprocessableContent)
        }
    }

    private func approvalsPage(
        _ context: StationContext, attempt: ApprovalAttempt? = nil, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let principal = try context.requirePrincipal()
        let wording = wording(context)
        let rules = try await station.approvalRules(by: principal)
        let drawn = try await station.drawnApprovals(isConcluded: false, by: principal)
        let done = try await station.drawnApprovals(isConcluded: true, by: principal)
        let model = ApprovalsPage(
            rules: rules.map {
                ApprovalsPage.Rule($0, maySwitch: principal.isAdministrator, attempt: attempt, wording)
            }, hasRules: !rules.isEmpty,
            drawn: drawn.map { ApprovalsPage.Drawn($0, attempt: attempt, wording) }, hasDrawn: !drawn.isEmpty,
            done: done.map { ApprovalsPage.Drawn($0, attempt: nil, wording) }, hasDone: !done.isEmpty,
            mayReview: principal.isLiaison || principal.isManager, errors: attempt?.errors,
            kept: done.contains { $0.ticket.number.description == attempt?.subject } ? attempt?.text.nonEmpty : nil)
        return pages.response(
            "approvals", model, title: wording.say("approvals.title"), context, path: "/approvals", status: status,
            hasErrors: attempt != nil)
    }
}
