import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import NIOCore
import Station

extension Site {
    /// The most bytes of a form with one evidence file: the file and what stands around it.
    static let evidenceFormLimit = EvidenceFile.maxBytes + 64 * 1024

    /// A form with a file, or a press of one of its buttons. One that is too large is answered without being read, and
    /// shows the question again.
    func answerWithEvidence(
        _ request: Request, _ model: QuestionModel, _ context: StationContext
    ) async throws -> Response {
        var model = model
        var request = request
        let fields: FormFields
        var file: MultipartForm.File?
        if MultipartBoundary(contentType: request.headers[.contentType] ?? "") != nil {
            do {
                let form = try await request.evidenceForm()
                fields = FormFields(form)
                file = form.file("file")
            } catch let error as any HTTPResponseError where error.status == .contentTooLarge {
                let problem = EvidenceProblem.tooLarge(bytes: 0, limit: EvidenceFile.maxBytes)
                model.problems = [FieldProblem("/file", .evidence(problem))]
                return try await page(model, status: .contentTooLarge, context)
            }
        } else {
            fields = try FormFields(urlencoded: try await request.body(context))
        }
        let form = AnswerForm(fields: fields)
        model.fromReview = form.comesFromReview
        model.marks = form.asked
        return try await answer(form, file, model, context)
    }

    private func answer(
        _ form: AnswerForm, _ file: MultipartForm.File?, _ model: QuestionModel, _ context: StationContext
    ) async throws -> Response {
        var model = model
        let principal = try context.requirePrincipal()
        let again = "\(model.base)/questions/\(model.question.id)"
        let review = model.fromReview ? "from=review" : ""
        if let id = form.removedFile, model.value?.files.contains(id) == true {
            return .seeOther("\(again)?remove=\(id)&\(review)#file-\(id)")
        }
        if let id = form.confirmedFile {
            try await station.removeEvidence(id, by: principal)
            return .seeOther("\(again)?\(review)#files")
        }
        if let file {
            do {
                _ = try await station.addEvidence(
                    file.bytes, named: file.fileName, to: model.question.id, of: model.test.questionnaire.id,
                    by: principal)
            } catch StationError.invalid(let problems) {
                model.problems = problems
                return try await page(model, context)
            }
        } else if form.then == "upload" {
            model.problems = [FieldProblem("/file", .answer(.expectsFiles))]
            return try await page(model, context)
        }
        switch form.then {
        case "exit": return .seeOther("/")
        case "upload": return .seeOther("\(again)?\(review)#files")
        default: return .seeOther(onward(from: model, model.test.draft?.answers ?? [:], isTold: true))
        }
    }

    /// The file itself, to save; a browser never shows it as a page of ours.
    func downloadEvidence(_ request: Request, _ context: StationContext) async throws -> Response {
        let found = try await station.evidenceContent(
            try context.parameters.require("id"), by: try context.requirePrincipal())
        return .upload(found.bytes, name: found.record.name, kind: EvidenceKind(rawValue: found.record.type))
    }
}

extension Request {
    /// The form with an evidence file; one that says it is larger is refused before a byte of it is read.
    fileprivate mutating func evidenceForm() async throws -> MultipartForm {
        try refuse(bodiesOver: Site.evidenceFormLimit)
        return try await multipart(upTo: Site.evidenceFormLimit)
    }

    /// Throws 413 for a request that says it brings more than `limit` bytes.
    func refuse(bodiesOver limit: Int) throws {
        if let length = headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw HTTPError(.contentTooLarge)
        }
    }
}
