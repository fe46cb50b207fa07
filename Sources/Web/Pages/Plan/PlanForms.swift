import Casework
import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import Station

/// What the plan's forms send.
private struct PlanForm: Decodable {
    var profile: String?
    var questions: [String]?
    var owner: String?
    var due: String?
    var note: String?
    var done: String?
    var key: String?
    var version: Int?
}

extension Site {
    func planPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let parameters = request.uri.queryParameters
        var removed: (item: PlanItem, key: String)?
        if let key = parameters["removed"].map(String.init),
            let item = try await station.removedFromPlan(key, by: try context.requirePrincipal())
        {
            removed = (item, key)
        }
        return try await planPage(context, added: parameters["added"].flatMap { Int(String($0)) }, removed: removed)
    }

    /// The plan as a sheet of paper, to be signed off on a wall.
    func planSheet(_ request: Request, _ context: StationContext) async throws -> Response {
        try await planPage(context, template: "plan-sheet")
    }

    func planCalendar(_ request: Request, _ context: StationContext) async throws -> Response {
        let items = try await station.plan(by: try context.requirePrincipal())
        let calendar = PlanCalendar(
            items, language: context.reader.language, name: wording(context).say("plan.title"),
            link: configuration.baseURL + "/plan", at: station.ambient.now())
        return .file(calendar.text, type: "text/calendar; charset=utf-8", name: "plan.ics")
    }

    func addToPlan(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let form = try await request.form(PlanForm.self, context)
        let added = try await station.addToPlan(
            profile: form.profile ?? "", questions: form.questions ?? [], by: try context.requirePrincipal())
        return .seeOther("/plan?added=\(added.count)")
    }

    func changePlanItem(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let form = try await request.form(PlanForm.self, context)
        let id = try context.parameters.require("id")
        let principal = try context.requirePrincipal()
        do {
            let due = try CivilDay.named(form.due, at: "/due")
            let isDone = try await station.plan(by: principal).first { $0.id == id }?.doneAt != nil
            _ = try await station.changePlan(
                id, version: form.version,
                to: PlanChange(owner: form.owner ?? "", due: due, note: form.note ?? "", isDone: isDone), by: principal)
            return .seeOther("/plan#\(id)")
        } catch StationError.invalid(let problems) {
            return try await planPage(
                context, attempt: form.attempt(id, errors(problems, context)), status: .unprocessableContent)
        } catch StationError.stale {
            return try await stalePlan(id, form, context)
        }
    }

    func tickPlanItem(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let form = try await request.form(PlanForm.self, context)
        let id = try context.parameters.require("id")
        do {
            _ = try await station.tickPlan(
                id, version: form.version, isDone: form.done == "yes", by: try context.requirePrincipal())
            return .seeOther("/plan#\(id)")
        } catch StationError.stale {
            return try await stalePlan(id, nil, context)
        }
    }

    func removePlanItem(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let form = try await request.form(PlanForm.self, context)
        let id = try context.parameters.require("id")
        do {
            let key = try await station.removeFromPlan(
                id, version: form.version, by: try context.requirePrincipal())
            return .seeOther("/plan?removed=\(key)")
        } catch StationError.stale {
            return try await stalePlan(id, nil, context)
        }
    }

    func restorePlanItem(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let form = try await request.form(PlanForm.self, context)
        do {
            let item = try await station.restoreToPlan(form.key ?? "", by: try context.requirePrincipal())
            return .seeOther("/plan#\(item.id)")
        } catch StationError.invalid(let problems) {
            let reason = problems.first.map { station.text($0, context.reader.language) }
            let key = form.key ?? ""
            let item = try await station.removedFromPlan(key, by: try context.requirePrincipal())
            return try await planPage(
                context, conflict: reason, removed: item.map { ($0, key) }, status: .conflict)
        }
    }

    /// Somebody was faster: the plan as it stands, with what was typed.
    private func stalePlan(_ id: String, _ form: PlanForm?, _ context: StationContext) async throws -> Response {
        try await planPage(
            context, attempt: form?.attempt(id, nil), conflict: wording(context).say("plan.stale"),
            status: .preconditionFailed)
    }

    private func planPage(
        _ context: StationContext, template: String = "plan", attempt: PlanPage.Attempt? = nil, conflict: String? = nil,
        added: Int? = nil, removed: (item: PlanItem, key: String)? = nil, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let items = try await station.plan(by: try context.requirePrincipal())
        let wording = wording(context)
        let model = PlanPage(
            items, wording, today: station.catalogue.policy.calendar.day(of: station.ambient.now()), attempt: attempt,
            conflict: conflict, added: added, removed: removed)
        return pages.response(
            template, model, title: wording.say("plan.title"), context, path: "/plan", status: status,
            hasErrors: attempt?.errors != nil || conflict != nil)
    }
}

extension PlanForm {
    fileprivate func attempt(_ id: String, _ errors: ErrorSummary?) -> PlanPage.Attempt {
        PlanPage.Attempt(id: id, owner: owner ?? "", due: due ?? "", note: note ?? "", errors: errors)
    }
}
