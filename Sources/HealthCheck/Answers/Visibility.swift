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
            for place in dimension.questions.indices {
                guard let condition = dimension.questions[place].visibleWhen, !condition.holds(counting) else {
                    continue
                }
                let id = dimension.questions[place].id
                hidden.insert(id)
                if counting[id] != nil { counting[id] = nil }
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

    /// Whether any question is asked only sometimes.
    public var hasConditions: Bool { !conditions.isEmpty }

    /// When those questions are asked that are not always asked, by question id, in order.
    var conditions: [(question: String, condition: Condition)] {
        dimensions.flatMap { dimension in
            dimension.questions.compactMap { question in question.visibleWhen.map { (question.id, $0) } }
        }
    }
}
