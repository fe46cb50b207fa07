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
    let error: String?
    let summary: String?
    let rows: [Row]
    let isChecked: Bool
    let canFile: Bool
    let fileText: String
    /// The lines that will be filed, as the next step takes them.
    let lines: String
    let isDone: Bool
    /// What a company may take back at once.
    let withdrawable: [String]
    let canUndo: Bool
    let idempotencyKey: String

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
        struct Form: Decodable { var lines: String? }
        try requireFiling(context)
        var request = request
        let form = try await request.form(Form.self, context)
        let lines = try FormDecoding.decodeJSON([BatchLine].self, from: Data((form.lines ?? "[]").utf8))
        let principal = try context.requirePrincipal()
        let outcomes = try await station.fileBatch(lines, by: principal)
        return batchPage(done: outcomes, isOfficer: principal.company == nil, context)
    }

    private func requireFiling(_ context: StationContext) throws {
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
                isOfficer: context.principal?.company == nil, error: error, summary: nil, rows: [], isChecked: false,
                canFile: false, fileText: "", lines: "", isDone: false, withdrawable: [], canUndo: false,
                idempotencyKey: ""), context, hasErrors: error != nil)
    }

    private func batchPage(
        checked lines: [BatchLine], _ problems: [Int: [FieldProblem]], _ context: StationContext
    ) -> Response {
        let wording = wording(context)
        let good = lines.filter { problems[$0.line] == nil }
        let messages = messages(context)
        let rows = lines.map { line in
            BatchPage.Row(
                line: line.line, title: line.title,
                text: problems[line.line].map { found in
                    found.map { messages.text($0) }.joined(separator: wording.say("list.semicolon"))
                } ?? wording.matter(line.matter), isGood: problems[line.line] == nil, href: nil)
        }
        return page(
            BatchPage(
                isOfficer: context.principal?.company == nil, error: nil,
                summary: wording.say("batch.checked", ["good": "\(good.count)", "bad": "\(lines.count - good.count)"]),
                rows: rows.filter { !$0.isGood } + rows.filter(\.isGood), isChecked: true, canFile: !good.isEmpty,
                fileText: wording.say("batch.file", ["count": "\(good.count)"]), lines: StationJSON.text(good),
                isDone: false, withdrawable: [], canUndo: false, idempotencyKey: ""), context,
            hasErrors: good.count < lines.count)
    }

    private func batchPage(done outcomes: [BatchOutcome], isOfficer: Bool, _ context: StationContext) -> Response {
        let wording = wording(context)
        var filed: [TicketNumber] = []
        let rows = outcomes.map { outcome -> BatchPage.Row in
            switch outcome.result {
            case .success(let number):
                filed.append(number)
                return BatchPage.Row(
                    line: outcome.line.line, title: outcome.line.title, text: number.description, isGood: true,
                    href: "/tickets/\(number)")
            case .failure(let error):
                return BatchPage.Row(
                    line: outcome.line.line, title: outcome.line.title, text: presenter.line(error, wording),
                    isGood: false, href: nil)
            }
        }
        return page(
            BatchPage(
                isOfficer: isOfficer, error: nil,
                summary: wording.say(
                    filed.count == rows.count ? "batch.done-all" : "batch.done",
                    ["good": "\(filed.count)", "bad": "\(rows.count - filed.count)"]),
                rows: rows.filter { !$0.isGood } + rows.filter(\.isGood), isChecked: false, canFile: false,
                fileText: "",
                lines: "", isDone: true, withdrawable: filed.prefix(Station.bulkLimit).map { "\($0):1" },
                canUndo: !isOfficer && !filed.isEmpty && filed.count <= Station.bulkLimit,
                idempotencyKey: station.ambient.newID()), context)
    }

    private func page(_ model: BatchPage, _ context: StationContext, hasErrors: Bool = false) -> Response {
        pages.response(
            "batch", model, title: wording(context).say("batch.title"), context, path: "/tickets/batch",
            status: model.error == nil ? .ok : .unprocessableContent, hasErrors: hasErrors)
    }
}
