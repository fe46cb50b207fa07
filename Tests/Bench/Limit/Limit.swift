import ArgumentParser
import Foundation
import Hummingbird
import Logging
import Station
import Storage

/// The limit that the benchmark measures the product against: the same HTTP server over the same store, doing nothing
/// for a request but one bare, durable, group-committed insert of `rows` small rows.
@main
struct Limit: AsyncParsableCommand {
    @Option(help: "Where the scratch store is: sqlite:PATH or postgres://…")
    var database: String

    @Option var port: Int

    func run() async throws {
        guard let location = StoreLocation(database) else { throw ValidationError("--database is no store.") }
        let store = try await location.open()
        let router = Router()
        router.post("/rows/:count") { request, context in
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
            return HTTPResponse.Status.created
        }
        let app = Application(
            router: router, server: .http1(configuration: .init(idleTimeout: .seconds(30))),
            configuration: .init(address: .hostname("127.0.0.1", port: port), serverName: nil),
            onServerRunning: { _ in print("ready") }, logger: Logger(label: "limit") { _ in SwiftLogNoOpLogHandler() })
        try await app.runService()
    }
}
