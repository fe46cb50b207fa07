import Casework
import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import Station

/// One thing a company means to do.
private struct PlanItemJSON: Encodable {
    let id: String
    let selfTest: String
    let profile: String
    let question: String
    let title: LocalizedText
    let advice: Advice
    let owner: String
    let due: String?
    let note: String
    let done: Bool
    let doneAt: String?
    let version: Int

    init(_ item: PlanItem, _ dates: DateText) {
        id = item.id
        selfTest = item.selfTest
        profile = item.profile
        question = item.question
        title = item.title
        advice = item.advice
        owner = item.owner
        due = item.due?.description
        note = item.note
        done = item.doneAt != nil
        doneAt = item.doneAt.map(dates.rfc3339)
        version = item.version
    }
}

private struct PlanJSON: Encodable {
    let items: [PlanItemJSON]
    let done: Int
}

private struct PlanRequest: Decodable {
    let profile: String
    let questions: [String]
}

private struct PlanItemRequest: Decodable {
    var owner: String?
    var due: String?
    var note: String?
    let done: Bool
}

extension Site {
    func apiPlan(_ request: Request, _ context: StationContext) async throws -> Response {
        answer(try await station.plan(by: try context.requirePrincipal()), context)
    }

    /// Adds what a profile recommends; what stands in the plan already is not added twice.
    func apiAddToPlan(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let body = try FormDecoding.decodeJSON(PlanRequest.self, from: try await request.body(context))
        let added = try await station.addToPlan(
            profile: body.profile, questions: body.questions, by: try context.requirePrincipal())
        return answer(added, context, status: .created)
    }

    /// Replaces owner, day, note and tick of one item; `If-Match` with its version is required.
    func apiChangePlan(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let data = try await request.body(context)
        guard let match = request.headers[.ifMatch] else { throw RequestProblem.versionRequired }
        let body = try FormDecoding.decodeJSON(PlanItemRequest.self, from: data)
        let item = try await station.changePlan(
            try context.parameters.require("id"), version: Self.version(match),
            to: PlanChange(
                owner: body.owner ?? "", due: try CivilDay.named(body.due, at: "/due"), note: body.note ?? "",
                isDone: body.done),
            by: try context.requirePrincipal())
        var response = Response.json(PlanItemJSON(item, wording(context).dates))
        response.headers[.eTag] = "\"\(item.version)\""
        return response
    }

    func apiRemoveFromPlan(_ request: Request, _ context: StationContext) async throws -> Response {
        guard let match = request.headers[.ifMatch] else { throw RequestProblem.versionRequired }
        _ = try await station.removeFromPlan(
            try context.parameters.require("id"), version: Self.version(match), by: try context.requirePrincipal())
        return Response(status: .noContent)
    }

    private func answer(
        _ items: [PlanItem], _ context: StationContext, status: HTTPResponse.Status = .ok
    ) -> Response {
        let dates = wording(context).dates
        var response = Response.json(
            PlanJSON(items: items.map { PlanItemJSON($0, dates) }, done: items.count { $0.doneAt != nil }),
            status: status)
        if status == .created, items.count == 1, let item = items.first {
            response.headers[.eTag] = "\"\(item.version)\""
            response.headers[.location] = "/api/v1/plan/\(item.id)"
        }
        return response
    }
}
