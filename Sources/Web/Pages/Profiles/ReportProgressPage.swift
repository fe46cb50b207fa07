import HTTPTypes
import HealthCheck
import Hummingbird
import Station

extension Site {
    /// Says how far the PDF has come, and looks again by itself; without scripts, and whoever waits may go elsewhere.
    func reportProgress(_ request: Request, _ context: StationContext) async throws -> Response {
        let view = try await station.profile(try context.parameters.require("id"), by: try context.requirePrincipal())
        let here = "/profiles/\(view.record.id)/pdf"
        let file = "/profiles/\(view.record.id)/report/pdf"
        let state = await pdf.state(of: report.paper(view, context.reader.language))
        let page = ReportProgressPage(
            state, here: here, report: "/profiles/\(view.record.id)/report", wording(context))
        var response = pages.response(
            "report-progress", page, title: page.title, context, path: here,
            hasErrors: page.problem != nil)
        switch state {
        case .working: response.headers[.refresh] = "2"
        // The file is saved by the browser; the page stays.
        case .ready: response.headers[.refresh] = "0; url=\(file)"
        case .failed: break
        }
        return response
    }
}

extension HTTPField.Name {
    /// After how many seconds a browser loads the page again, or another one.
    fileprivate static let refresh = HTTPField.Name("Refresh") ?? .retryAfter
}

/// The page that waits for a PDF.
struct ReportProgressPage {
    let title: String
    let lead: String
    let reportHref: String
    let againHref: String
    let isWorking: Bool
    let fileHref: String?
    let fileText: String
    let problem: String?

    fileprivate init(_ state: PDFShelf.State, here: String, report: String, _ wording: Wording) {
        reportHref = report
        againHref = here
        switch state {
        case .working:
            title = wording.say("report.pdf-working")
            lead = wording.say("report.pdf-working-text")
            fileHref = nil
            fileText = ""
            isWorking = true
            problem = nil
        case .ready(let pdf):
            title = wording.say("report.pdf-ready")
            lead = wording.say("report.pdf-ready-text")
            fileHref = "\(report)/pdf"
            fileText = wording.say("report.pdf-save", ["size": EvidenceMessages.size(pdf.count)])
            isWorking = false
            problem = nil
        case .failed(let reason):
            title = wording.say("report.pdf-failed")
            lead = wording.say(reason == .busy ? "report.pdf-busy-text" : "report.pdf-failed-text")
            fileHref = nil
            fileText = ""
            isWorking = false
            problem = title
        }
    }
}
