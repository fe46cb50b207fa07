import AnswerSheets
import Casework
import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import Spreadsheet
import Station

/// Many tickets from a spreadsheet: chosen, looked at line by line, filed.
struct BatchPage {
    let isOfficer: Bool
    let errors: ErrorSummary?
    /// What is wrong with the sheet as a whole.
    let error: String?
    let summary: String?
    let rows: [Row]
    let isChecked: Bool
    let canFile: Bool
    let fileText: String
    /// The lines that will be filed, as the next step takes them.
    let lines: String
    let isDone: Bool
    /// What may be taken back, as many at once as one press takes.
    let undos: [Undo]
    /// Lines that were not filed, to be mended here or elsewhere; the first few.
    let rest: [Rest]
    let hasRest: Bool
    let restMore: String?
    /// All of them, as the download takes them.
    let restLines: String
    let restText: String

    struct Undo {
        let act: String
        let reason: String
        let text: String
        let tickets: [String]
        let idempotencyKey: String
    }

    struct Rest {
        let line: Int
        let matter: String
        let title: String
        let body: String
        let company: String
        let urgency: String
        let countries: String
        let problem: String
    }

    struct Row {
        let line: Int
        let title: String
        let text: String
        let isGood: Bool
        let href: String?
    }
}

extension Site {
    func batchPage(_ request: Request, _ context: StationContext) async throws -> Response {
        try requireFiling(context)
        return batchPage(context)
    }

    func batchTemplate(_ request: Request, _ context: StationContext) async throws -> Response {
        try requireFiling(context)
        let text = BatchSheet.template(station.catalogue.locales, context.reader.language)
        return .file(text, type: "text/csv; charset=utf-8", name: "tickets.csv")
    }

    /// Reads the sheet and says of every line whether it can be filed; nothing is stored yet.
    func previewBatch(_ request: Request, _ context: StationContext) async throws -> Response {
        try requireFiling(context)
        var request = request
        do {
            let form = try await request.multipart(upTo: BatchSheet.limits.fileBytes + 8 * 1024)
            guard let file = form.file("sheet"), !file.bytes.isEmpty else {
                return batchPage(context, error: wording(context).say("problem.missing-sheet"))
            }
            let lines = try BatchSheet(Data(file.bytes), station.catalogue.locales).lines
            guard !lines.isEmpty, lines.count <= Station.batchLimit else {
                return batchPage(
                    context, error: wording(context).say("batch.lines", ["limit": "\(Station.batchLimit)"]))
            }
            let problems = try await station.checkBatch(lines, by: try context.requirePrincipal())
            return batchPage(checked: lines, problems, context)
        } catch let error as BatchSheet.MissingColumns {
            return batchPage(context, error: text(error, context))
        } catch let error as SpreadsheetError {
            return batchPage(
                context, error: SheetMessages(station.catalogue, context.reader.language).text(.unreadable(error)))
        }
    }

    /// Files what the preview found good.
    func fileBatch(_ request: Request, _ context: StationContext) async throws -> Response {
        struct Form: Decodable {
            var lines: String?
            var rest: String?
        }
        try requireFiling(context)
        var request = request
        let form = try await request.form(Form.self, context)
        let principal = try context.requirePrincipal()
        let outcomes = try await station.fileBatch(try Self.lines(form.lines), by: principal)
        let rest = try Self.lines(form.rest)
        return batchPage(
            done: outcomes, rest: rest, try await station.checkBatch(rest, by: principal),
            isOfficer: principal.company == nil, context)
    }

    static func lines(_ text: String?) throws -> [BatchLine] {
        try FormDecoding.decodeJSON([BatchLine].self, from: Data((text ?? "[]").utf8))
    }

    func requireFiling(_ context: StationContext) throws {
        let principal = try context.requirePrincipal()
        guard principal.company != nil || principal.isLiaison else { throw StationError.notForRole }
    }

    func text(_ error: BatchSheet.MissingColumns, _ context: StationContext) -> String {
        let wording = wording(context)
        let names = error.columns.map { wording.say("batch.column-\($0.rawValue)") }
        return wording.say("batch.columns-missing", ["columns": names.joined(separator: wording.say("list.comma"))])
    }

