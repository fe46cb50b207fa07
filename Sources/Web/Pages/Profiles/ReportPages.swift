import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import NIOCore
import Spreadsheet
import Station

extension Site {
    /// The report on the screen, as it will be on paper.
    func reportPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let view = try await station.profile(try context.parameters.require("id"), by: try context.requirePrincipal())
        let formats =
            (await pdf.isAvailable() ? ["pdf"] : []) + (XLSXFile.isAvailable ? ["xlsx"] : []) + ["csv", "html"]
        return .html(report.screen(view, context.reader.language, formats: formats))
    }

    /// The report's style sheet, which an editor changes beside its template.
    func reportStyle(_ request: Request, _ context: StationContext) async throws -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/css; charset=utf-8", .cacheControl: "no-cache"],
            body: .init(byteBuffer: ByteBuffer(string: report.style)))
    }

    /// The report to keep: `html`, `pdf`, `xlsx` or `csv`.
    func downloadReport(_ request: Request, _ context: StationContext) async throws -> Response {
        let view = try await station.profile(try context.parameters.require("id"), by: try context.requirePrincipal())
        let language = context.reader.language
        let name = "cloudstation-\(view.record.profile.selfTest)-\(station.reportCode(of: view.record))"
        switch try context.parameters.require("format") {
        case "html": return .file(report.html(view, language), type: "text/html; charset=utf-8", name: "\(name).html")
        case "csv": return .file(report.csv(view, language), type: "text/csv; charset=utf-8", name: "\(name).csv")
        case "pdf":
            return .file(
                try await pdf.pdf(of: report.paper(view, language)), type: "application/pdf", name: "\(name).pdf")
        case "xlsx":
            return .file(
                try report.xlsx(view, language),
                type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name: "\(name).xlsx")
        default: throw StationError.notFound
        }
    }
}
