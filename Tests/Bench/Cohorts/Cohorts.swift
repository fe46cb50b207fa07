import ArgumentParser
import Casework
import Catalogue
import Foundation
import HealthCheck
import Station
import Storage

/// How long it takes to compare every company with its like, how much memory, how long anybody else waits meanwhile.
///
/// Fills a store in a process of its own, so that the memory measured is that of the refresh. Prints one JSON object.
@main
struct Cohorts: AsyncParsableCommand {
    @Option(help: "How many companies; a district has 117,000.")
    var companies = 117_000

    @Option(help: "Submissions of each company, one after the other over the self-tests.")
    var submissions = 3

    @Option(help: "The folder of the store; made and removed where none is given.")
    var data: String?

    @Flag(help: ArgumentHelp("Only fill the store.", visibility: .private))
    var fill = false

    func run() async throws {
        let today = CivilDay(number: Int(Date().timeIntervalSince1970 / 86_400))
        let loader = CatalogueLoader(folder: URL(fileURLWithPath: "Questionnaires"), today: today, runExamples: false)
        guard let catalogue = loader.load().catalogue else { throw ExitCode.failure }
        if fill, let data {
            try await CohortScene(catalogue, companies: companies, submissions: submissions).fill(Self.file(in: data))
            return
        }
        let folder = data ?? FileManager.default.temporaryDirectory.appending(path: "cohorts-\(UUID().uuidString)").path
        defer { if data == nil { try? FileManager.default.removeItem(atPath: folder) } }
        if !FileManager.default.fileExists(atPath: Self.file(in: folder)) {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try filling(folder)
        }
        let figures = try await CohortMeasurement.run(catalogue, Self.file(in: folder))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let all = figures.merging(["companies": Double(companies)]) { $1 }
        print(String(decoding: try encoder.encode(all), as: UTF8.self))
    }

    private static func file(in folder: String) -> String { folder + "/station.sqlite" }

    private func filling(_ folder: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
        process.arguments = [
            "--fill", "--companies", "\(companies)", "--submissions", "\(submissions)", "--data", folder,
        ]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw ExitCode(process.terminationStatus) }
    }
}
