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

    /// The SQLite file; a PostgreSQL address is refused with what to do.
    func path() throws -> String {
        guard let url = database ?? Settings().string("database") else {
            return folder.appendingPathComponent("station.sqlite").path
        }
        if url.hasPrefix("sqlite:") { return String(url.dropFirst("sqlite:".count)) }
        if url.hasPrefix("postgres://") || url.hasPrefix("postgresql://") {
            throw ValidationError(
                "PostgreSQL is not part of this build. Use sqlite:PATH, or build with --traits PostgreSQL once the driver is there."
            )
        }
        throw ValidationError("--database must be sqlite:PATH or postgres://…, not “\(url)”.")
    }

    /// Opens the store to read and write; it must not be in use by another process.
    func open() throws -> SQLiteStation {
        let path = try path()
        do {
            return try SQLiteStation(path: path)
        } catch {
            FileHandle.report("error: \(error)")
            throw ExitCode(2)
        }
    }

    /// Opens the store to read only, also beside a running station.
    func openReadOnly() throws -> SQLiteStation {
        let path = try path()
        do {
            return try SQLiteStation.openReadOnly(path: path)
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
