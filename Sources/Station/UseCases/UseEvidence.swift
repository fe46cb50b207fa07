import Casework
public import HealthCheck

extension Station {
    /// Refuses, at their place, ids of evidence that are not the company's own for that question.
    func requireOwnEvidence(
        in answers: [String: AnswerValue], _ questionnaire: Questionnaire, of company: CreditCode,
        _ tx: borrowing StationTransaction
    ) throws {
        var problems: [FieldProblem] = []
        for question in questionnaire.questions {
            guard case .file = question.kind, let value = answers[question.id] else { continue }
            for id in value.files where !id.isEmpty {
                let record = try tx.evidence.evidence(id)
                if record?.company != company || record?.selfTest != questionnaire.id
                    || record.flatMap({ place(of: $0, questionnaire) }) != question.id
                {
                    problems.append(FieldProblem("/answers/\(question.id)", .answer(.noSuchFile(id))))
                }
            }
        }
        guard problems.isEmpty else { throw StationError.invalid(problems) }
    }

    /// Deletes what neither `answers`, the draft that is left, nor a submission names: nobody could reach it any more,
    /// and it would count against the company's quota for ever.
    func deleteUnusedEvidence(
        of company: CreditCode, _ selfTest: String, besides answers: [String: AnswerValue] = [:],
        by principal: Principal, _ tx: borrowing StationTransaction
    ) throws {
        let named = Set(answers.values.flatMap(\.files))
        let stored = try tx.evidence.evidence(of: company, selfTest: selfTest).filter { !named.contains($0.id) }
        guard !stored.isEmpty else { return }
        let pinned = try tx.evidence.pinned(of: company, selfTest: selfTest)
        for record in stored where !pinned.contains(record.id) {
            try tx.evidence.delete(record.id)
            try audit("evidence.remove", record.id, by: principal.account.login, result: "unused", tx)
        }
    }
}

extension Questionnaire {
    /// Whether one of `questions` is answered with files.
    func takesFiles(at questions: some Sequence<String>) -> Bool {
        questions.contains { if case .file? = question($0)?.kind { true } else { false } }
    }
}

extension AnswerValue {
    /// The ids in the answer to a question for evidence.
    public var files: [String] {
        switch self {
        case .list(let ids): ids
        case .text(let id): [id]
        case .number, .rows: []
        }
    }
}
