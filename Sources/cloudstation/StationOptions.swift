import ArgumentParser
import Casework
import Catalogue
import Foundation
import Station
import Storage

/// Where the catalogue is; every command that reads it has this.
struct CatalogueOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Folder with questionnaires, matters, rules and texts.", valueName: "dir"))
    var catalogue: String?

    var folder: URL { URL(fileURLWithPath: catalogue ?? Settings().string("catalogue") ?? "Questionnaires") }

    var loader: CatalogueLoader { CatalogueLoader(folder: folder, today: Self.today) }

    /// The catalogue; prints every error and leaves with status 1 if there is one. Warnings are the caller's.
    func load() throws -> (catalogue: StationCatalogue, warnings: [Diagnostic]) {
        let outcome = CatalogueLoader(folder: folder, today: Self.today, runExamples: false).load()
        for diagnostic in outcome.diagnostics where diagnostic.severity == .error {
            FileHandle.report(diagnostic.description)
        }
        guard let catalogue = outcome.catalogue else { throw ExitCode.failure }
        return (catalogue, outcome.diagnostics)
    }

    /// Today in China, where the station is.
    static var today: CivilDay {
        CivilDay(number: Int(((Date().timeIntervalSince1970 + 28_800) / 86_400).rounded(.down)))
    }
}

/// Where the data is.
struct StoreOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Folder for the station's data. (default: station-data)", valueName: "dir"))
    var data: String?

    @Option(help: ArgumentHelp("sqlite:PATH or postgres://… (default: sqlite:DATA/station.sqlite)", valueName: "url"))
    var database: String?

    var folder: URL { URL(fileURLWithPath: data ?? Settings().string("data") ?? "station-data", isDirectory: true) }

    /// Where the store is; without an address a file in the data folder.
    func location() throws -> StoreLocation {
        guard let text = database ?? Settings().string("database") else {
            return .sqlite(path: folder.appendingPathComponent("station.sqlite").path)
        }
        guard let location = StoreLocation(text) else {
            // What stands there may hold a password.
            throw ValidationError("--database must begin with sqlite: or postgres://.")
        }
        return location
    }

    /// Opens the store to read and write; a file must not be in use by another process. Close it in the end.
    func open() async throws -> any OpenedStore {
        let location = try location()
        return try await Self.telling { () async throws(OpeningError) in try await location.open() }
    }

    /// Opens the store for `work` and closes it whatever comes of it: a connection that is still being made while the
    /// process ends takes it down. Reading only works also beside a running station.
    func using<Value>(readOnly: Bool = false, _ work: (any OpenedStore) async throws -> Value) async throws -> Value {
        let location = try location()
        let store = try await Self.telling { () async throws(OpeningError) in
            readOnly ? try await location.openReadOnly() : try await location.open()
        }
        do {
            let value = try await work(store)
            await store.close()
            return value
        } catch {
            await store.close()
            throw error
        }
    }

    /// Runs a step with the store; an error goes to standard error, and the command ends with status 2.
    static func telling<Value>(_ step: () async throws(OpeningError) -> Value) async throws -> Value {
        do {
            return try await step()
        } catch {
            FileHandle.report("error: \(error)")
            throw ExitCode(2)
        }
    }
}

/// How a command prints its result.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
}
