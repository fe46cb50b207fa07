import ArgumentParser
import Catalogue
import Foundation
import Hummingbird
import Logging
import ServiceLifecycle
import Station
import Storage
import Web

/// Shows questionnaires in the browser while they are being written.
struct Preview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Preview self-tests in the browser while you edit them.",
        discussion: """
            The real pages on loopback, with an invented company signed in and a store that is gone when you stop. Save \
            a file and the page reloads itself; mistakes stand on top with file and line, above the content from before \
            them. Drafts are shown as well.
            """)

    @Argument(help: ArgumentHelp("Open this self-test; without it the list of all.", valueName: "self-test"))
    var selfTest: String?

    @Option(help: "Port to listen on, on 127.0.0.1.")
    var port: Int = 8090

    @OptionGroup var catalogue: CatalogueOptions

    @Option(help: ArgumentHelp("Folder with report templates. (default: Reports)", valueName: "dir"))
    var reports: String?

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("preview-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let location = StoreLocation.sqlite(path: folder.appendingPathComponent("preview.sqlite").path)
        let store = try await StoreOptions.telling { () async throws(OpeningError) in try await location.open() }
        let address = "http://127.0.0.1:\(port)"
        var logger = Logger(label: "cloudstation")
        logger.logLevel = .warning
        let reports = URL(fileURLWithPath: reports ?? Settings().string("reports") ?? "Reports")
        let stage = PreviewStage(
            folder: catalogue.folder, store: store, address: address,
            templates: reports.appendingPathComponent("templates"), logger: logger)
        await stage.reload()
        let entrance = "\(address)\(selfTest.map { "/self-tests/\($0)" } ?? "/preview")"
        var app = Application(
            responder: PreviewResponder(stage: stage),
            server: .http1(configuration: .init(idleTimeout: .seconds(30))),
            configuration: .init(address: .hostname("127.0.0.1", port: port), serverName: nil),
            onServerRunning: { _ in FileHandle.report("预览 Preview: \(entrance)") }, logger: logger)
        app.addServices(PreviewWatch(folder: catalogue.folder, stage: stage))
        try await app.runService()
        await store.close()
    }
}
