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
        case pdf
        case xlsx
        case csv
    }

    @Argument(help: ArgumentHelp("Id of the profile, as in its address.", valueName: "profile-id"))
    var profile: String

    @Option(help: "html, pdf (needs WeasyPrint), xlsx (needs the trait Spreadsheets) or csv.")
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
        let bytes = try await store.using(readOnly: true) { store in
            let station = Station(
                catalogue: loaded, database: store,
                settings: StationSettings(baseURL: Settings().string("base-url") ?? ""))
            let report = try ProfileReport(station: station, templates: folder.appendingPathComponent("templates"))
            do {
                let view = try await station.storedProfile(profile)
                switch format {
                case .html: return Data(report.html(view, language).utf8)
                case .csv: return Data(report.csv(view, language).utf8)
                case .xlsx: return try report.xlsx(view, language)
                case .pdf: return try await PDFRenderer().render(report.paper(view, language))
                }
            } catch StationError.notFound {
                throw ValidationError("There is no profile “\(profile)” in this store.")
            } catch let problem as PDFProblem {
                throw ValidationError("No PDF: \(problem).")
            }
        }
        guard let output else { return FileHandle.standardOutput.write(bytes) }
        try bytes.write(to: URL(fileURLWithPath: output), options: .atomic)
    }
}
