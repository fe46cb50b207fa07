import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import Station

extension Site {
    private struct Asked {
        let test: SelfTestOverview
        let dimension: HealthCheck.Dimension
        let question: Question
        let base: String
    }

    private func asked(_ context: StationContext) async throws -> Asked {
        let test = try await station.selfTest(try context.parameters.require("id"), for: try context.requirePrincipal())
        let id = try context.parameters.require("question")
        for dimension in test.questionnaire.dimensions {
            guard let question = dimension.questions.first(where: { $0.id == id }) else { continue }
            return Asked(
                test: test, dimension: dimension, question: question, base: "/self-tests/\(test.questionnaire.id)")
        }
        throw StationError.notFound
    }

    func questionPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let asked = try await asked(context)
        return page(
            asked, value: asked.test.draft?.answers[asked.question.id], problem: nil,
            fromReview: request.uri.queryParameters["from"] == "review", context)
    }

    /// Keeps the answer as typed, then goes on; one that does not fit is shown again with the reason.
    func answerQuestion(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let form = try await request.form(AnswerForm.self, context)
        let asked = try await asked(context)
        let fromReview = form.from == "review"
        let value = form.value(
            for: asked.question, stored: asked.test.draft?.answers[asked.question.id])
        let draft = try await station.saveDraft(
            asked.test.questionnaire.id, answers: [asked.question.id: value], by: try context.requirePrincipal())
        if form.then == "exit" { return .seeOther("/") }
        if let value {
            do {
                _ = try asked.question.parse(value, in: station.answerContext(at: station.ambient.now()))
            } catch {
                return page(asked, value: value, problem: .answer(error.reason), fromReview: fromReview, context)
            }
        } else if form.then == "next" {
            let problem: FieldProblem.Code =
                asked.question.kind.quantity == nil ? .answer(.expectsOneChoice) : .missing
            return page(asked, value: nil, problem: problem, fromReview: fromReview, context)
        }
        return .seeOther(fromReview ? "\(asked.base)/review" : Self.next(after: asked, draft.answers))
    }

    /// The same without going anywhere, for the script that saves while somebody types.
    func autosaveQuestion(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let form = try await request.form(AnswerForm.self, context)
        let asked = try await asked(context)
        let value = form.value(
            for: asked.question, stored: asked.test.draft?.answers[asked.question.id])
        _ = try await station.saveDraft(
            asked.test.questionnaire.id, answers: [asked.question.id: value], by: try context.requirePrincipal())
        return Response(status: .noContent)
    }

    /// The next question of the part; after the last one back to the list of parts, or to the review when all is done.
    private static func next(after asked: Asked, _ answers: [String: AnswerValue]) -> String {
        let questions = asked.dimension.questions
        let index = questions.firstIndex { $0.id == asked.question.id } ?? questions.count
        if index + 1 < questions.count { return "\(asked.base)/questions/\(questions[index + 1].id)" }
        let isComplete = asked.test.questionnaire.questions.allSatisfy { answers[$0.id] != nil }
        return isComplete ? "\(asked.base)/review" : asked.base
    }

    private func page(
        _ asked: Asked, value: AnswerValue?, problem: FieldProblem.Code?, fromReview: Bool, _ context: StationContext
    ) -> Response {
        let wording = wording(context)
        let field =
            asked.question.kind.quantity != nil
            ? "number" : "answer-\(asked.question.kind.choices.first?.id ?? "unknown")"
        let errors = problem.map { self.errors([FieldProblem("/\(field)", $0)], context) }
        let model = QuestionPage(
            asked.question, in: asked.dimension, of: asked.test.questionnaire, value: value,
            problem: errors?.items.first?.text, errors: errors, fromReview: fromReview, wording)
        return pages.response(
            "question", model, title: model.text, context, path: model.action,
            status: problem == nil ? .ok : .unprocessableContent, hasErrors: problem != nil)
    }
}
