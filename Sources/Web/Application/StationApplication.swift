import Foundation
public import Hummingbird
public import Logging
public import Station

/// The web face of the station: pages and API over the same use cases.
public struct WebFace {
    /// Everything behind it is in the responder; start-up problems of templates and assets throw here.
    public static func router(
        station: Station, configuration: WebConfiguration, hashing: any PasswordHashing, logger: Logger
    ) throws -> Router<StationContext> {
        let resources = Bundle.module.resourceURL ?? Bundle.module.bundleURL
        let pages = try PageRenderer(
            station: station, configuration: configuration,
            templates: TemplateFolder(resources.appendingPathComponent("Templates")))
        let assets = try AssetFolder(resources.appendingPathComponent("Assets"))
        let presenter = ErrorPresenter(station: station, pages: pages, logger: logger)
        let site = Site(
            station: station, pages: pages, hashing: hashing, presenter: presenter, configuration: configuration,
            assets: assets,
            report: try ProfileReport(station: station, templates: configuration.reportTemplates),
            adviceTexts: AdviceTexts(station.catalogue.selfTests), readiness: Readiness(station: station))
        let router = Router(context: StationContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: SecurityHeaders(isHTTPS: configuration.baseURL.hasPrefix("https:")))
        router.add(middleware: ErrorPages(presenter: presenter))
        router.get("/assets/**") { request, context in
            try assets.response(context.parameters.getCatchAll().joined(separator: "/"), request)
        }
        router.add(middleware: Authentication(station: station, previewToken: configuration.preview?.token))
        // Once more, inside: only here an error knows who asks and in which language they read.
        router.add(middleware: ErrorPages(presenter: presenter, paths: KnownPaths(site)))
        router.add(middleware: SameOrigin(origin: configuration.baseURL))
        router.add(middleware: StorableText())
        site.addRoutes(to: router)
        return router
    }
}
