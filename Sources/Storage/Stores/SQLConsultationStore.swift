import Casework
import Foundation
import Station

/// Consultations of experts, their threads, and who looked at them.
struct SQLConsultationStore: ConsultationStore {
    let connection: any SQLConnection

    func add(_ consultation: Consultation) throws {
        try connection.execute(
            """
            INSERT INTO consultations (
                id, company, profile, shared_question, question, purpose, expert, state, consented_by, consented_at,
                ended_at, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(consultation.id), .text(consultation.company.description), .text(consultation.profile),
                .optional(consultation.share.question), .text(consultation.question), .text(consultation.purpose),
                .text(consultation.expert), .text(consultation.state.rawValue), .text(consultation.consentedBy),
                .moment(consultation.consentedAt), .optional(consultation.endedAt), .int(consultation.version),
            ])
    }

    func consultation(_ id: String) throws -> Consultation? {
        try connection.first("SELECT * FROM consultations WHERE id = ?", [.text(id)]).map(Self.consultation)
    }

    func consultations(of company: CreditCode) throws -> [Consultation] {
        try connection.query(
            "SELECT * FROM consultations WHERE company = ? ORDER BY consented_at DESC, id DESC",
            [.text(company.description)]
        ).map(Self.consultation)
    }

    func consultations(for expert: String) throws -> [Consultation] {
        try connection.query(
            """
            SELECT * FROM consultations WHERE expert = ? AND state <> 'withdrawn'
            ORDER BY consented_at DESC, id DESC
            """,
            [.text(expert)]
        ).map(Self.consultation)
    }

    func update(_ consultation: Consultation, from version: Int) throws {
        let changed = try connection.execute(
            "UPDATE consultations SET state = ?, ended_at = ?, version = ? WHERE id = ? AND version = ?",
            [
                .text(consultation.state.rawValue), .optional(consultation.endedAt), .int(version + 1),
                .text(consultation.id), .int(version),
            ])
        guard changed == 1 else { throw StoreError.staleVersion }
    }

    func add(_ entry: ConsultationEntry) throws {
        try connection.execute(
            """
            INSERT INTO consultation_entries (
                id, consultation, author, author_name, body, opinion, is_for_company, at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(entry.id), .text(entry.consultation), .text(entry.author), .text(entry.authorName),
                .text(entry.body), try entry.opinion.map { try JSONText.encode($0) } ?? .null,
                .flag(entry.isForCompany), .moment(entry.at),
            ])
    }

    func entries(of consultation: String) throws -> [ConsultationEntry] {
        try connection.query(
            "SELECT * FROM consultation_entries WHERE consultation = ? ORDER BY at, id", [.text(consultation)]
        ).map(Self.entry)
    }

    func add(_ look: ConsultationLook) throws {
        try connection.execute(
            """
            INSERT INTO consultation_looks (id, consultation, account, account_name, file, at)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                .text(look.id), .text(look.consultation), .text(look.account), .text(look.accountName),
                .optional(look.file), .moment(look.at),
            ])
    }

    func looks(at consultation: String) throws -> [ConsultationLook] {
        try connection.query(
            "SELECT * FROM consultation_looks WHERE consultation = ? ORDER BY at DESC, id DESC", [.text(consultation)]
        ).map { row throws(StoreError) in
            ConsultationLook(
                id: try row.text("id"), consultation: consultation, account: try row.text("account"),
                accountName: try row.text("account_name"), file: try row.optionalText("file"),
                at: try row.moment("at"))
        }
    }

    private static func consultation(_ row: SQLRow) throws(StoreError) -> Consultation {
        Consultation(
            id: try row.text("id"), company: try row.code("company"), profile: try row.text("profile"),
            share: try row.optionalText("shared_question").map(Consultation.Share.question) ?? .wholeProfile,
            question: try row.text("question"), purpose: try row.text("purpose"), expert: try row.text("expert"),
            state: try row.word("state", as: Consultation.State.self), consentedBy: try row.text("consented_by"),
            consentedAt: try row.moment("consented_at"), endedAt: try row.optionalMoment("ended_at"),
            version: try row.int("version"))
    }

    private static func entry(_ row: SQLRow) throws(StoreError) -> ConsultationEntry {
        let hasOpinion = try row.optionalText("opinion") != nil
        return ConsultationEntry(
            id: try row.text("id"), consultation: try row.text("consultation"), author: try row.text("author"),
            authorName: try row.text("author_name"), body: try row.text("body"),
            opinion: hasOpinion ? try row.json("opinion", as: LegalOpinion.self) : nil,
            isForCompany: try row.flag("is_for_company"), at: try row.moment("at"))
    }
}

extension Consultation.Share {
    /// The one question shared, nil for the whole profile.
    fileprivate var question: String? { if case .question(let id) = self { id } else { nil } }
}
