/// Answers that fit their questionnaire: every id exists, every value is one the question takes.
public struct AnswerSheet: Hashable, Sendable {
    public let questionnaire: Questionnaire
    public let answers: [String: Answer]

    /// All problems at once, in questionnaire order, unknown ids last.
    public struct Rejection: Error, Hashable, Sendable {
        public let problems: [AnswerProblem]
    }

    /// Checks `values` against `questionnaire`.
    public init(_ values: [String: AnswerValue], for questionnaire: Questionnaire) throws(Rejection) {
        var answers: [String: Answer] = [:]
        var problems: [AnswerProblem] = []
        for question in questionnaire.questions {
            guard let value = values[question.id] else { continue }
            do {
                answers[question.id] = try question.parse(value)
            } catch {
                problems.append(error)
            }
        }
        let known = Set(questionnaire.questions.map(\.id))
        for id in values.keys.sorted() where !known.contains(id) {
            problems.append(AnswerProblem(questionID: id, reason: .noSuchQuestion))
        }
        guard problems.isEmpty else { throw Rejection(problems: problems) }
        self.questionnaire = questionnaire
        self.answers = answers
    }

    private init(questionnaire: Questionnaire, answers: [String: Answer]) {
        self.questionnaire = questionnaire
        self.answers = answers
    }

    /// The same sheet with one question answered as safely as it can be, for what-if gains.
    func withSafest(_ question: Question) -> AnswerSheet {
        var changed = answers
        changed[question.id] = question.safest
        return AnswerSheet(questionnaire: questionnaire, answers: changed)
    }
}
