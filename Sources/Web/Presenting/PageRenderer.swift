import Casework
import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import Mustache
import Station

/// Renders typed page models with the templates of the reader's language.
struct PageRenderer: Sendable {
    let station: Station
    let configuration: WebConfiguration
    private let libraries: [Language: MustacheLibrary]

    /// Loads every template once per language; a missing string is a start-up error, not an empty page.
    init(station: Station, configuration: WebConfiguration, templates: TemplateFolder) throws {
        self.station = station
        self.configuration = configuration
        libraries = try templates.libraries(station.catalogue.locales)
    }

    /// A whole page: `template` filled with `model`, inside the shell; with `live` it hears of news.
    func response(
        _ template: String, _ model: Any, title: String, _ context: StationContext, path: String,
        place: Shell.Place? = nil, status: HTTPResponse.Status = .ok, hasErrors: Bool = false,
        live: LiveBar? = nil
    ) -> Response {
        let shell = Shell(
            station: station, configuration: configuration, context: context, title: title, path: path,
            place: place, hasErrors: hasErrors, live: live ?? previewLive(path))
        let html = libraries[context.reader.language]?.render(Screen(shell: shell, page: model), withTemplate: template)
        return .html(html ?? "", status: html == nil ? .internalServerError : status)
    }

    /// A piece of a page that a script puts in its place.
    func fragment(_ template: String, _ model: Any, _ context: StationContext) throws -> String {
        guard let html = libraries[context.reader.language]?.render(model, withTemplate: template) else {
            throw StationError.notFound
        }
        return html
    }

    /// A page of a preview reloads itself when the files have changed.
    private func previewLive(_ path: String) -> LiveBar? {
        configuration.preview.map { LiveBar(.catalogue(generation: $0.generation()), refresh: path, reloads: true) }
    }
}

/// What a template sees: `shell.…` for the frame, `page.…` for the content.
private struct Screen {
    let shell: Shell
    let page: Any
}
