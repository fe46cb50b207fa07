import Casework
import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import Station

/// The officer's list of papers to look at.
struct PreReviewsPage {
    let rows: [Row]
    let isEmpty: Bool

    struct Row {
        let href: String
        let matter: String
        let company: String
        let since: String
        let count: String
    }
}

extension Site {
    /// An officer's list; a company's own stand with its appointments.
    func preReviewsPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        if principal.company != nil { return .seeOther("/appointments") }
        let wording = wording(context)
        let waiting = try await station.waitingPreReviews(by: principal)
        let model = PreReviewsPage(
            rows: waiting.map { view in
                PreReviewsPage.Row(
                    href: "/pre-reviews/\(view.review.id)", matter: wording.matter(view.review.matter),
                    company: view.company?.name ?? view.review.company.description,
                    since: view.review.handedInAt.map { wording.dates.moment($0) } ?? "",
                    count: wording.say("pre-review.papers", ["count": "\(view.review.items.count)"]))
            }, isEmpty: waiting.isEmpty)
        return pages.response(
            "pre-reviews", model, title: wording.say("pre-reviews.title"), context, path: "/pre-reviews")
    }

    func beginPreReview(_ request: Request, _ context: StationContext) async throws -> Response {
        struct Form: Decodable { var matter: String? }
        var request = request
        let form = try await request.form(Form.self, context)
        let review = try await station.beginPreReview(of: form.matter ?? "", by: try context.requirePrincipal())
        return .seeOther("/pre-reviews/\(review.id)")
    }

    func preReviewPage(_ request: Request, _ context: StationContext) async throws -> Response {
        try await preReviewPage(context)
    }

    /// The company's word on one paper: ready, not ready, or a file.
    func preparePaper(_ request: Request, _ context: StationContext) async throws -> Response {
        let id = try context.parameters.require("id")
        let principal = try context.requirePrincipal()
        guard let place = Int(try context.parameters.require("place")) else { throw StationError.notFound }
        do {
            let (fields, file) = try await paperForm(request, context)
            let version = fields["version"].flatMap { Int($0) }
            if let file {
                _ = try await station.addPaperFile(
                    file.bytes, named: file.fileName, to: place, of: id, version: version, by: principal)
            } else if let removed = fields["remove"] {
                _ = try await station.removePaperFile(removed, from: place, of: id, version: version, by: principal)
            } else if let mark = fields["mark"].flatMap(PreReview.Mark.init(rawValue:)) {
                _ = try await station.markPaper(place, of: id, version: version, mark, by: principal)
            } else {
                throw StationError.invalid([FieldProblem("/file", .answer(.expectsFiles))])
            }
            return .seeOther("/pre-reviews/\(id)#paper-\(place)")
        } catch StationError.invalid(let problems) {
            return try await preReviewPage(context, problems: problems, filePlace: place, status: .unprocessableContent)
        } catch let error as any HTTPResponseError where error.status == .contentTooLarge {
            let problem = FieldProblem("/file", .evidence(.tooLarge(bytes: 0, limit: EvidenceFile.maxBytes)))
            return try await preReviewPage(context, problems: [problem], filePlace: place, status: .contentTooLarge)
        } catch let error as StationError {
            return try await conflict(error, context)
        }
    }

    func handInPapers(_ request: Request, _ context: StationContext) async throws -> Response {
        struct Form: Decodable { var version: Int? }
        var request = request
        let form = try await request.form(Form.self, context)
        let id = try context.parameters.require("id")
        do {
            _ = try await station.handIn(id, version: form.version, by: try context.requirePrincipal())
            return .seeOther("/pre-reviews/\(id)")
        } catch let error as StationError {
            return try await conflict(error, context)
        }
    }

    /// An officer's word on every paper, in one form.
    func judgePapers(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let fields = try FormFields(urlencoded: try await request.body(context))
        let id = try context.parameters.require("id")
        var typed = TypedVerdicts()
        var verdicts: [Int: (verdict: PreReview.Verdict, reason: String)] = [:]
        for (name, value) in fields.pairs where name.hasPrefix("verdict-") {
            guard let place = Int(name.dropFirst(8)) else { continue }
            typed.verdicts[place] = value
            typed.reasons[place] = fields["reason-\(place)"] ?? ""
            if let verdict = PreReview.Verdict(rawValue: value) {
                verdicts[place] = (verdict, typed.reasons[place] ?? "")
            }
        }
        do {
            _ = try await station.judgePapers(
                id, version: fields["version"].flatMap { Int($0) }, verdicts, by: try context.requirePrincipal())
            return .seeOther("/pre-reviews/\(id)")
        } catch StationError.invalid(let problems) {
            return try await preReviewPage(context, typed: typed, problems: problems, status: .unprocessableContent)
        } catch let error as StationError {
            return try await conflict(error, typed: typed, context)
        }
    }

    func downloadPaper(_ request: Request, _ context: StationContext) async throws -> Response {
        let found = try await station.paperFile(
            try context.parameters.require("file"), of: try context.parameters.require("id"),
            by: try context.requirePrincipal())
        return .upload(found.bytes, name: found.record.name, kind: EvidenceKind(rawValue: found.record.type))
    }

    private func paperForm(
        _ request: Request, _ context: StationContext
    ) async throws -> (fields: FormFields, file: MultipartForm.File?) {
        var request = request
        guard MultipartBoundary(contentType: request.headers[.contentType] ?? "") != nil else {
            return (try FormFields(urlencoded: try await request.body(context)), nil)
        }
        try request.refuse(bodiesOver: Self.evidenceFormLimit)
        let form = try await request.multipart(upTo: Self.evidenceFormLimit)
        return (FormFields(form), form.file("file"))
    }

    /// Somebody was faster, or it stands otherwise: the page as it is now, with what was typed.
    private func conflict(
        _ error: StationError, typed: TypedVerdicts = TypedVerdicts(), _ context: StationContext
    ) async throws -> Response {
        switch error {
        case .stale:
            return try await preReviewPage(
                context, typed: typed, conflict: wording(context).say("pre-review.stale"), status: .preconditionFailed)
        case .preReview(let inner):
            let messages = VisitMessages(catalogue: station.catalogue, language: context.reader.language)
            return try await preReviewPage(context, typed: typed, conflict: messages.text(inner), status: .conflict)
        default: throw error
        }
    }

    private func preReviewPage(
        _ context: StationContext, typed: TypedVerdicts = TypedVerdicts(), problems: [FieldProblem] = [],
        filePlace: Int? = nil, conflict: String? = nil, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let principal = try context.requirePrincipal()
        let view = try await station.preReview(try context.parameters.require("id"), by: principal)
        var errors = problems.isEmpty ? nil : errors(problems, context)
        if let filePlace { errors = errors?.leading { _ in "paper-\(filePlace)" } }
        let model = PreReviewPage(
            view, principal: principal, typed: typed, errors: errors, filePlace: filePlace, conflict: conflict,
            wording(context))
        return pages.response(
            "pre-review", model, title: wording(context).say("pre-reviews.title"), context,
            path: "/pre-reviews/\(view.review.id)", status: status, hasErrors: errors != nil || conflict != nil)
    }
}
