import Casework
import Foundation
import HealthCheck
import Hummingbird
import Station

/// The page on which a company puts something to an expert.
struct AskExpertPage {
    let profile: String
    let question: String?
    let shareText: String
    let backHref: String
    let wholeHref: String?
    let extract: ExtractBox
    let experts: [Option]
    let hasExperts: Bool
    let purposes: [Option]
    let otherPurpose: String
    let isOther: Bool
    let text: String
    let idempotencyKey: String
    let errors: ErrorSummary?
    let purposeError: String?
    let questionError: String?
    let expertError: String?
    let consentError: String?

    struct Option {
        let value: String
        let text: String
        let isChosen: Bool
    }
}

/// What the form sends; a purpose is one of those proposed, or in the company's own words.
private struct AskExpertForm: Decodable {
    var profile: String?
    var about: String?
    var purpose: String?
    var otherPurpose: String?
    var question: String?
    var expert: String?
    var consent: String?
    var idempotencyKey: String?

    var share: Consultation.Share { about.flatMap(\.nonEmpty).map(Consultation.Share.question) ?? .wholeProfile }
}

extension Site {
    /// The purposes proposed; anything else is written out.
    private static let purposes = ["understand", "mend", "before-signing"]

    func askExpertPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let parameters = request.uri.queryParameters
        var form = AskExpertForm()
        form.profile = parameters["profile"].map(String.init)
        form.about = parameters["question"].map(String.init)
        return try await askExpertPage(form, [], context)
    }

    func askExpert(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let body = try await request.body(context)
        let form = try FormDecoding.decode(AskExpertForm.self, from: body)
        let purpose =
            form.purpose.flatMap { Self.purposes.contains($0) ? wording(context).say("consult.purpose-\($0)") : nil }
            ?? (form.purpose == "other" ? form.otherPurpose ?? "" : "")
        do {
            let id = try await station.consult(
                ConsultationRequest(
                    profile: form.profile ?? "", share: form.share, purpose: purpose, question: form.question ?? "",
                    expert: form.expert ?? "", hasConsent: form.consent != nil),
                by: try context.requirePrincipal(),
                key: form.idempotencyKey.map { IdempotencyKey($0, request: body) })
            return .seeOther("/consultations/\(id)?new=1")
        } catch StationError.invalid(let problems) {
            return try await askExpertPage(form, problems, context)
        } catch StationError.keyReused {
            var again = form
            again.idempotencyKey = nil
            return try await askExpertPage(again, [], conflict: wording(context).say("consult.sent-before"), context)
        } catch let error as StoreError {
            guard let problem = presenter.passing(error, context.reader.language) else { throw error }
            return try await askExpertPage(form, [], conflict: problem.title, context).presenting(problem)
        }
    }

    private func askExpertPage(
        _ form: AskExpertForm, _ problems: [FieldProblem], conflict: String? = nil, _ context: StationContext
    ) async throws -> Response {
        let wording = wording(context)
        let profile = form.profile ?? ""
        let offer = try await station.consultationOffer(
            profile: profile, share: form.share, by: try context.requirePrincipal())
        let errors =
            problems.isEmpty
            ? conflict.map { ErrorSummary(title: $0, items: []) } : self.errors(problems, context)
        let isWhole = form.share == .wholeProfile
        let model = AskExpertPage(
            profile: profile, question: form.about?.nonEmpty,
            shareText: wording.say(isWhole ? "consult.share-whole" : "consult.share-question"),
            backHref: "/profiles/\(profile)", wholeHref: isWhole ? nil : "/consultations/new?profile=\(profile)",
            extract: ExtractBox(offer.extract, files: "/evidence", wording),
            experts: offer.experts.map { .init(value: $0.id, text: $0.name, isChosen: $0.id == form.expert) },
            hasExperts: !offer.experts.isEmpty,
            purposes: Self.purposes.map {
                .init(value: $0, text: wording.say("consult.purpose-\($0)"), isChosen: $0 == form.purpose)
            },
            otherPurpose: form.otherPurpose ?? "", isOther: form.purpose == "other", text: form.question ?? "",
            idempotencyKey: form.idempotencyKey ?? station.ambient.newID(), errors: errors,
            purposeError: errors?.message("purpose"), questionError: errors?.message("question"),
            expertError: errors?.message("expert"), consentError: errors?.message("consent"))
        return pages.response(
            "ask-expert", model, title: wording.say("consult.ask-title"), context, path: "/consultations/new",
            status: errors == nil ? .ok : .unprocessableContent, hasErrors: errors != nil)
    }
}
