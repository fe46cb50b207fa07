extension Questionnaire {
    /// Those of `answers` that count, and the ids of the questions that are not asked under them.
    ///
    /// The one function that decides visibility, for the page, the review, the result and every re-computation. One pass
    /// is enough: a condition looks at earlier questions only, and a hidden question's answer counts as not given. That
    /// holds for answers carried over from an older version too: a new gate is a gap until somebody answers it.
    func visibility(under answers: [String: Answer]) -> (answers: [String: Answer], hidden: Set<String>) {
        var counting = answers
        var hidden: Set<String> = []
        for dimension in dimensions {
            for question in dimension.questions {
                guard let condition = question.visibleWhen, !condition.holds(counting) else { continue }
                hidden.insert(question.id)
                counting[question.id] = nil
            }
        }
        return (counting, hidden)
    }

    /// The questions asked under `answers`, in order, those of the answers that count, and the ids of all other questions.
    public func asked(
        _ answers: [String: Answer]
    ) -> (questions: [Question], answers: [String: Answer], hidden: Set<String>) {
        let (counting, hidden) = visibility(under: answers)
        return (hidden.isEmpty ? questions : questions.filter { !hidden.contains($0.id) }, counting, hidden)
    }

    /// The questions asked under answers as they were typed; one that does not fit counts as not given.
    public func asked(_ values: [String: AnswerValue], in context: AnswerContext) -> [Question] {
        var answers: [String: Answer] = [:]
        for question in questions {
            if let value = values[question.id] { answers[question.id] = try? question.parse(value, in: context) }
        }
        return asked(answers).questions
    }
}
