/// Answers that fit their questionnaire: every id exists and is asked, every value is one the question takes.
public struct AnswerSheet: Hashable, Sendable {
    public let questionnaire: Questionnaire
    /// By question id; only of questions that are asked.
    public let answers: [String: Answer]
    /// Ids of the questions that are not asked under these answers.
    public let hidden: Set<String>
    public let context: AnswerContext

    /// All problems at once, in questionnaire order, unknown ids last.
    public struct Rejection: Error, Hashable, Sendable {
        public let problems: [AnswerProblem]
    }

    /// Checks `values` against `questionnaire`. An answer to a question that is not asked is a problem, never a fact.
    public init(
        _ values: [String: AnswerValue], for questionnaire: Questionnaire, in context: AnswerContext
    ) throws(Rejection) {
        var answers: [String: Answer] = [:]
        answers.reserveCapacity(values.count)
        var problems: [AnswerProblem] = []
        var known = 0
        let questions = questionnaire.questions
        for question in questions {
            guard let value = values[question.id] else { continue }
            known += 1
            if let answer = try? question.parse(value, in: context) {
                answers[question.id] = answer
            } else {
                problems += question.problems(of: value, in: context)
            }
        }
        let sheet = AnswerSheet(questionnaire, answers, context)
        let misfits = Set(problems.map(\.questionID))
        for question in questions where sheet.hidden.contains(question.id) && answers[question.id] != nil {
            // Where the answer it hangs on is itself wrong, that one is to be mended first.
            let controllers = question.visibleWhen?.questions ?? []
            guard misfits.isDisjoint(with: controllers) else { continue }
            problems.append(
                AnswerProblem(questionID: question.id, reason: .notAsked(because: controllers.first ?? "")))
        }
        if known < values.count {
            let ids = Set(questions.map(\.id))
            problems += values.keys.sorted().filter { !ids.contains($0) }
                .map { AnswerProblem(questionID: $0, reason: .noSuchQuestion) }
        }
        guard problems.isEmpty else { throw Rejection(problems: problems) }
        self = sheet
    }

    /// What of `values` fits and is asked, for a draft's preview and for scoring old answers under a new version; the rest
    /// is left out.
    public init(
        fitting values: [String: AnswerValue], for questionnaire: Questionnaire, in context: AnswerContext
    ) {
        var answers: [String: Answer] = [:]
        for question in questionnaire.questions {
            if let value = values[question.id] { answers[question.id] = try? question.parse(value, in: context) }
        }
        self.init(questionnaire, answers, context)
    }

    private init(_ questionnaire: Questionnaire, _ answers: [String: Answer], _ context: AnswerContext) {
        let asked = questionnaire.visibility(under: answers)
        self.questionnaire = questionnaire
        self.answers = asked.answers
        self.context = context
        hidden = asked.hidden
    }

    /// The same sheet with some questions answered otherwise; follow-ups come and go with them.
    public func answering(_ changes: [String: Answer]) -> AnswerSheet {
        var changed = answers
        for (question, answer) in changes { changed[question] = answer }
        return AnswerSheet(questionnaire, changed, context)
    }
}
