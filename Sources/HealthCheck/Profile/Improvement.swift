/// The fewest better answers found that lead to a better grade: “do these three and you reach B”.
public struct Improvement: Hashable, Sendable {
    /// Question ids, the most helpful first.
    public let questions: [String]
    /// What the real scoring gives with these answered as safely as they can be.
    public let score: Double
    public let grade: Grade

    /// How many answers a plan may ask for.
    public static let limit = 6

    /// Nil when the test is not rated, already A, or no plan of `limit` answers changes the grade.
    ///
    /// Greedy: each step takes the answer after which grade, then score, stand best. That is not always the smallest
    /// plan there is, but what it promises is always what the scoring gives.
    public init?(_ sheet: AnswerSheet) {
        guard let now = Outcome(sheet), now.grade > .a else { return nil }
        let candidates = sheet.questionnaire.questions.filter { question in
            guard let answer = sheet.answers[question.id] else { return false }
            return question.findings(of: answer).contains { $0.advice != nil || $0.redLine != nil }
        }
        var changes: [String: Answer] = [:]
        var order: [String] = []
        var best = now
        while order.count < Self.limit, best.grade == now.grade {
            var step: (question: String, answer: Answer, outcome: Outcome)?
            for question in candidates where changes[question.id] == nil {
                guard let safest = question.safest(on: sheet.context.day),
                    let outcome = Outcome(sheet.answering(changes.merging([question.id: safest]) { $1 }))
                else { continue }
                if step.map({ outcome < $0.outcome }) ?? true { step = (question.id, safest, outcome) }
            }
            guard let step, step.outcome < best else { break }
            changes[step.question] = step.answer
            order.append(step.question)
            best = step.outcome
        }
        guard best.grade < now.grade else { return nil }
        questions = order
        score = best.exact.roundedHalfUp
        grade = best.grade
    }

    /// Grade first, red lines included, then the exact score.
    private struct Outcome: Comparable {
        let grade: Grade
        let exact: Double

        init?(_ sheet: AnswerSheet) {
            guard let exact = Scorecard(sheet).exact else { return nil }
            self.exact = exact
            grade = RedLineFinding.all(in: sheet).reduce(Grade(score: exact.roundedHalfUp)) { max($0, $1.cap) }
        }

        static func < (lhs: Outcome, rhs: Outcome) -> Bool {
            (lhs.grade, lhs.exact.withoutNoise) < (rhs.grade, rhs.exact.withoutNoise)
        }
    }
}
