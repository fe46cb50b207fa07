public import Casework
import Foundation
import HealthCheck

/// What a company puts to an expert.
public struct ConsultationRequest: Hashable, Sendable {
    public let profile: String
    public let share: Consultation.Share
    public let purpose: String
    public let question: String
    /// Account id.
    public let expert: String
    /// Whether the company agreed that the expert sees the extract.
    public let hasConsent: Bool

    public init(
        profile: String, share: Consultation.Share, purpose: String, question: String, expert: String,
        hasConsent: Bool
    ) {
        self.profile = profile
        self.share = share
        self.purpose = purpose
        self.question = question
        self.expert = expert
        self.hasConsent = hasConsent
    }

    /// Longest texts, in characters.
    public static let purposeLimit = 120
    public static let questionLimit = 2000
}

/// A legal expert as companies may choose one.
public struct ExpertCard: Hashable, Sendable, Identifiable {
    public let id: String
    public let name: String
}

/// What a company would share, before it asks, and with whom it can.
public struct ConsultationOffer: Sendable {
    public let extract: SharedExtract
    public let experts: [ExpertCard]
}

extension Station {
    /// The experts a company can ask, by name.
    public func experts(for principal: Principal) async throws -> [ExpertCard] {
        _ = try access.requireCompany(principal)
        return try await database.read { tx in try Self.experts(tx) }
    }

    private static func experts(_ tx: borrowing StationTransaction) throws -> [ExpertCard] {
        try tx.accounts.accounts(with: .expert).filter { !$0.isDisabled }
            .map { ExpertCard(id: $0.id, name: $0.displayName) }
            .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    }

    /// The very extract an expert would see, for a company that is about to ask. A question that was not asked or not
    /// answered is not found.
    public func consultationOffer(
        profile: String, share: Consultation.Share, by principal: Principal
    ) async throws -> ConsultationOffer {
        let code = try access.requireCompany(principal)
        return try await database.read { [self] tx in
            ConsultationOffer(
                extract: try extract(share, ofProfile: profile, company: code, tx), experts: try Self.experts(tx))
        }
    }

    /// Puts a question to an expert and shares the extract with them; gives the consultation's id.
    ///
    /// The expert is told by mail; the mail says nothing of the profile.
    public func consult(
        _ request: ConsultationRequest, by principal: Principal, key: IdempotencyKey? = nil
    ) async throws -> String {
        let code = try access.requireCompany(principal)
        var problems = Self.problems(of: request.purpose, at: "/purpose", limit: ConsultationRequest.purposeLimit)
        problems += Self.problems(of: request.question, at: "/question", limit: ConsultationRequest.questionLimit)
        if request.expert.isEmpty { problems.append(FieldProblem("/expert", .missing)) }
        if !request.hasConsent { problems.append(FieldProblem("/consent", .missing)) }
        let found = problems
        let now = ambient.now()
        return try await database.write { [self] tx in
            try once(key, by: principal, tx) { tx in
                // What is not there is said before what is wrong with the form.
                _ = try extract(request.share, ofProfile: request.profile, company: code, tx)
                let experts = try Self.experts(tx).map(\.id)
                let isStranger = !request.expert.isEmpty && !experts.contains(request.expert)
                let all = found + (isStranger ? [FieldProblem("/expert", .notOneOf(experts))] : [])
                guard all.isEmpty else { throw StationError.invalid(all) }
                let consultation = Consultation(
                    id: ambient.newID(), company: code, profile: request.profile, share: request.share,
                    question: request.question, purpose: request.purpose, expert: request.expert, state: .asked,
                    consentedBy: principal.account.displayName, consentedAt: now, endedAt: nil, version: 1)
                try tx.consultations.add(consultation)
                try audit("consultation.ask", consultation.id, by: principal.account.login, tx)
                try tell([Notice(.consultationAsked, to: .expert(consultation.expert))], of: consultation, tx)
                return consultation.id
            }
        }
    }

    /// Writes the notices about a consultation; they name the page, nothing of what is in it.
    public func tell(
        _ notices: [Notice], of consultation: Consultation, _ tx: borrowing StationTransaction
    ) throws {
        guard let company = try tx.companies.company(consultation.company) else { throw StationError.notFound }
        let context = NoticeWriter.Context(company: company, path: "/consultations/\(consultation.id)")
        try NoticeWriter(station: self).write(notices, context, tx)
    }

    /// What `share` names of a company's own profile, recomputed from what was submitted.
    func extract(
        _ share: Consultation.Share, ofProfile id: String, company: CreditCode, _ tx: borrowing StationTransaction
    ) throws -> SharedExtract {
        guard let record = try tx.selfTests.profile(id), record.company == company,
            let submission = try tx.selfTests.submission(record.submission),
            let questionnaire = try tx.selfTests.questionnaire(contentHash: record.profile.contentHash)
        else { throw StationError.notFound }
        let evidence = tx.evidence
        let found = try SharedExtract(
            share, of: record, sheet(of: submission, questionnaire), submission.answers
        ) { try evidence.evidence($0) }
        guard let found else { throw StationError.notFound }
        return found
    }
}