    private func batchPage(_ context: StationContext, error: String? = nil) -> Response {
        page(
            BatchPage(
                isOfficer: context.principal?.company == nil,
                errors: error.map { ErrorSummary("sheet", $0, wording(context)) },
                error: error, summary: nil, rows: [], isChecked: false,
                canFile: false, fileText: "", lines: "", isDone: false, undos: [], rest: [], hasRest: false,
                restMore: nil, restLines: "", restText: ""), context, hasErrors: error != nil)
    }

    func batchPage(
        checked lines: [BatchLine], _ problems: [Int: [FieldProblem]], _ context: StationContext
    ) -> Response {
        let wording = wording(context)
        let good = lines.filter { problems[$0.line] == nil }
        let bad = lines.filter { problems[$0.line] != nil }
        let rows = lines.map { line in
            BatchPage.Row(
                line: line.line, title: line.title,
                text: problems[line.line].map { text($0, context) } ?? wording.matter(line.matter),
                isGood: problems[line.line] == nil, href: nil)
        }
        let rest = bad.map { ($0, text(problems[$0.line] ?? [], context)) }
        return page(
            BatchPage(
                isOfficer: context.principal?.company == nil, errors: nil, error: nil,
                summary: wording.say("batch.checked", ["good": "\(good.count)", "bad": "\(bad.count)"]),
                rows: rows.filter { !$0.isGood } + rows.filter(\.isGood), isChecked: true, canFile: !good.isEmpty,
                fileText: wording.say("batch.file", ["count": "\(good.count)"]), lines: StationJSON.text(good),
                isDone: false, undos: [], rest: shown(rest), hasRest: !rest.isEmpty, restMore: more(rest, wording),
                restLines: StationJSON.text(bad),
                restText: wording.say("batch.rest-download", ["count": "\(bad.count)"])), context,
            hasErrors: good.count < lines.count)
    }

    private func batchPage(
        done outcomes: [BatchOutcome], rest unfiled: [BatchLine], _ problems: [Int: [FieldProblem]], isOfficer: Bool,
        _ context: StationContext
    ) -> Response {
        let wording = wording(context)
        var filed: [TicketNumber] = []
        var rest = unfiled.map { ($0, text(problems[$0.line] ?? [], context)) }
        var rows = rest.map { BatchPage.Row(line: $0.line, title: $0.title, text: $1, isGood: false, href: nil) }
        for outcome in outcomes {
            let line = outcome.line
            switch outcome.result {
            case .success(let number):
                filed.append(number)
                rows.append(
                    BatchPage.Row(
                        line: line.line, title: line.title, text: number.description, isGood: true,
                        href: "/tickets/\(number)"))
            case .failure(let error):
                let problem = presenter.line(error, wording)
                rest.append((line, problem))
                rows.append(
                    BatchPage.Row(line: line.line, title: line.title, text: problem, isGood: false, href: nil))
            }
        }
        return page(
            BatchPage(
                isOfficer: isOfficer, errors: nil, error: nil,
                summary: wording.say(
                    rest.isEmpty ? "batch.done-all" : "batch.done",
                    ["good": "\(filed.count)", "bad": "\(rest.count)"]),
                rows: rows.filter { !$0.isGood } + rows.filter(\.isGood), isChecked: false, canFile: false,
                fileText: "", lines: "", isDone: true, undos: undos(filed, isOfficer: isOfficer, wording),
                rest: shown(rest), hasRest: !rest.isEmpty, restMore: more(rest, wording),
                restLines: StationJSON.text(rest.map(\.0)),
                restText: wording.say("batch.rest-download", ["count": "\(rest.count)"])), context)
    }

    private func page(_ model: BatchPage, _ context: StationContext, hasErrors: Bool = false) -> Response {
        pages.response(
            "batch", model, title: wording(context).say("batch.title"), context, path: "/tickets/batch",
            status: model.error == nil ? .ok : .unprocessableContent, hasErrors: hasErrors)
    }
}
