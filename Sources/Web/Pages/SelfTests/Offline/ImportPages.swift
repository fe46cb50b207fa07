import AnswerSheets
import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import Spreadsheet
import Station

extension Site {
    /// Reads the sheet and shows what it holds; nothing is stored yet.
    func previewImport(_ request: Request, _ context: StationContext) async throws -> Response {
        let test = try await station.selfTest(try context.parameters.require("id"), for: try context.requirePrincipal())
        do {
            var request = request
            // The file and the lines around it.
            let form = try await request.multipart(upTo: AnswerFile.limits.fileBytes + 8 * 1024)
            guard let sheet = form.file("sheet") else {
                return refused(test, request, text: nil, .unprocessableContent, context)
            }
            let file = try AnswerFile(
                Data(sheet.bytes), for: test.questionnaire, in: station.catalogue,
                station.answerContext(at: station.ambient.now()))
            let wording = wording(context)
            let model = ImportPreview(file, test, wording)
            return pages.response(
                "import", model, title: wording.say("import.title", ["title": model.title]), context,
                path: model.startHref, hasErrors: !model.problems.isEmpty)
        } catch let error as AnswerFileError {
            let text = SheetMessages(station.catalogue, context.reader.language).text(error)
            return refused(test, request, text: text, .unprocessableContent, context)
        } catch let error as any HTTPResponseError where error.status == .contentTooLarge {
            let text = wording(context).say("sheet.error-too-large")
            return refused(test, request, text: text, .contentTooLarge, context)
        }
    }

    /// The start page again with what is wrong with the file; nil where none was chosen.
    private func refused(
        _ test: SelfTestOverview, _ request: Request, text: String?, _ status: HTTPResponse.Status,
        _ context: StationContext
    ) -> Response {
        let wording = wording(context)
        let errors = ErrorSummary("sheet", text ?? wording.say("problem.missing-sheet"), wording)
        return selfTestPage(test, request, errors: errors, status: status, context)
    }

    /// Takes what the preview showed into the draft: answers that do not fit too, as they were typed, so that they can be
    /// mended on the page.
    func importAnswers(_ request: Request, _ context: StationContext) async throws -> Response {
        struct Form: Decodable { var answers: String? }
        var request = request
        let form = try await request.form(Form.self, context)
        let answers = try FormDecoding.decodeJSON([String: AnswerValue].self, from: Data((form.answers ?? "").utf8))
        let id = try context.parameters.require("id")
        _ = try await station.saveDraft(
            id, answers: answers.mapValues { Optional($0) }, by: try context.requirePrincipal())
        return .seeOther("/self-tests/\(id)/review")
    }

    private struct ImportedJSON: Encodable {
        let draft: DraftJSON
        let problems: [Problem]
        let dropped: [String]
        let notAsked: [String]

        struct Problem: Encodable {
            let cell: String
            let pointer: String
            let message: String
        }
    }

    /// The same for programs: the sheet is the body, XLSX or CSV; the draft takes it at once.
    func apiImport(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        let test = try await station.selfTest(try context.parameters.require("id"), for: principal)
        var request = request
        let file = try await sheet(in: &request, for: test.questionnaire)
        let draft = try await station.saveDraft(
            test.questionnaire.id, answers: file.answers.mapValues { Optional($0) }, by: principal)
        let messages = SheetMessages(station.catalogue, context.reader.language)
        return .json(
            ImportedJSON(
                draft: json(draft, context),
                problems: file.problems.map {
                    .init(cell: $0.place.description, pointer: $0.pointer, message: messages.reason($0))
                },
                dropped: file.dropped.map(\.question), notAsked: file.notAsked))
    }
}

extension Site {
    /// The answer sheet that is the body of `request`.
    private func sheet(in request: inout Request, for questionnaire: Questionnaire) async throws -> AnswerFile {
        let limit = AnswerFile.limits.fileBytes
        let context = station.answerContext(at: station.ambient.now())
        do {
            let body = Data(try await request.collectBody(upTo: limit).readableBytesView)
            return try AnswerFile(body, for: questionnaire, in: station.catalogue, context)
        } catch let error as AnswerFileError {
            throw SheetRefused(error: error)
        } catch let error as any HTTPResponseError where error.status == .contentTooLarge {
            throw SheetRefused(error: .unreadable(.tooLarge(.fileBytes, allowed: limit)))
        }
    }
}

/// A body that is no answer sheet of this self-test.
struct SheetRefused: Error {
    let error: AnswerFileError

    /// 413 for what is too large to be looked at.
    var status: HTTPResponse.Status {
        if case .unreadable(.tooLarge(.fileBytes, _)) = error { .contentTooLarge } else { .unprocessableContent }
    }
}
