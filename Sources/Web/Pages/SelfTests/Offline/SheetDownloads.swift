import AnswerSheets
import Casework
import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import Spreadsheet
import Station

/// The kinds of file an answer sheet comes as.
enum SheetFormat: String {
    case xlsx, csv

    var type: String {
        switch self {
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .csv: "text/csv; charset=utf-8"
        }
    }

    /// Nil for a word that is none of them, and for workbooks where this program was built without; `sheet` is the best
    /// there is.
    init?(_ text: String) {
        let text = text == "sheet" ? (XLSXFile.isAvailable ? "xlsx" : "csv") : text
        guard let format = SheetFormat(rawValue: text), format == .csv || XLSXFile.isAvailable else { return nil }
        self = format
    }
}

extension Site {
    /// The empty sheet of a self-test.
    func downloadTemplate(_ request: Request, _ context: StationContext) async throws -> Response {
        let id = try context.parameters.require("id")
        let test = try await station.selfTest(id, for: try context.requirePrincipal())
        return try sheet(of: test.questionnaire, answers: [:], format: context.parameters.get("format"), context)
    }

    /// The same for programs: `?format=xlsx` or `csv`, which is the default.
    func apiTemplate(_ request: Request, _ context: StationContext) async throws -> Response {
        _ = try context.requirePrincipal()
        guard let questionnaire = station.catalogue.selfTest(try context.parameters.require("id")) else {
            throw StationError.notFound
        }
        let format = request.uri.queryParameters["format"].map(String.init) ?? SheetFormat.csv.rawValue
        guard SheetFormat(format) != nil else {
            let known = [SheetFormat.csv.rawValue] + (XLSXFile.isAvailable ? [SheetFormat.xlsx.rawValue] : [])
            throw StationError.invalid([FieldProblem("/format", .notOneOf(known))])
        }
        return try sheet(of: questionnaire, answers: [:], format: format, context)
    }

    /// The company's draft in the layout of the sheet.
    func exportDraft(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        let test = try await station.selfTest(try context.parameters.require("id"), for: principal)
        guard let draft = test.draft else { throw StationError.notFound }
        return try sheet(
            of: test.questionnaire, answers: draft.answers, format: context.parameters.get("format"), context)
    }

    /// The answers behind a profile, in the version that was answered.
    func exportSubmission(_ request: Request, _ context: StationContext) async throws -> Response {
        let view = try await station.profile(try context.parameters.require("id"), by: try context.requirePrincipal())
        return try sheet(
            of: view.questionnaire, answers: view.submission.answers, format: context.parameters.get("format"),
            company: view.company.name, answeredOn: station.answerContext(at: view.submission.submittedAt).day, context)
    }

    private func sheet(
        of questionnaire: Questionnaire, answers: [String: AnswerValue], format: String?, company: String = "",
        answeredOn: AnswerDay? = nil, _ context: StationContext
    ) throws -> Response {
        guard let format = format.flatMap(SheetFormat.init(_:)) else { throw StationError.notFound }
        let book = AnswerWorkbook(
            questionnaire, station.catalogue.countries,
            SheetWords(station.catalogue.locales, context.reader.language), answers: answers, company: company,
            answeredOn: answeredOn)
        let bytes = format == .csv ? book.csv() : try book.xlsx(created: station.ambient.now())
        let name = "\(book.fileName)\(answers.isEmpty ? "" : "-answers").\(format.rawValue)"
        return .file(bytes, type: format.type, name: name)
    }
}
