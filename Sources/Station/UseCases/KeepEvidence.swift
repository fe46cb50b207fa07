import Casework
import Crypto
public import Foundation
import HealthCheck

extension Station {
    /// The most bytes a company's evidence for one self-test may take until it is submitted: 100 MB.
    public static let evidenceQuota = 100 * 1024 * 1024

    /// The files a company put beside a question of its draft, in the order they were uploaded.
    ///
    /// Throws `notFound` unless the question is there and takes files.
    public func evidence(
        for question: String, of selfTest: String, by principal: Principal
    ) async throws -> [EvidenceRecord] {
        let company = try access.requireCompany(principal)
        let questionnaire = try fileQuestionnaire(selfTest, question)
        return try await database.read { [self] tx in
            try evidence(of: company, questionnaire, tx).filter { place(of: $0, questionnaire) == question }
        }
    }

    /// Looks through `bytes` and puts them beside the question; the same file sent twice is there once.
    ///
    /// Throws `invalid` at `/file` for what is no plain document or picture, and where there is no room.
    public func addEvidence(
        _ bytes: Data, named name: String, to question: String, of selfTest: String, by principal: Principal
    ) async throws -> EvidenceRecord {
        let company = try access.requireCompany(principal)
        let questionnaire = try fileQuestionnaire(selfTest, question)
        let file: EvidenceFile
        do {
            file = try EvidenceFile(name: name, bytes: bytes)
        } catch {
            throw StationError.invalid([FieldProblem("/file", .evidence(error))])
        }
        let record = EvidenceRecord(
            id: ambient.newID(), company: company, selfTest: selfTest, question: question, name: file.name.text,
            type: file.kind.rawValue, size: file.bytes.count,
            sha256: SHA256.hash(data: file.bytes).hexadecimal, uploadedBy: principal.account.login,
            uploadedAt: ambient.now())
        return try await database.write { [self] tx in
            try tx.selfTests.holdDraft(company, selfTest)
            let beside = try evidence(of: company, questionnaire, tx)
                .filter { place(of: $0, questionnaire) == question }
            if let same = beside.first(where: { $0.sha256 == record.sha256 }) { return same }
            guard beside.count < Question.fileLimit else {
                throw StationError.invalid([FieldProblem("/file", .answer(.tooManyFiles(limit: Question.fileLimit)))])
            }
            let pinned = try tx.evidence.pinned(of: company, selfTest: selfTest)
            let used = try tx.evidence.evidence(of: company, selfTest: selfTest)
                .reduce(0) { $0 + (pinned.contains($1.id) ? 0 : $1.size) }
            guard used + record.size <= Self.evidenceQuota else {
                throw StationError.invalid([FieldProblem("/file", .evidenceQuota(limit: Self.evidenceQuota))])
            }
            try tx.evidence.add(record, file.bytes)
            try put(beside.map(\.id) + [record.id], at: question, questionnaire, company, tx)
            try audit("evidence.add", record.id, by: principal.account.login, tx)
            return record
        }
    }

    /// Takes a file away from the draft. One that a submission rests on stays stored, everything else is gone.
    public func removeEvidence(_ id: String, by principal: Principal) async throws {
        let company = try access.requireCompany(principal)
        try await database.write { [self] tx in
            guard let record = try tx.evidence.evidence(id), record.company == company,
                let questionnaire = catalogue.selfTest(record.selfTest)
            else { throw StationError.notFound }
            try tx.selfTests.holdDraft(company, record.selfTest)
            let question = place(of: record, questionnaire)
            let beside = try evidence(of: company, questionnaire, tx)
                .filter { place(of: $0, questionnaire) == question }
            let isPinned = try tx.evidence.pinned(of: company, selfTest: record.selfTest).contains(id)
            // What was submitted and stands in no draft is nobody's to take away.
            guard !isPinned || beside.contains(where: { $0.id == id }) else { throw StationError.notFound }
            if let question, beside.contains(where: { $0.id == id }) {
                try put(beside.map(\.id).filter { $0 != id }, at: question, questionnaire, company, tx)
            }
            if !isPinned { try tx.evidence.delete(id) }
            try audit("evidence.remove", id, by: principal.account.login, result: isPinned ? "kept" : "ok", tx)
        }
    }

    private func fileQuestionnaire(_ selfTest: String, _ question: String) throws(StationError) -> Questionnaire {
        guard let questionnaire = catalogue.selfTest(selfTest),
            case .file? = questionnaire.question(question)?.kind
        else { throw .notFound }
        return questionnaire
    }

    /// The files the draft names.
    private func evidence(
        of company: CreditCode, _ questionnaire: Questionnaire, _ tx: borrowing StationTransaction
    ) throws -> [EvidenceRecord] {
        guard let draft = try tx.selfTests.draft(company, questionnaire.id) else { return [] }
        let answers = current(draft, questionnaire).answers
        return try tx.evidence.evidence(of: company, selfTest: questionnaire.id)
            .filter { record in
                place(of: record, questionnaire).flatMap { answers[$0] }?.files.contains(record.id) == true
            }
    }

    /// The question that asks for a file today; it may have had another name when the file was uploaded.
    func place(of record: EvidenceRecord, _ questionnaire: Questionnaire) -> String? {
        let succession = catalogue.succession(to: questionnaire)
        return questionnaire.questions.first { question in
            guard case .file = question.kind else { return false }
            return succession.names(of: question.id).contains(record.question)
        }?.id
    }

    private func put(
        _ ids: [String], at question: String, _ questionnaire: Questionnaire, _ company: CreditCode,
        _ tx: borrowing StationTransaction
    ) throws {
        let before = try tx.selfTests.draft(company, questionnaire.id)
        var answers = before.map { current($0, questionnaire).answers } ?? [:]
        answers[question] = ids.isEmpty ? nil : .list(ids)
        try tx.selfTests.save(
            Draft(
                company: company, selfTest: questionnaire.id, answers: answers,
                questionnaireVersion: questionnaire.version, version: (before?.version ?? 0) + 1,
                updatedAt: ambient.now()))
    }
}
