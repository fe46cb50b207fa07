import Casework
import Foundation
import Hummingbird
import Spreadsheet
import Station

/// What a batch left over: bad lines are mended here or taken away as a sheet, and what was filed can be taken back.
extension Site {
    /// Lines that are mended on the page itself; more are better mended in a sheet.
    private static let mendedHere = 50

    /// The lines that were not filed, as the sheet they came from, with what is wrong beside each.
    func downloadBatchRest(_ request: Request, _ context: StationContext) async throws -> Response {
        struct Form: Decodable { var lines: String? }
        try requireFiling(context)
        var request = request
        let lines = try Self.lines(try await request.form(Form.self, context).lines)
        let problems = try await station.checkBatch(lines, by: try context.requirePrincipal())
        let wording = wording(context)
        let headings = BatchSheet.Column.allCases.map { wording.say("batch.column-\($0.rawValue)") }
        let rows = lines.map { line in
            [
                line.matter, line.title, line.body, line.company,
                line.isExpedited ? wording.say("urgency.expedited") : "", line.countries ?? "",
                text(problems[line.line] ?? [], context),
            ]
        }
        return .file(
            CSVTable.text([headings + [wording.say("desk.bulk-result")]] + rows), type: "text/csv; charset=utf-8",
            name: "rest.csv")
    }

    /// Looks again at lines that were mended on the page.
    func correctBatch(_ request: Request, _ context: StationContext) async throws -> Response {
        try requireFiling(context)
        var request = request
        let fields = try FormFields(urlencoded: try await request.body(context))
        func column(_ name: String, _ place: Int) -> String {
            let all = fields.all(name)
            return place < all.count ? all[place].trimmingCharacters(in: .whitespacesAndNewlines) : ""
        }
        let lines = fields.all("line").prefix(Station.batchLimit).enumerated().compactMap { place, line in
            Int(line).map {
                BatchLine(
                    line: $0, matter: column("matter", place).uppercased(), title: column("title", place),
                    body: column("body", place), company: column("company", place),
                    isExpedited: BatchSheet.isYes(column("urgency", place)),
                    countries: column("countries", place).nonEmpty)
            }
        }
        return batchPage(
            checked: lines, try await station.checkBatch(lines, by: try context.requirePrincipal()), context)
    }

    func text(_ problems: [FieldProblem], _ context: StationContext) -> String {
        let messages = messages(context)
        return problems.map { messages.text($0) }.joined(separator: wording(context).say("list.semicolon"))
    }

    func shown(_ rest: [(line: BatchLine, problem: String)]) -> [BatchPage.Rest] {
        rest.prefix(Self.mendedHere).map { line, problem in
            BatchPage.Rest(
                line: line.line, matter: line.matter, title: line.title, body: line.body, company: line.company,
                urgency: line.isExpedited ? "yes" : "", countries: line.countries ?? "", problem: problem)
        }
    }

    func more(_ rest: [(line: BatchLine, problem: String)], _ wording: Wording) -> String? {
        rest.count > Self.mendedHere ? wording.say("batch.rest-more", ["count": "\(Self.mendedHere)"]) : nil
    }

    /// A company withdraws, the desk takes back what it wrote down a moment ago; a press takes no more than a bulk act.
    func undos(_ filed: [TicketNumber], isOfficer: Bool, _ wording: Wording) -> [BatchPage.Undo] {
        let text = wording.say(isOfficer ? "batch.undo-officer" : "batch.undo")
        let size = Station.bulkLimit
        return stride(from: 0, to: filed.count, by: size).map { start in
            let part = filed[start..<min(start + size, filed.count)]
            let label = ["text": text, "from": "\(start + 1)", "to": "\(part.endIndex)"]
            return BatchPage.Undo(
                act: (isOfficer ? ActionNoun.retractions : .withdrawal).rawValue,
                reason: isOfficer ? wording.say("batch.undo-reason") : "",
                text: filed.count > size ? wording.say("batch.undo-part", label) : text,
                tickets: part.map { "\($0):1" }, idempotencyKey: station.ambient.newID())
        }
    }
}
