import Casework
import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import Station

/// A pre-review as the API shows it.
private struct PreReviewJSON: Encodable {
    let id: String
    let version: Int
    let company: String
    let matter: String
    let papers: [PaperJSON]
    let missing: Int
    let complete: Bool
    let handedInAt: String?
    let reviewedAt: String?
    let createdAt: String

    struct PaperJSON: Encodable {
        let place: Int
        let paper: LocalizedText
        let mark: String
        let standing: String
        let reason: String?
        let files: [String]
    }

    init(_ review: PreReview, _ dates: DateText) {
        id = review.id
        version = review.version
        company = review.company.description
        matter = review.matter
        papers = review.items.enumerated().map { place, item in
            PaperJSON(
                place: place, paper: item.paper, mark: item.mark.rawValue, standing: item.standing.rawValue,
                reason: item.reason.nonEmpty, files: item.files)
        }
        missing = review.missing.count
        complete = review.isComplete
        handedInAt = review.handedInAt.map(dates.rfc3339)
        reviewedAt = review.reviewedAt.map(dates.rfc3339)
        createdAt = dates.rfc3339(review.createdAt)
    }
}

private struct PreReviewListJSON: Encodable {
    let items: [PreReviewJSON]
}

private struct VerdictsRequest: Decodable {
    let papers: [Paper]

    struct Paper: Decodable {
        let place: Int
        let verdict: String
        var reason: String?
    }
}

extension Site {
    /// A company's own; for officers those that wait for them.
    func apiPreReviews(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        let dates = wording(context).dates
        let found =
            principal.company != nil
            ? try await station.preReviews(by: principal)
            : try await station.waitingPreReviews(by: principal).map(\.review)
        return .json(PreReviewListJSON(items: found.map { PreReviewJSON($0, dates) }))
    }

    /// Begins one; an unfinished one of the same matter is given again.
    func apiBeginPreReview(_ request: Request, _ context: StationContext) async throws -> Response {
        struct Body: Decodable { let matter: String }
        var request = request
        let body = try FormDecoding.decodeJSON(Body.self, from: try await request.body(context))
        let review = try await station.beginPreReview(of: body.matter, by: try context.requirePrincipal())
        var response = answer(review, context, status: .created)
        response.headers[.location] = "/api/v1/pre-reviews/\(review.id)"
        return response
    }

    func apiPreReview(_ request: Request, _ context: StationContext) async throws -> Response {
        answer(
            try await station.preReview(
                try context.parameters.require("id"), by: try context.requirePrincipal()
            ).review, context)
    }

    func apiMarkPaper(_ request: Request, _ context: StationContext) async throws -> Response {
        struct Body: Decodable { let mark: String }
        var request = request
        let data = try await request.body(context)
        let (principal, version) = try changing(request, context)
        let body = try FormDecoding.decodeJSON(Body.self, from: data)
        let marks = PreReview.Mark.allCases.filter { $0 != .uploaded }
        guard let mark = marks.first(where: { $0.rawValue == body.mark }) else {
            throw StationError.invalid([FieldProblem("/mark", .notOneOf(marks.map(\.rawValue)))])
        }
        return answer(
            try await station.markPaper(
                try place(context), of: try context.parameters.require("id"), version: version, mark, by: principal),
            context)
    }

    /// A file, as a form's field `file` or as the body itself with its name in the query.
    func apiAddPaperFile(_ request: Request, _ context: StationContext) async throws -> Response {
        let (principal, version) = try changing(request, context)
        let (bytes, name) = try await Self.file(in: request)
        return answer(
            try await station.addPaperFile(
                bytes, named: name, to: try place(context), of: try context.parameters.require("id"), version: version,
                by: principal), context, status: .created)
    }

    func apiRemovePaperFile(_ request: Request, _ context: StationContext) async throws -> Response {
        let (principal, version) = try changing(request, context)
        return answer(
            try await station.removePaperFile(
                try context.parameters.require("file"), from: try place(context),
                of: try context.parameters.require("id"), version: version, by: principal), context)
    }

    func apiHandIn(_ request: Request, _ context: StationContext) async throws -> Response {
        let (principal, version) = try changing(request, context)
        return answer(
            try await station.handIn(try context.parameters.require("id"), version: version, by: principal), context,
            status: .created)
    }

    func apiJudge(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let data = try await request.body(context)
        let (principal, version) = try changing(request, context)
        let body = try FormDecoding.decodeJSON(VerdictsRequest.self, from: data)
        var verdicts: [Int: (verdict: PreReview.Verdict, reason: String)] = [:]
        var indices: [Int: Int] = [:]
        for (index, paper) in body.papers.enumerated() {
            let verdict = try PreReview.Verdict.named(paper.verdict, at: "/papers/\(index)/verdict")
            verdicts[paper.place] = (verdict, paper.reason ?? "")
            indices[paper.place] = index
        }
        do {
            let judged = try await station.judgePapers(
                try context.parameters.require("id"), version: version, verdicts, by: principal)
            return answer(judged, context, status: .created)
        } catch StationError.invalid(let problems) {
            throw StationError.invalid(problems.map { Self.inBody($0, indices) })
        }
    }

    /// The same problem at its place in the body that was sent: `/reason-4` is a field of the page's form.
    private static func inBody(_ problem: FieldProblem, _ indices: [Int: Int]) -> FieldProblem {
        let parts = problem.pointer.dropFirst().split(separator: "-")
        guard let field = parts.first, let place = parts.last.flatMap({ Int($0) }) else { return problem }
        return FieldProblem(indices[place].map { "/papers/\($0)/\(field)" } ?? "/papers", problem.code)
    }

    private func changing(
        _ request: Request, _ context: StationContext
    ) throws -> (principal: Principal, version: Int?) {
        let principal = try context.requirePrincipal()
        guard let match = request.headers[.ifMatch] else { throw RequestProblem.versionRequired }
        return (principal, Self.version(match))
    }

    private func place(_ context: StationContext) throws -> Int {
        guard let place = Int(try context.parameters.require("place")) else { throw StationError.notFound }
        return place
    }

    private func answer(
        _ review: PreReview, _ context: StationContext, status: HTTPResponse.Status = .ok
    ) -> Response {
        var response = Response.json(PreReviewJSON(review, wording(context).dates), status: status)
        response.headers[.eTag] = "\"\(review.version)\""
        return response
    }
}
