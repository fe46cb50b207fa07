import Casework
import Foundation
import HealthCheck
import Hummingbird
import Station

private struct ListJSON<Item: Encodable>: Encodable {
    let items: [Item]
}

struct DraftJSON: Encodable {
    let answers: [String: AnswerValue]
    let version: Int
    let updatedAt: String?
}

private struct DraftRequest: Decodable {
    let answers: [String: AnswerValue?]
}

private struct SubmissionRequest: Decodable {
    let answers: TypedAnswers
    var consent: ConsentJSON?

    struct ConsentJSON: Decodable {
        var shareWithOfficers: Bool?
        var openTickets: Bool?
    }
}

private struct SubmissionJSON: Encodable {
    let submission: Body
    let warnings: [WarningJSON]
    let tickets: [String]

    struct Body: Encodable {
        let id: String
        let selfTest: String
        let version: String
        let contentHash: String
        let method: String
        let submittedAt: String
    }
}

extension Site {
    func apiSelfTests(_ request: Request, _ context: StationContext) async throws -> Response {
        _ = try context.requirePrincipal()
        return .json(ListJSON(items: station.catalogue.selfTests.map { SelfTestJSON($0, isWhole: false) }))
    }

    func apiSelfTest(_ request: Request, _ context: StationContext) async throws -> Response {
        _ = try context.requirePrincipal()
        guard let found = station.catalogue.selfTest(try context.parameters.require("id")) else {
            throw StationError.notFound
        }
        return .json(SelfTestJSON(found, isWhole: true))
    }

    func apiDraft(_ request: Request, _ context: StationContext) async throws -> Response {
        let test = try await station.selfTest(try context.parameters.require("id"), for: try context.requirePrincipal())
        return .json(json(test.draft, context))
    }

    /// Autosave: merges the answers given; `null` removes one.
    func apiSaveDraft(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let body = try FormDecoding.decodeJSON(DraftRequest.self, from: try await request.body(context))
        let draft = try await station.saveDraft(
            try context.parameters.require("id"), answers: body.answers, by: try context.requirePrincipal())
        return .json(json(draft, context))
    }

    func json(_ draft: Draft?, _ context: StationContext) -> DraftJSON {
        DraftJSON(
            answers: draft?.answers ?? [:], version: draft?.version ?? 0,
            updatedAt: draft.map { wording(context).dates.rfc3339($0.updatedAt) })
    }

    func apiSubmit(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let data = try await request.body(context)
        let body = try FormDecoding.decodeJSON(SubmissionRequest.self, from: data)
        let dates = wording(context).dates
        let submitted = try await station.submitSelfTest(
            try context.parameters.require("id"), answers: body.answers.values,
            consent: body.consent.map {
                Consent(shareWithOfficers: $0.shareWithOfficers ?? false, openTickets: $0.openTickets ?? false)
            },
            by: try context.requirePrincipal(), key: idempotencyKey(request, data))
        let submission = submitted.submission
        let profile = ProfileJSON(submitted.record, wording(context))
        let text = StationJSON.text(
            SubmissionJSON(
                submission: .init(
                    id: submission.id, selfTest: submission.selfTest, version: submission.version,
                    contentHash: submission.contentHash, method: submission.method.rawValue,
                    submittedAt: dates.rfc3339(submission.submittedAt)),
                warnings: submitted.warnings.map(WarningJSON.init), tickets: submitted.tickets.map(\.description)),
            with: ["profile": profile.text(adviceTexts[submitted.record.profile, submitted.sheet])])
        var response = Response.json(text: text, status: .created)
        response.headers[.location] = "/api/v1/profiles/\(submitted.record.id)"
        return response
    }
}
