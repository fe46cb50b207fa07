import Casework
public import Foundation
public import HealthCheck
import Mustache
public import Spreadsheet
public import Station

/// The health-check report of a profile, one template for screen, paper and PDF; and a workbook, or a plain table, of
/// answers, scores and basis.
public struct ProfileReport: Sendable {
    private let station: Station
    /// What `report.css` holds; also served apart for the screen, where pages may not carry styles of their own.
    public let style: String
    private let fonts: ReportFonts
    private let libraries: [Language: MustacheLibrary]

    /// Reads `profile.mustache` and `report.css` from `templates`, and what there is in `fonts` beside it.
    public init(station: Station, templates: URL) throws {
        self.station = station
        style = try String(contentsOf: templates.appendingPathComponent("report.css"), encoding: .utf8)
        fonts = ReportFonts(templates.deletingLastPathComponent().appendingPathComponent("fonts"))
        libraries = try TemplateFolder(templates).libraries(station.catalogue.locales)
    }

    /// Whether the templates can be read and name only strings that exist; throws what is wrong.
    public static func check(_ templates: URL, _ locales: Locales) throws {
        _ = try String(contentsOf: templates.appendingPathComponent("report.css"), encoding: .utf8)
        _ = try TemplateFolder(templates).libraries(locales)
    }

    private struct Model {
        let lang: String
        /// Nil on the screen, where the style sheet is a file of its own.
        let style: String?
        let backHref: String?
        let backText: String
        /// The forms in which it can be kept; none in the kept ones themselves.
        let files: [FileLink]
        let report: ProfilePage
        let content: ReportContent
        let code: String
    }

    private struct FileLink {
        let href: String
        let text: String
    }

    /// The report as one HTML document that needs nothing else.
    public func html(_ view: ProfileView, _ language: Language) -> String {
        render(view, language, style: style, backHref: nil, formats: [])
    }

    /// The same with the fonts in it, to be made a PDF of.
    public func paper(_ view: ProfileView, _ language: Language) -> String {
        render(view, language, style: "\(fonts.style)\n\(style)", backHref: nil, formats: [])
    }

    /// The report for the station's own pages: the same document, its style sheet named instead of held.
    func screen(_ view: ProfileView, _ language: Language, formats: [String]) -> String {
        render(view, language, style: nil, backHref: "/profiles/\(view.record.id)", formats: formats)
    }

    private func render(
        _ view: ProfileView, _ language: Language, style: String?, backHref: String?, formats: [String]
    ) -> String {
        let wording = Wording(station: station, language: language)
        let model = Model(
            lang: language.rawValue, style: style, backHref: backHref, backText: wording.say("app.back"),
            files: formats.map {
                FileLink(
                    href: "/profiles/\(view.record.id)/\($0 == "pdf" ? "" : "report/")\($0)",
                    text: wording.say("report.file-\($0)"))
            },
            report: ProfilePage(view, station, wording, textSize: 14, isOwn: false, isNew: false),
            content: ReportContent(view, station, wording), code: view.company.code.description)
        return libraries[language]?.render(model, withTemplate: "profile") ?? ""
    }

    /// Answers with risk and basis, one row each, RFC 4180 with a byte order mark so that spreadsheets see UTF-8.
    public func csv(_ view: ProfileView, _ language: Language) -> String {
        let wording = Wording(station: station, language: language)
        let content = ReportContent(view, station, wording)
        return CSVTable.text(
            [Self.heads.map { wording.say("report.\($0)") }]
                + content.answers.map {
                    [
                        $0.number, $0.dimension, $0.question, $0.answer, $0.risk, $0.level, $0.weight, $0.pull,
                        $0.basisText,
                    ]
                })
    }

    static let heads = ["number", "dimension", "question", "answer", "risk", "level", "weight", "pull", "basis"]

    /// The same as a workbook: result, dimensions, advice, answers.
    public func xlsx(_ view: ProfileView, _ language: Language) throws(SpreadsheetError) -> Data {
        let wording = Wording(station: station, language: language)
        let content = ReportContent(view, station, wording)
        let page = ProfilePage(view, station, wording, textSize: 14, isOwn: false, isNew: false)
        return try XLSXFile.data(of: ReportWorkbook(page, content, view, wording).workbook)
    }
}
