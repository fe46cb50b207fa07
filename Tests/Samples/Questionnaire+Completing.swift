import Foundation
package import HealthCheck

extension Questionnaire {
    /// `given` and, for every other question that is asked under what stands before it, what `answer` says.
    package func completing(
        _ given: [String: AnswerValue], in context: AnswerContext,
        _ answer: (Question, AnswerContext) -> AnswerValue?
    ) -> [String: AnswerValue] {
        var values = given
        for question in questions where values[question.id] == nil {
            guard asked(values, in: context).contains(where: { $0.id == question.id }) else { continue }
            values[question.id] = answer(question, context)
        }
        return values
    }
}

extension AnswerDay {
    /// The day so many days before or after this one.
    package func day(away days: Double, _ direction: TimeDirection) -> AnswerDay {
        AnswerDay(start: start.addingTimeInterval((direction == .past ? -days : days) * 86_400))
    }
}
