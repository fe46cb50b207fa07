import ArgumentParser
import Foundation
import HealthCheck
import Station
import Web

/// Writes a health-check report from the store, also beside a running station.
struct Report: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Write the report of a health-check profile.")

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case html
        case csv
    }

    @Argument(help: ArgumentHelp("Id of the profile, as in its address.", valueName: "profile-id"))
    var profile: String

    @Option(help: "html or csv.")
    var format: Format

    @Option(help: ArgumentHelp("File to write. (default: standard output)", valueName: "file"))
    var output: String?

    @Option(help: "zh-Hans or en.")
    var language: String = Language.zhHans.rawValue

    @Option(help: ArgumentHelp("Folder with report templates. (default: Reports)", valueName: "dir"))
    var reports: String?

    @OptionGroup var store: StoreOptions
    @OptionGroup var catalogue: CatalogueOptions

    func run() async throws {
        guard let language = Language(rawValue: language) else {
            throw ValidationError("--language must be zh-Hans or en.")
        }
        let (loaded, _) = try catalogue.load()
        let folder = URL(fileURLWithPath: reports ?? Settings().string("reports") ?? "Reports")
        let text = try await store.using(readOnly: true) { store in
            let station = Station(
                catalogue: loaded, database: store,
                settings: StationSettings(baseURL: Settings().string("base-url") ?? ""))
            let report = try ProfileReport(station: station, templates: folder.appendingPathComponent("templates"))
            do {
                let view = try await station.storedProfile(profile)
                return format == .html ? report.html(view, language) : report.csv(view, language)
            } catch StationError.notFound {
                throw ValidationError("There is no profile “\(profile)” in this store.")
            }
        }
        guard let output else { return print(text) }
        try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
    }
}
