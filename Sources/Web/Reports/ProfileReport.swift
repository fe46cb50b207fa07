import Casework
public import Foundation
public import HealthCheck
import Mustache
public import Station

/// The health-check report of a profile: one stand-alone HTML page for screen and paper, or a table of its answers.
public struct ProfileReport: Sendable {
    private let station: Station
    private let style: String
    private let libraries: [Language: MustacheLibrary]

    /// Reads `profile.mustache` and `report.css` from `templates`.
    public init(station: Station, templates: URL) throws {
        self.station = station
        style = try String(contentsOf: templates.appendingPathComponent("report.css"), encoding: .utf8)
        libraries = try TemplateFolder(templates).libraries(station.catalogue.locales)
    }

    /// Whether the templates can be read and name only strings that exist; throws what is wrong.
    public static func check(_ templates: URL, _ locales: Locales) throws {
        _ = try String(contentsOf: templates.appendingPathComponent("report.css"), encoding: .utf8)
        _ = try TemplateFolder(templates).libraries(locales)
    }

    private struct Model {
        let lang: String
        let style: String
        let report: ProfilePage
        let answers: [AnswerRow]
        let code: String
    }

    private struct AnswerRow {
        let dimension: String
        let question: String
        let answer: String
        let basis: String
    }

    /// The report as one HTML document that needs nothing else.
    public func html(_ view: ProfileView, _ language: Language) -> String {
        let wording = Wording(station: station, language: language)
        let model = Model(
            lang: language.rawValue, style: style,
            report: ProfilePage(view, station, wording, textSize: 14, isOwn: false, isNew: false),
            answers: answers(view, wording), code: view.company.code.description)
        return libraries[language]?.render(model, withTemplate: "profile") ?? ""
    }

    /// Answers with their basis, one row each, RFC 4180 with a byte order mark so that spreadsheets see UTF-8.
    public func csv(_ view: ProfileView, _ language: Language) -> String {
        let wording = Wording(station: station, language: language)
        let heads = ["dimension", "question", "answer", "basis"].map { wording.say("report.\($0)") }
        let rows = answers(view, wording).map { [$0.dimension, $0.question, $0.answer, $0.basis] }
        return "\u{FEFF}" + ([heads] + rows).map { $0.map(Self.cell).joined(separator: ",") + "\r\n" }.joined()
    }

    /// Quoted where needed; a leading `=`, `+`, `-` or `@` is kept from being read as a formula.
    private static func cell(_ text: String) -> String {
        let safe = text.first.map { "=+-@\t\r".contains($0) } == true ? "'" + text : text
        guard safe.contains(where: { ",\"\n\r\r\n".contains($0) }) else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }

    private func answers(_ view: ProfileView, _ wording: Wording) -> [AnswerRow] {
        let texts = AnswerText(wording: wording)
        return view.questionnaire.dimensions.flatMap { dimension in
            dimension.questions.map { question in
                AnswerRow(
                    dimension: dimension.title[wording.language], question: question.text[wording.language],
                    answer: texts.text(view.submission.answers[question.id], question),
                    basis: question.basis.map { BasisLine($0, wording).text }.joined(separator: "; "))
            }
        }
    }
}
