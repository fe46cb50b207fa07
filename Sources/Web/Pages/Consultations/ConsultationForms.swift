import Casework
import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import Station

/// The last part of the address that does something in a consultation; the same for pages and the API.
enum ConsultationNoun: String, CaseIterable, Sendable {
    case messages, opinions, withdrawal, settlement
}

/// What such a form or JSON body may hold.
struct ConsultationActRequest: Decodable, Sendable {
    var text: String?
    var conclusion: String?
    var articles: String?
    var steps: String?
    /// Ticked where the company is to see the opinion.
    var show: String?
    var version: Int?
    var idempotencyKey: String?

    func act(_ noun: ConsultationNoun) -> ConsultationAct {
        switch noun {
        case .messages: .message(text ?? "")
        case .opinions:
            .opinion(
                LegalOpinion(conclusion: conclusion ?? "", articles: Self.lines(articles ?? ""), steps: steps ?? ""),
                isForCompany: show != nil)
        case .withdrawal: .withdraw
        case .settlement: .settle
        }
    }

    /// One article a line; empty lines are none.
    private static func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    var typed: ConsultationPage.Typed {
        ConsultationPage.Typed(
            text: text ?? "", conclusion: conclusion ?? "", articles: articles ?? "", steps: steps ?? "",
            isShown: show != nil)
    }
}

extension Site {
    /// A file among what is shared, to save; only while it is.
    func downloadSharedEvidence(_ request: Request, _ context: StationContext) async throws -> Response {
        let found = try await station.sharedEvidence(
            try context.parameters.require("evidence"), in: try context.parameters.require("id"),
            by: try context.requirePrincipal())
        return .upload(found.bytes, name: found.record.name, kind: EvidenceKind(rawValue: found.record.type))
    }

    func consultationPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let parameters = request.uri.queryParameters
        let view = try await station.consultation(
            try context.parameters.require("id"), by: try context.requirePrincipal())
        var typed = ConsultationPage.Typed()
        // The expert enters anew, for the company, what he kept to himself.
        if view.side == .expert, let again = parameters["again"].map(String.init),
            let opinion = view.entries.first(where: { $0.id == again })?.opinion
        {
            typed.conclusion = opinion.conclusion
            typed.articles = opinion.articles.joined(separator: "\n")
            typed.steps = opinion.steps
        }
        return consultationPage(view, typed, context, isNew: parameters["new"] != nil)
    }

    /// Does what the form says; on a problem the page comes again with what was typed.
    func actOnConsultation(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let body = try await request.body(context)
        let form = try FormDecoding.decode(ConsultationActRequest.self, from: body)
        let id = try context.parameters.require("id")
        guard let noun = ConsultationNoun(rawValue: try context.parameters.require("noun")) else {
            throw StationError.notFound
        }
        do {
            try await station.act(
                onConsultation: id, version: form.version, form.act(noun), by: try context.requirePrincipal(),
                key: form.idempotencyKey.map { IdempotencyKey($0, request: body) })
            return .seeOther("/consultations/\(id)")
        } catch StationError.invalid(let problems) {
            return try await again(id, form, problems, nil, .unprocessableContent, context)
        } catch StationError.stale, StationError.keyReused {
            return try await again(id, form, [], wording(context).say("consult.stale"), .preconditionFailed, context)
        } catch let error as StoreError {
            guard let problem = presenter.passing(error, context.reader.language) else { throw error }
            return try await again(id, form, [], problem.title, problem.status, context, key: form.idempotencyKey)
                .presenting(problem)
        }
    }

    private func again(
        _ id: String, _ form: ConsultationActRequest, _ problems: [FieldProblem], _ conflict: String?,
        _ status: HTTPResponse.Status, _ context: StationContext, key: String? = nil
    ) async throws -> Response {
        let view = try await station.consultation(id, by: try context.requirePrincipal())
        return consultationPage(
            view, form.typed, context, key: key, errors: problems.isEmpty ? nil : errors(problems, context),
            conflict: conflict, status: status)
    }

    private func consultationPage(
        _ view: ConsultationView, _ typed: ConsultationPage.Typed, _ context: StationContext, key: String? = nil,
        errors: ErrorSummary? = nil, conflict: String? = nil, isNew: Bool = false, status: HTTPResponse.Status = .ok
    ) -> Response {
        let model = ConsultationPage(
            view, wording(context), typed: typed, idempotencyKey: key ?? station.ambient.newID(), errors: errors,
            conflict: conflict, isNew: isNew)
        return pages.response(
            model.isExpert ? "consultation-expert" : "consultation-company", model, title: model.purpose, context,
            path: "/consultations/\(model.id)", status: status, hasErrors: errors != nil || conflict != nil)
    }
}
