import Casework
import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import Station

private struct ConsultationRequestJSON: Decodable {
    let profile: String
    var sharedQuestion: String?
    let purpose: String
    let question: String
    let expert: String
    let consent: Bool
}

/// What the API sends to add to a consultation; an opinion's articles are a list here.
private struct ConsultationActJSON: Decodable {
    var text: String?
    var conclusion: String?
    var articles: [String]?
    var steps: String?
    var forCompany: Bool?

    func act(_ noun: ConsultationNoun) -> ConsultationAct {
        switch noun {
        case .messages: .message(text ?? "")
        case .opinions:
            .opinion(
                LegalOpinion(conclusion: conclusion ?? "", articles: articles ?? [], steps: steps ?? ""),
                isForCompany: forCompany ?? false)
        case .withdrawal: .withdraw
        case .settlement: .settle
        }
    }
}

private struct ExpertsJSON: Encodable {
    let items: [Expert]

    struct Expert: Encodable {
        let id: String
        let name: String
    }
}

private struct ConsultationsJSON: Encodable {
    let items: [ConsultationJSON]
}

private struct ConsultationStateJSON: Encodable {
    let id: String
    let state: String
    let version: Int
}

extension Site {
    func apiExperts(_ request: Request, _ context: StationContext) async throws -> Response {
        let experts = try await station.experts(for: try context.requirePrincipal())
        return .json(ExpertsJSON(items: experts.map { .init(id: $0.id, name: $0.name) }))
    }

    func apiConsultations(_ request: Request, _ context: StationContext) async throws -> Response {
        let rows = try await station.consultations(by: try context.requirePrincipal())
        let dates = wording(context).dates
        return .json(
            ConsultationsJSON(
                items: rows.map { ConsultationJSON($0.consultation, company: $0.company, expert: $0.expert, dates) }))
    }

    /// One thread. That an expert opens it is recorded, as on the page.
    func apiConsultation(_ request: Request, _ context: StationContext) async throws -> Response {
        let view = try await station.consultation(
            try context.parameters.require("id"), by: try context.requirePrincipal())
        var response = Response.json(ConsultationThreadJSON(view, wording(context).dates))
        response.headers[.eTag] = "\"\(view.consultation.version)\""
        return response
    }

    func apiConsult(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let data = try await request.body(context)
        let body = try FormDecoding.decodeJSON(ConsultationRequestJSON.self, from: data)
        let id = try await station.consult(
            ConsultationRequest(
                profile: body.profile, share: body.sharedQuestion.map(Consultation.Share.question) ?? .wholeProfile,
                purpose: body.purpose, question: body.question, expert: body.expert, hasConsent: body.consent),
            by: try context.requirePrincipal(), key: idempotencyKey(request, data))
        var response = Response.json(ConsultationStateJSON(id: id, state: "asked", version: 1), status: .created)
        response.headers[.location] = "/api/v1/consultations/\(id)"
        response.headers[.eTag] = "\"1\""
        return response
    }

    /// Adds to a consultation or ends it. `If-Match` with its ETag is required, so that nobody answers what they did not
    /// read.
    func apiActOnConsultation(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let data = try await request.body(context)
        guard let noun = ConsultationNoun(rawValue: try context.parameters.require("noun")) else {
            throw StationError.notFound
        }
        let principal = try context.requirePrincipal()
        guard let match = request.headers[.ifMatch] else { throw RequestProblem.versionRequired }
        let body = try FormDecoding.decodeJSON(ConsultationActJSON.self, from: data)
        let after = try await station.act(
            onConsultation: try context.parameters.require("id"), version: Self.version(match), body.act(noun),
            by: principal, key: idempotencyKey(request, data))
        var response = Response.json(
            ConsultationStateJSON(id: after.id, state: after.state.rawValue, version: after.version), status: .created)
        response.headers[.eTag] = "\"\(after.version)\""
        return response
    }
}
