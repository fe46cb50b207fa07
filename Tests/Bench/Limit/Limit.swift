import ArgumentParser
import Casework
import Catalogue
import Foundation
import Hummingbird
import Logging
import Station
import Storage
import Web

/// The limit that the benchmark measures the product against: the same server, with the same middleware and the same
/// check of the sign-in token, doing nothing for a request but one bare, durable, group-committed insert of `count`
/// small rows.
@main
struct Limit: AsyncParsableCommand {
    @Option(help: "Where the scratch store is, with the accounts in it: sqlite:PATH or postgres://…")
    var database: String

    @Option var port: Int

    func run() async throws {
        guard let location = StoreLocation(database) else { throw ValidationError("--database is no store.") }
        let today = CivilDay(number: Int(Date().timeIntervalSince1970 / 86_400))
        let loader = CatalogueLoader(folder: URL(fileURLWithPath: "Questionnaires"), today: today, runExamples: false)
        guard let catalogue = loader.load().catalogue else { throw ExitCode.failure }
        let store = try await location.open()
        let address = "http://127.0.0.1:\(port)"
        let logger = Logger(label: "limit") { _ in SwiftLogNoOpLogHandler() }
        let router = try WebFace.router(
            station: Station(
                catalogue: catalogue, database: store, settings: StationSettings(baseURL: address)),
            configuration: WebConfiguration(
                baseURL: address, reportTemplates: URL(fileURLWithPath: "Reports/templates")),
            hashing: ScryptHasher(), logger: logger)
        router.post("/limit/:count") { request, context in
            guard context.principal != nil else { return Response(status: .unauthorized) }
            let count = try context.parameters.require("count", as: Int.self)
            _ = try await request.body.collect(upTo: 1 << 20)
            try await store.write { tx in
                for _ in 0..<count {
                    try tx.audit.add(
                        AuditEntry(
                            id: Ambient.live.newID(), at: Ambient.live.now(), who: "limit", action: "limit",
                            subject: "limit", result: "ok"))
                }
            }
            return Response(status: .created)
        }
        let app = Application(
            router: router, server: .http1(configuration: .init(idleTimeout: .seconds(30))),
            configuration: .init(address: .hostname("127.0.0.1", port: port), serverName: nil), logger: logger)
        try await app.runService()
        await store.close()
    }
}
