public import Casework
public import Foundation
public import HealthCheck

/// What a submission led to.
public struct SubmittedSelfTest: Sendable {
    public let submission: Submission
    /// Its answers, held against the version they answer.
    public let sheet: AnswerSheet
    public let record: ProfileRecord
    public let warnings: [WarningRecord]

    /// Tickets that were opened, or that already ran for the same finding.
    public var tickets: [TicketNumber] { warnings.compactMap(\.ticket) }
}

extension Station {
    /// Self-test → profile → warnings → tickets, in one transaction.
    ///
    /// Tickets open with the company's consent only; danger to persons needs none, which the start page says.
    public func submitSelfTest(
        _ selfTest: String, answers: [String: AnswerValue], consent: Consent?, by principal: Principal,
        key: IdempotencyKey? = nil
    ) async throws -> SubmittedSelfTest {
        let code = try access.requireCompany(principal)
        guard let questionnaire = catalogue.selfTest(selfTest) else { throw StationError.notFound }
        let now = ambient.now()
        let sheet = try checked(answers, questionnaire, at: now)
        guard let consent else { throw StationError.invalid([FieldProblem("/consent", .consentMissing)]) }
        let profile = Profile(sheet)
        return try await submitting(under: key, by: principal) { [self] tx in
            // A save that is under way comes before the draft ends, or starts a new one; it brings none back.
            try tx.selfTests.holdDraft(code, selfTest)
            return try store(profile, of: sheet, answers, consent, at: now, by: principal, tx)
        }
    }

    /// Submits the company's draft as it stands. Answers to questions that are not asked under the others are left out;
    /// everything else is held to exactly what `submitSelfTest` asks for. Throws `notFound` where there is no draft.
    public func submitDraft(
        _ selfTest: String, consent: Consent?, by principal: Principal, key: IdempotencyKey? = nil
    ) async throws -> SubmittedSelfTest {
        let code = try access.requireCompany(principal)
        guard let questionnaire = catalogue.selfTest(selfTest) else { throw StationError.notFound }
        let now = ambient.now()
        return try await submitting(under: key, by: principal) { [self] tx in
            try tx.selfTests.holdDraft(code, selfTest)
            guard let draft = try tx.selfTests.draft(code, selfTest) else { throw StationError.notFound }
            let typed = current(draft, questionnaire).answers
            let asked = Set(questionnaire.asked(typed, in: answerContext(at: now)).map(\.id))
            let answers = typed.filter { asked.contains($0.key) }
            let sheet = try checked(answers, questionnaire, at: now)
            guard let consent else { throw StationError.invalid([FieldProblem("/consent", .consentMissing)]) }
            return try store(Profile(sheet), of: sheet, answers, consent, at: now, by: principal, tx)
        }
    }

    /// Submits once under `key`. Only what an earlier request with the same key stored is read back.
    private func submitting(
        under key: IdempotencyKey?, by principal: Principal,
        _ submit: @escaping @Sendable (borrowing StationTransaction) throws -> SubmittedSelfTest
    ) async throws -> SubmittedSelfTest {
        let (id, outcome) = try await database.write { [self] tx in
            var outcome: SubmittedSelfTest?
            let id = try once(key, by: principal, tx) { tx in
                let submitted = try submit(tx)
                outcome = submitted
                return submitted.record.id
            }
            return (id, outcome)
        }
        if let outcome { return outcome }
        return try await submitted(profile: id)
    }

    /// Keeps what was submitted and all that follows from it.
    private func store(
        _ profile: Profile, of sheet: AnswerSheet, _ answers: [String: AnswerValue], _ consent: Consent,
        at now: Date, by principal: Principal, _ tx: borrowing StationTransaction
    ) throws -> SubmittedSelfTest {
        let questionnaire = sheet.questionnaire
        let code = try access.requireCompany(principal)
        guard let company = try tx.companies.company(code) else { throw StationError.notFound }
        try requireOwnEvidence(in: answers, questionnaire, of: code, tx)
        // A first look only says which test to take: nobody else reads it, and nothing follows from it.
        let isFirstLook = questionnaire.role == .firstLook
        let consent = isFirstLook ? Consent(shareWithOfficers: false, openTickets: false) : consent
        let submission = Submission(
            id: ambient.newID(), company: code, selfTest: questionnaire.id, version: questionnaire.version,
            contentHash: questionnaire.contentHash, method: questionnaire.method, answers: answers,
            consent: consent, submittedBy: principal.account.login, submittedAt: now)
        let record = ProfileRecord(
            id: ambient.newID(), submission: submission.id, company: code, profile: profile,
            isShared: consent.shareWithOfficers, issuedAt: now)
        try tx.selfTests.keep(questionnaire)
        try tx.selfTests.add(submission)
        try tx.selfTests.add(record)
        try tx.selfTests.deleteDraft(code, questionnaire.id)
        try deleteUnusedEvidence(of: code, questionnaire.id, by: principal, tx)
        var warnings: [WarningRecord] = []
        if !isFirstLook {
            warnings = try raiseWarnings(of: record, questionnaire, company, consent, by: principal, tx)
            try tellOfProfile(record, questionnaire, company, tx)
            try planRetest(after: record, questionnaire, tx)
        }
        try audit("self-test.submit", submission.id, by: principal.account.login, tx)
        return SubmittedSelfTest(submission: submission, sheet: sheet, record: record, warnings: warnings)
    }

