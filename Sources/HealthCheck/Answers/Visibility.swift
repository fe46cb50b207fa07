extension Questionnaire {
    /// The questions asked under `answers`, in order, those of the answers that count, and the ids of all other questions.
    ///
    /// The one function that decides visibility, for the page, the review, the result and every re-computation. One pass
    /// is enough: a condition looks at earlier questions only, and a hidden question's answer counts as not given. That
    /// holds for answers carried over from an older version too: a new gate is a gap until somebody answers it.
    public func asked(
        _ answers: [String: Answer]
    ) -> (questions: [Question], answers: [String: Answer], hidden: Set<String>) {
        guard hasConditions else { return (questions, answers, []) }
        var counting = answers
        var asked: [Question] = []
        var hidden: Set<String> = []
        for dimension in dimensions {
            for question in dimension.questions {
                if question.visibleWhen?.holds(counting) ?? true {
                    asked.append(question)
                } else {
                    hidden.insert(question.id)
                    counting[question.id] = nil
                }
            }
        }
        return (asked, counting, hidden)
    }

    /// The questions asked under answers as they were typed; one that does not fit counts as not given.
    public func asked(_ values: [String: AnswerValue], in context: AnswerContext) -> [Question] {
        var answers: [String: Answer] = [:]
        for question in questions {
            if let value = values[question.id] { answers[question.id] = try? question.parse(value, in: context) }
        }
        return asked(answers).questions
    }

    /// Whether any question is asked only sometimes.
    public var hasConditions: Bool {
        dimensions.contains { $0.questions.contains { $0.visibleWhen != nil } }
    }
}
