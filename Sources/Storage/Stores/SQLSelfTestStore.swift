import Casework
import Foundation
import HealthCheck
import Station

/// Published questionnaires, drafts and submissions; what comes of them is in `SQLSelfTestStore+Profiles`.
struct SQLSelfTestStore: SelfTestStore {
    let connection: any SQLConnection

    func keep(_ questionnaire: Questionnaire) throws {
        // Nearly always there already, and writing a whole questionnaire as JSON costs more than all else of a submission.
        let known = try connection.first(
            "SELECT version FROM questionnaires WHERE content_hash = ?", [.text(questionnaire.contentHash)])
        guard known == nil else { return }
        try connection.execute(
            """
            INSERT INTO questionnaires (content_hash, id, version, body) VALUES (?, ?, ?, ?)
            ON CONFLICT (content_hash) DO NOTHING
            """,
            [
                .text(questionnaire.contentHash), .text(questionnaire.id), .text(questionnaire.version),
                try JSONText.encode(questionnaire),
            ])
    }

    func questionnaire(contentHash: String) throws -> Questionnaire? {
        try connection.first("SELECT body FROM questionnaires WHERE content_hash = ?", [.text(contentHash)])?
            .json("body", as: Questionnaire.self)
    }

    func draft(_ company: CreditCode, _ selfTest: String) throws -> Draft? {
        try connection.first(
            "SELECT * FROM drafts WHERE company = ? AND self_test = ?", [.text(company.description), .text(selfTest)]
        ).map(Self.draft)
    }

    func drafts(of company: CreditCode) throws -> [Draft] {
        try connection.query("SELECT * FROM drafts WHERE company = ?", [.text(company.description)])
            .map(Self.draft)
            .sorted { $0.selfTest < $1.selfTest }
    }

    func holdDraft(_ company: CreditCode, _ selfTest: String) throws {
        try connection.lock(.draft, "\(company) \(selfTest)")
    }

    func save(_ draft: Draft) throws {
        try connection.execute(
            """
            INSERT INTO drafts (company, self_test, answers, questionnaire_version, version, updated_at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (company, self_test) DO UPDATE SET
                answers = excluded.answers, questionnaire_version = excluded.questionnaire_version,
                version = excluded.version, updated_at = excluded.updated_at
            """,
            [
                .text(draft.company.description), .text(draft.selfTest),
                try JSONText.encode(TypedAnswers(draft.answers)),
                .optional(draft.questionnaireVersion), .int(draft.version), .moment(draft.updatedAt),
            ])
    }

    func deleteDraft(_ company: CreditCode, _ selfTest: String) throws {
        try connection.execute(
            "DELETE FROM drafts WHERE company = ? AND self_test = ?", [.text(company.description), .text(selfTest)])
    }

    func add(_ submission: Submission) throws {
        try connection.execute(
            """
            INSERT INTO submissions (
                id, company, self_test, version, content_hash, method, answers, consent, submitted_by, submitted_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(submission.id), .text(submission.company.description), .text(submission.selfTest),
                .text(submission.version), .text(submission.contentHash), .text(submission.method.rawValue),
                try JSONText.encode(TypedAnswers(submission.answers)), try JSONText.encode(submission.consent),
                .text(submission.submittedBy), .moment(submission.submittedAt),
            ])
    }

    func submission(_ id: String) throws -> Submission? {
        try connection.first("SELECT * FROM submissions WHERE id = ?", [.text(id)]).map(Self.submission)
    }

    private static func draft(_ row: SQLRow) throws(StoreError) -> Draft {
        Draft(
            company: try row.code("company"), selfTest: try row.text("self_test"),
            answers: try row.json("answers", as: TypedAnswers.self).values,
            questionnaireVersion: try row.optionalText("questionnaire_version"), version: try row.int("version"),
            updatedAt: try row.moment("updated_at"))
    }

    static func submission(_ row: SQLRow) throws(StoreError) -> Submission {
        Submission(
            id: try row.text("id"), company: try row.code("company"), selfTest: try row.text("self_test"),
            version: try row.text("version"), contentHash: try row.text("content_hash"),
            method: try row.word("method", as: ScoringMethod.self),
            answers: try row.json("answers", as: TypedAnswers.self).values,
            consent: try row.json("consent", as: Consent.self), submittedBy: try row.text("submitted_by"),
            submittedAt: try row.moment("submitted_at"))
    }
}
