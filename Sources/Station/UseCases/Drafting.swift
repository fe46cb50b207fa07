public import HealthCheck

/// One self-test as the company's start page shows it.
public struct SelfTestOverview: Sendable {
    public let questionnaire: Questionnaire
    public let draft: Draft?
    public let newest: ProfileRecord?
    /// The questions asked under the draft's answers, in order.
    public let asked: [Question]

    /// The asked questions that count and have no answer; the others may stay empty.
    public var missing: [Question] {
        asked.filter { $0.kind.isScored && draft?.answers[$0.id] == nil }
    }

    /// How many of the asked questions count, and how many of those are answered.
    public var progress: (answered: Int, total: Int) {
        let total = asked.count { $0.kind.isScored }
        return (total - missing.count, total)
    }
}

extension Station {
    /// Every self-test with this company's draft and newest profile.
    public func selfTests(for principal: Principal) async throws -> [SelfTestOverview] {
        let company = try access.requireCompany(principal)
        let (drafts, profiles) = try await database.read { tx in
            (try tx.selfTests.drafts(of: company), try tx.selfTests.newestProfiles(of: company))
        }
        let context = answerContext(at: ambient.now())
        return catalogue.selfTests.map { questionnaire in
            let draft = drafts.first { $0.selfTest == questionnaire.id }.map { current($0, questionnaire) }
            return SelfTestOverview(
                questionnaire: questionnaire, draft: draft,
                newest: profiles.first { $0.profile.selfTest == questionnaire.id },
                asked: questionnaire.asked(draft?.answers ?? [:], in: context))
        }
    }

    /// What in the draft endangers persons, by its titles: for each a ticket would open on submission, consent or not.
    public func dangers(in test: SelfTestOverview) -> [LocalizedText] {
        guard let answers = test.draft?.answers else { return [] }
        let sheet = AnswerSheet(fitting: answers, for: test.questionnaire, in: answerContext(at: ambient.now()))
        return Profile(sheet).warnings.filter(\.endangersPersons).map(test.questionnaire.title)
    }

    /// One self-test; a wrong id is not found.
    public func selfTest(_ id: String, for principal: Principal) async throws -> SelfTestOverview {
        guard let found = try await selfTests(for: principal).first(where: { $0.questionnaire.id == id }) else {
            throw StationError.notFound
        }
        return found
    }

    /// Merges `answers` into the company's draft; nil removes an answer. Answers are kept as typed, fitting or not.
    /// A file that neither the draft nor a submission names any longer is deleted with its last mention.
    public func saveDraft(
        _ selfTest: String, answers: [String: AnswerValue?], by principal: Principal
    ) async throws -> Draft {
        let company = try access.requireCompany(principal)
        guard let questionnaire = catalogue.selfTest(selfTest) else { throw StationError.notFound }
        let known = Set(questionnaire.questions.map(\.id))
        let strangers = answers.keys.filter { !known.contains($0) }.sorted()
        guard strangers.isEmpty else {
            throw StationError.invalid(strangers.map { FieldProblem("/answers/\($0)", .answer(.noSuchQuestion)) })
        }
        let now = ambient.now()
        return try await database.write { [self] tx in
            // Two tabs may save at once: neither may lose what the other wrote.
            try tx.selfTests.holdDraft(company, selfTest)
            try requireOwnEvidence(in: answers.compactMapValues { $0 }, questionnaire, of: company, tx)
            let before = try tx.selfTests.draft(company, selfTest)
            var merged = before.map { current($0, questionnaire).answers } ?? [:]
            for (id, value) in answers { merged[id] = value }
            let draft = Draft(
                company: company, selfTest: selfTest, answers: merged, questionnaireVersion: questionnaire.version,
                version: (before?.version ?? 0) + 1, updatedAt: now)
            try tx.selfTests.save(draft)
            if questionnaire.takesFiles(at: answers.keys) {
                try deleteUnusedEvidence(of: company, selfTest, besides: merged, by: principal, tx)
            }
            return draft
        }
    }

    /// Starts a draft from the answers of the newest submission, if there is no draft yet.
    public func startAgain(_ selfTest: String, by principal: Principal) async throws {
        let company = try access.requireCompany(principal)
        guard let questionnaire = catalogue.selfTest(selfTest) else { throw StationError.notFound }
        let known = Set(questionnaire.questions.map(\.id))
        let now = ambient.now()
        try await database.write { [self] tx in
            try tx.selfTests.holdDraft(company, selfTest)
            guard try tx.selfTests.draft(company, selfTest) == nil else { return }
            let newest = try tx.selfTests.newestProfile(of: company, selfTest: selfTest)
            let submission = try newest.flatMap { try tx.selfTests.submission($0.submission) }
            let carried = submission.map {
                catalogue.carryingOver($0.answers, from: $0.version, to: questionnaire)
            }
            try tx.selfTests.save(
                Draft(
                    company: company, selfTest: selfTest, answers: (carried ?? [:]).filter { known.contains($0.key) },
                    questionnaireVersion: questionnaire.version, version: 1, updatedAt: now))
        }
    }
}

extension Station {
    /// The draft as answers to the current version: nothing typed is lost when an editor publishes a new one, and what is
    /// asked no more, which nobody could mend or submit, is left out.
    func current(_ draft: Draft, _ questionnaire: Questionnaire) -> Draft {
        let known = Set(questionnaire.questions.map(\.id))
        let carried = catalogue.carryingOver(draft.answers, from: draft.questionnaireVersion, to: questionnaire)
        return Draft(
            company: draft.company, selfTest: draft.selfTest, answers: carried.filter { known.contains($0.key) },
            questionnaireVersion: questionnaire.version, version: draft.version, updatedAt: draft.updatedAt)
    }
}
