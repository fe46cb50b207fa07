import ArgumentParser
import Casework
import Catalogue
import Foundation
import Station
import Storage

/// Fills a store with tickets as a district has them after ten years, for the reads that `queries.py` measures.
///
/// Writes through the store's own interface, so that every index and column is as the product writes it.
@main
struct Queries: AsyncParsableCommand {
    @Option(help: "How many tickets there are in the end; a store that has as many is left alone.")
    var tickets = 1_000_000

    @Option(help: "The store: sqlite:PATH or postgres://…")
    var database: String

    func run() async throws {
        let today = CivilDay(number: Int(Date().timeIntervalSince1970 / 86_400))
        let loader = CatalogueLoader(folder: URL(fileURLWithPath: "Questionnaires"), today: today, runExamples: false)
        guard let catalogue = loader.load().catalogue else { throw ExitCode.failure }
        guard let location = StoreLocation(database) else {
            throw ValidationError("--database must begin with sqlite: or postgres://.")
        }
        let store = try await location.open()
        do {
            try await TicketScene(catalogue, tickets: tickets).fill(store) { done, total in
                FileHandle.standardError.write(Data("\r\(done)/\(total)".utf8))
            }
        } catch {
            await store.close()
            throw error
        }
        await store.close()
    }
}
