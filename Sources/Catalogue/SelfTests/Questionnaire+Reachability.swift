import HealthCheck

extension Questionnaire {
    /// Questions that no answers ever lead to, in order.
    ///
    /// Every question a condition hangs on, directly or through another, is tried with each answer that makes a
    /// difference to any test of it. Where that would be more than `limit` combinations, the question is taken as
    /// reachable: a real condition has a handful.
    func unreachable(limit: Int = 50_000) -> [String] {
        questions.filter { question in
            guard let condition = question.visibleWhen else { return false }
            let controllers = closure(of: condition)
            let choices = controllers.map { self.question($0).map(decisiveAnswers) ?? [nil] }
            let combinations = choices.reduce(1) { $0 > limit ? $0 : $0 * $1.count }
            guard combinations <= limit else { return false }
            return !isReached(question.id, controllers, choices)
        }.map(\.id)
    }

    private func isReached(_ id: String, _ controllers: [String], _ choices: [[Answer?]]) -> Bool {
        var wheel = controllers.map { _ in 0 }
        while true {
            var answers: [String: Answer] = [:]
            for (place, controller) in controllers.enumerated() { answers[controller] = choices[place][wheel[place]] }
            if asked(answers).questions.contains(where: { $0.id == id }) { return true }
            guard let next = wheel.indices.first(where: { wheel[$0] + 1 < choices[$0].count }) else { return false }
            for place in 0..<next { wheel[place] = 0 }
            wheel[next] += 1
        }
    }

    /// The questions a condition looks at, and those they hang on in turn.
    private func closure(of condition: Condition) -> [String] {
        var found: [String] = []
        var waiting = condition.questions
        while let id = waiting.popLast() {
            guard !found.contains(id) else { continue }
            found.append(id)
            waiting += question(id)?.visibleWhen?.questions ?? []
        }
        return found
    }

    /// The tests that any condition makes of a question.
    private func tests(of id: String) -> [AnswerTest] {
        func collect(_ condition: Condition) -> [AnswerTest] {
            switch condition {
            case .all(let parts), .any(let parts): parts.flatMap(collect)
            case .test(let question, let test): question == id ? [test] : []
            }
        }
        return questions.compactMap(\.visibleWhen).flatMap(collect)
    }

    /// One answer for each way the tests of a question can come out, and none at all.
    private func decisiveAnswers(_ question: Question) -> [Answer?] {
        var answers: [Answer?] = [nil]
        if question.unknownRisk != nil { answers.append(.unknown) }
        if question.allowsNotApplicable { answers.append(.notApplicable) }
        switch question.kind {
        case .yesNo, .single: answers += question.kind.choices.map { .choice($0.id) }
        case .multiple(let choices, _): answers += Self.selections(choices).map { .choices($0) }
        case .number(let quantity, _), .percent(let quantity), .date(let quantity, _):
            var values = [quantity.minimum, quantity.maximum]
            for test in tests(of: question.id) {
                switch test {
                case .atLeast(let bound), .atMost(let bound): values += [bound, bound.nextDown, bound.nextUp]
                case .oneOf, .noneOf: break
                }
            }
            answers += values.map { .number($0) }
        case .destinations, .text, .file: break
        }
        return answers
    }

    /// Each choice alone, and every pair of those that may stand together, and all of them.
    private static func selections(_ choices: [Choice]) -> [Set<String>] {
        let free = choices.filter { !$0.isExclusive }.map(\.id)
        var sets = Set(choices.map { Set([$0.id]) })
        for one in free { for other in free { sets.insert([one, other]) } }
        sets.insert(Set(free))
        return Array(sets)
    }
}