    /// What became of the submission that came under `key`; nil if none did.
    public func submittedSelfTest(
        under key: IdempotencyKey, by principal: Principal
    ) async throws -> SubmittedSelfTest? {
        let known = try await database.read { tx in
            try tx.audit.reply(account: principal.account.id, key: key.key)
        }
        guard let known, known.requestHash == key.requestHash else { return nil }
        return try await submitted(profile: known.reply)
    }

    /// The outcome of an earlier submission, read back.
    private func submitted(profile id: String) async throws -> SubmittedSelfTest {
        try await database.read { [self] tx in
            guard let record = try tx.selfTests.profile(id),
                let submission = try tx.selfTests.submission(record.submission),
                let questionnaire = try tx.selfTests.questionnaire(contentHash: submission.contentHash)
            else { throw StationError.notFound }
            return SubmittedSelfTest(
                submission: submission, sheet: sheet(of: submission, questionnaire), record: record,
                warnings: try tx.selfTests.warnings(of: id))
        }
    }

    private func checked(
        _ answers: [String: AnswerValue], _ questionnaire: Questionnaire, at now: Date
    ) throws(StationError) -> AnswerSheet {
        let sheet: AnswerSheet
        do {
            sheet = try AnswerSheet(answers, for: questionnaire, in: answerContext(at: now))
        } catch {
            throw .invalid(error.problems.map { FieldProblem("/answers/\($0.questionID)", .answer($0.reason)) })
        }
        guard !sheet.answers.isEmpty else { throw .invalid([FieldProblem("/answers", .nothingAnswered)]) }
        return sheet
    }

    private func raiseWarnings(
        of record: ProfileRecord, _ questionnaire: Questionnaire, _ company: Company, _ consent: Consent,
        by principal: Principal, _ tx: borrowing StationTransaction
    ) throws -> [WarningRecord] {
        try record.profile.warnings.map { warning in
            let opens = consent.openTickets || warning.endangersPersons
            let ticket =
                try opens
                ? openTicket(for: warning, of: record, questionnaire, company, by: principal, tx).number : nil
            let raised = WarningRecord(
                id: ambient.newID(), profile: record.id, company: company.code, warning: warning, ticket: ticket)
            try tx.selfTests.add(raised)
            return raised
        }
    }

    private func tellOfProfile(
        _ record: ProfileRecord, _ questionnaire: Questionnaire, _ company: Company,
        _ tx: borrowing StationTransaction
    ) throws {
        let grade =
            record.profile.grade?.rawValue ?? catalogue.locales.text("grade.not-rated", company.language)
        var context = NoticeWriter.Context(company: company, path: "/profiles/\(record.id)")
        context.grade = grade
        context.selfTest = questionnaire.title
        let writer = NoticeWriter(station: self)
        try writer.write([Notice(.profileIssued, to: .company)], context, tx)
        for warning in record.profile.warnings {
            context.title = questionnaire.title(of: warning)[company.language]
            context.matterUnit = catalogue.matter(warning.matter)?.unit
            try writer.write([Notice(.warningRaised, to: .company)], context, tx)
        }
    }
}

extension Station {
    /// What answers given at `moment` are held against.
    public func answerContext(at moment: Date) -> AnswerContext { catalogue.context(at: moment) }

    /// The sheet an issued profile was made from, rebuilt from the stored answers.
    public func sheet(of submission: Submission, _ questionnaire: Questionnaire) -> AnswerSheet {
        AnswerSheet(
            fitting: submission.answers, for: questionnaire, in: answerContext(at: submission.submittedAt))
    }
}

extension Questionnaire {
    /// What a warning is about, as people read it.
    public func title(of warning: Warning) -> LocalizedText {
        switch warning.cause {
        case .redLine(let id): redLine(id)?.title ?? LocalizedText(zhHans: id, en: id)
        case .dimension(let id): dimension(id)?.title ?? LocalizedText(zhHans: id, en: id)
        }
    }

    /// The red line with this id, or nil.
    public func redLine(_ id: String) -> RedLine? {
        for question in questions {
            let findings =
                question.kind.choices.map(\.finding) + (question.kind.quantity?.findings.map(\.finding) ?? [])
            if let found = findings.compactMap(\.redLine).first(where: { $0.id == id }) { return found }
        }
        return nil
    }
}
