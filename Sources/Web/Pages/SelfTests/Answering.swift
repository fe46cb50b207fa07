import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import Station

extension Site {
    private func asked(_ context: StationContext) async throws -> QuestionModel {
        let test = try await station.selfTest(try context.parameters.require("id"), for: try context.requirePrincipal())
        let id = try context.parameters.require("question")
        for dimension in test.questionnaire.dimensions {
            guard let question = dimension.questions.first(where: { $0.id == id }) else { continue }
            return QuestionModel(
                question: question, dimension: dimension, test: test,
                context: station.answerContext(at: station.ambient.now()), value: test.draft?.answers[id])
        }
        throw StationError.notFound
    }

    func questionPage(_ request: Request, _ context: StationContext) async throws -> Response {
        var model = try await asked(context)
        // An old link to a question that is asked no more leads on.
        guard model.test.asked.contains(where: { $0.id == model.question.id }) else {
            return .seeOther(Self.next(after: model, model.test.asked, model.test.draft?.answers ?? [:]))
        }
        let query = request.uri.queryParameters
        model.fromReview = query["from"] == "review"
        model.changes = request.askedChanges
        model.rows = request.count("rows")
        model.removing = query["remove"].map(String.init)
        model.earlier = query["after"].flatMap { model.test.questionnaire.question(String($0)) }
        return try await page(model, context)
    }

    /// Keeps the answer as typed, then goes on; one that does not fit is shown again with the reason.
    func answerQuestion(_ request: Request, _ context: StationContext) async throws -> Response {
        var model = try await asked(context)
        if case .file = model.question.kind { return try await answerWithEvidence(request, model, context) }
        var request = request
        let form = AnswerForm(fields: try FormFields(urlencoded: try await request.body(context)))
        model.fromReview = form.comesFromReview
        model.marks = form.asked
        let value = form.value(for: model.question, stored: model.value, station.catalogue.countries)
        let draft = try await station.saveDraft(
            model.test.questionnaire.id, answers: [model.question.id: value], by: try context.requirePrincipal())
        model.value = value
        if form.then == "exit" { return .seeOther("/") }
        if form.then == "add-row" || form.removedRow != nil { return Self.tableAgain(model, form) }
        if let value {
            model.problems = model.question.problems(in: value, model.context)
        } else if form.then == "next", model.question.kind.isScored {
            let isTyped = model.question.kind.quantity != nil
            model.problems = [
                FieldProblem("/\(model.question.fieldID)", isTyped ? .missing : .answer(.expectsOneChoice))
            ]
        }
        guard model.problems.isEmpty else { return try await page(model, context) }
        return .seeOther(onward(from: model, draft.answers, isTold: form.hasSeenTips))
    }

    /// The same without going anywhere, for the script that saves while somebody types.
    func autosaveQuestion(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let form = AnswerForm(fields: try FormFields(urlencoded: try await request.body(context)))
        let model = try await asked(context)
        // Files are stored when they are sent; there is nothing to save of them.
        if case .file = model.question.kind { return Response(status: .noContent) }
        let value = form.value(for: model.question, stored: model.value, station.catalogue.countries)
        _ = try await station.saveDraft(
            model.test.questionnaire.id, answers: [model.question.id: value], by: try context.requirePrincipal())
        return Response(status: .noContent)
    }

    /// The table again, one row longer or shorter.
    private static func tableAgain(_ model: QuestionModel, _ form: AnswerForm) -> Response {
        let shown = (1...DestinationTable.rowLimit).last { form.fields["country-\($0)"] != nil } ?? 1
        let rows = min(form.removedRow == nil ? shown + 1 : max(shown - 1, 1), DestinationTable.rowLimit)
        let review = model.fromReview ? "&from=review" : ""
        let place = form.removedRow == nil ? "#country-\(rows)" : "#answer"
        return .seeOther("\(model.base)/questions/\(model.question.id)?rows=\(rows)\(review)\(place)")
    }

    /// Where to go after an answer, with what the next page has to say once.
    func onward(from model: QuestionModel, _ answers: [String: AnswerValue], isTold: Bool) -> String {
        if model.fromReview { return "\(model.base)/review" }
        let asked = model.test.questionnaire.asked(answers, in: model.context)
        let next = Self.next(after: model, asked, answers)
        guard next.hasPrefix("\(model.base)/questions/") || next == model.base else { return next }
        var query: [String] = []
        let before = model.marks ?? AskedMarks(model.test.asked, of: model.test.questionnaire)
        let changes = AskedMarks(asked, of: model.test.questionnaire).changes(since: before)
        if changes.fewer > 0 { query.append("fewer=\(changes.fewer)") }
        if changes.more > 0 { query.append("more=\(changes.more)") }
        if !isTold, !model.question.tips.isEmpty, model.question.kind.quantity != nil {
            query.append("after=\(model.question.id)")
        }
        return query.isEmpty ? next : "\(next)?\(query.joined(separator: "&"))"
    }

    /// The next asked question of the part; after the last one back to the list of parts, or to the review when all is
    /// done.
    private static func next(
        after model: QuestionModel, _ asked: [Question], _ answers: [String: AnswerValue]
    ) -> String {
        let ids = Set(asked.map(\.id))
        let rest = model.dimension.questions.drop { $0.id != model.question.id }.dropFirst()
        if let next = rest.first(where: { ids.contains($0.id) }) { return "\(model.base)/questions/\(next.id)" }
        let isComplete = asked.allSatisfy { !$0.kind.isScored || answers[$0.id] != nil }
        return isComplete ? "\(model.base)/review" : model.base
    }

    /// The question as a page; with problems, or `status`, it is an answer to a form that did not fit.
    func page(
        _ model: QuestionModel, status: HTTPResponse.Status? = nil, _ context: StationContext
    ) async throws -> Response {
        var model = model
        if case .file = model.question.kind {
            model.files = try await station.evidence(
                for: model.question.id, of: model.test.questionnaire.id, by: try context.requirePrincipal())
        }
        let errors = model.problems.isEmpty ? nil : self.errors(model.problems, context)
        let view = QuestionPage(model, errors: errors, wording(context))
        return pages.response(
            "question", view, title: view.text, context, path: view.action,
            status: status ?? (errors == nil ? .ok : .unprocessableContent), hasErrors: errors != nil)
    }
}
