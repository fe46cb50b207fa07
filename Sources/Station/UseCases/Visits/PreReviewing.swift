import Casework
import Foundation
import HealthCheck

extension Station {
    /// Begins a pre-review of a matter's papers; an unfinished one of the same matter is gone on with.
    public func beginPreReview(of matter: String, by principal: Principal) async throws -> PreReview {
        let code = try access.requireCompany(principal)
        guard let card = catalogue.matter(matter) else {
            throw StationError.invalid([FieldProblem("/matter", .unknownMatter)])
        }
        guard !card.papers.isEmpty else { throw StationError.preReview(.complete) }
        let now = ambient.now()
        return try await database.write { [self] tx in
            // Whoever of the company presses at the same time comes after us and finds ours.
            try tx.visits.hold(bookingsOf: code)
            let unfinished = try tx.preReviews.reviews(of: code).first { $0.matter == matter && !$0.isComplete }
            if let unfinished { return unfinished }
            let review = PreReview.beginning(ambient.newID(), of: card, for: code, at: now)
            try tx.preReviews.add(review)
            try audit("pre-review.begin", review.id, by: principal.account.login, tx)
            return review
        }
    }

    /// The company's own, newest first.
    public func preReviews(by principal: Principal) async throws -> [PreReview] {
        let code = try access.requireCompany(principal)
        return try await database.read { tx in try tx.preReviews.reviews(of: code) }
    }

    /// One of them, for its company, the matter's unit and the desk.
    public func preReview(_ id: String, by principal: Principal) async throws -> PreReviewView {
        try await database.read { [self] tx in
            guard let review = try tx.preReviews.review(id) else { throw StationError.notFound }
            try access.requireReading(review, unit: unit(of: review), principal)
            let files = try tx.evidence.evidence(of: review.company, selfTest: Self.preReviewShelf)
                .filter { $0.question == id }
            return PreReviewView(
                review: review, company: try tx.companies.company(review.company), files: files,
                mayJudge: access.judges(unit(of: review), principal))
        }
    }

    /// Those an officer has to look at, longest waiting first.
    public func waitingPreReviews(by principal: Principal) async throws -> [PreReviewView] {
        guard principal.isLiaison || principal.unit != nil else { throw StationError.notForRole }
        return try await database.read { [self] tx in
            try tx.preReviews.waiting(limit: 200)
                .filter { access.judges(unit(of: $0), principal) }
                .map {
                    PreReviewView(
                        review: $0, company: try tx.companies.company($0.company), files: [], mayJudge: true)
                }
        }
    }

    /// The company says whether it has a paper ready.
    public func markPaper(
        _ place: Int, of id: String, version: Int?, _ mark: PreReview.Mark, by principal: Principal
    ) async throws -> PreReview {
        try await preparing(id, version: version, by: principal) { review, _ in try review.mark(place, mark) }
    }

    /// The company hands all papers in; the matter's unit is told.
    public func handIn(_ id: String, version: Int?, by principal: Principal) async throws -> PreReview {
        let now = ambient.now()
        return try await preparing(id, version: version, by: principal) { [self] review, tx in
            try review.handIn(at: now)
            try tell(.preReviewAsked, of: review, by: principal, tx)
            try audit("pre-review.hand-in", id, by: principal.account.login, tx)
        }
    }

    /// An officer says of each paper whether it will do; once all are looked at, the company is told.
    ///
    /// Throws `invalid` at `/reason-N` where something is to be mended and it is not said what.
    public func judgePapers(
        _ id: String, version: Int?, _ verdicts: [Int: (verdict: PreReview.Verdict, reason: String)],
        by principal: Principal
    ) async throws -> PreReview {
        let problems = verdicts.sorted { $0.key < $1.key }.flatMap { place, word in
            word.verdict == .mend ? Self.problems(of: word.reason, at: "/reason-\(place)", limit: 500) : []
        }
        let now = ambient.now()
        return try await changing(id, version: version, by: principal) { [self] review, tx in
            try access.requireJudging(unit(of: review), principal)
            guard problems.isEmpty else { throw StationError.invalid(problems) }
            guard !verdicts.isEmpty else { throw StationError.invalid([FieldProblem("/verdict-0", .missing)]) }
            try review.judge(verdicts, by: principal.account.displayName, at: now)
            if review.reviewedAt == now {
                try tell(review.isComplete ? .preReviewDone : .preReviewMend, of: review, by: principal, tx)
            }
            try audit("pre-review.judge", id, by: principal.account.login, tx)
        }
    }

    func preparing(
        _ id: String, version: Int?, by principal: Principal,
        _ change: @escaping @Sendable (inout PreReview, borrowing StationTransaction) throws -> Void
    ) async throws -> PreReview {
        try await changing(id, version: version, by: principal) { [self] review, tx in
            try access.requirePreparing(review, principal)
            try change(&review, tx)
        }
    }

    /// Loads it, checks whose it is and its version, and stores what `change` makes of it.
    private func changing(
        _ id: String, version: Int?, by principal: Principal,
        _ change: @escaping @Sendable (inout PreReview, borrowing StationTransaction) throws -> Void
    ) async throws -> PreReview {
        do {
            return try await database.write { [self] tx in
                guard var review = try tx.preReviews.review(id) else { throw StationError.notFound }
                try access.requireReading(review, unit: unit(of: review), principal)
                if let version, version != review.version { throw StationError.stale(version: review.version) }
                do { try change(&review, tx) } catch let error as PreReviewError { throw StationError.preReview(error) }
                review.version += 1
                try tx.preReviews.update(review)
                return review
            }
        } catch StoreError.staleVersion {
            throw StationError.stale(version: try await preReview(id, by: principal).review.version)
        }
    }

    func unit(of review: PreReview) -> UnitID? { catalogue.matter(review.matter)?.unit }

    /// Under what the evidence store keeps the files of pre-reviews; no self-test has this name.
    static let preReviewShelf = "pre-review"

    private func tell(
        _ kind: Notice.Kind, of review: PreReview, by principal: Principal, _ tx: borrowing StationTransaction
    ) throws {
        guard let company = try tx.companies.company(review.company) else { return }
        let unit = unit(of: review) ?? policy.desk
        var context = NoticeWriter.Context(company: company, path: "/pre-reviews/\(review.id)")
        context.actor = principal.account.id
        context.matterUnit = unit
        context.title = catalogue.matter(review.matter)?.name[company.language]
        context.count = review.missing.count
        let audience: Notice.Audience = kind == .preReviewAsked ? .lead(unit) : .company
        try NoticeWriter(station: self).write([Notice(kind, to: audience)], context, tx)
    }
}

/// A pre-review as one person sees it.
public struct PreReviewView: Sendable {
    public let review: PreReview
    public let company: Company?
    /// Every file of it, in the order they were sent.
    public let files: [EvidenceRecord]
    public let mayJudge: Bool
}
