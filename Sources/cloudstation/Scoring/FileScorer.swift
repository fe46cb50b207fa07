import AnswerSheets
import Casework
import Catalogue
import Foundation
import HealthCheck
import Spreadsheet
import Station
import Web

/// What a file of answers came to.
struct ScoredFile: Sendable {
    let name: String
    let company: String
    /// Nil exactly where there are problems.
    let profile: Profile?
    /// `file:cell: message` or `file:line: message`.
    let problems: [String]
    /// What is worth knowing though it stops nothing.
    var notes: [String] = []
}

/// Scores files of answers to one self-test; each by itself, so that one bad file spoils no other.
struct FileScorer: Sendable {
    let catalogue: StationCatalogue
    let questionnaire: Questionnaire
    let loader: CatalogueLoader
    let language: Language

    /// All of them, as many at a time as there are processors, in the order given.
    func score(_ files: [URL]) async -> [ScoreRow] {
        let progress = ScoreProgress(total: files.count)
        let scored = await withTaskGroup(of: (Int, ScoreRow).self) { group in
            var results = [ScoreRow?](repeating: nil, count: files.count)
            var waiting = files.enumerated().makeIterator()
            func begin() {
                guard let (place, file) = waiting.next() else { return }
                group.addTask {
                    progress.begin(file.lastPathComponent)
                    // Of a profile's many parts the row keeps few; the rest goes with the task.
                    return (place, ScoreRow(score(file)))
                }
            }
            for _ in 0..<ProcessInfo.processInfo.activeProcessorCount { begin() }
            for await (place, row) in group {
                results[place] = row
                progress.end()
                begin()
            }
            return results.compactMap { $0 }
        }
        progress.finish()
        return scored
    }

    /// One of them.
    func score(_ file: URL) -> ScoredFile {
        ["csv", "xlsx"].contains(file.pathExtension.lowercased()) ? scoreSheet(file) : scoreYAML(file)
    }

    private func scoreYAML(_ file: URL) -> ScoredFile {
        let outcome = loader.readAnswers(file, for: questionnaire, countries: catalogue.countries)
        let found = outcome.diagnostics.map(\.description)
        guard let read = outcome.value else {
            return ScoredFile(name: file.lastPathComponent, company: "", profile: nil, problems: found)
        }
        do {
            let sheet = try AnswerSheet(read.answers, for: questionnaire, in: read.context)
            return ScoredFile(
                name: file.lastPathComponent, company: read.company ?? "", profile: Profile(sheet), problems: [],
                notes: found)
        } catch {
            return failed(file, "\(error.problems.count) answers do not fit")
        }
    }

    private func scoreSheet(_ file: URL) -> ScoredFile {
        let today = loader.today.description
        guard let day = AnswerDay(today) else { return failed(file, "today is no day") }
        let messages = SheetMessages(catalogue, language)
        let data: Data
        do {
            // A larger one is refused without being read.
            let size = try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int ?? 0
            guard size <= AnswerFile.limits.fileBytes else {
                let error = AnswerFileError.unreadable(.tooLarge(.fileBytes, allowed: AnswerFile.limits.fileBytes))
                return failed(file, messages.text(error))
            }
            data = try Data(contentsOf: file)
        } catch {
            return failed(file, "the file cannot be read")
        }
        let context = AnswerContext(day: day, countries: catalogue.countries)
        do {
            let read = try AnswerFile(data, for: questionnaire, in: catalogue, context)
            return scored(read, file, context, messages)
        } catch {
            return failed(file, messages.text(error))
        }
    }

    private func scored(
        _ read: AnswerFile, _ file: URL, _ context: AnswerContext, _ messages: SheetMessages
    ) -> ScoredFile {
        let name = file.lastPathComponent
        let problems = read.problems.map { "\(name):\($0.place): \(messages.reason($0))" }
        let notes =
            read.dropped.map { "\(name):\($0.place): “\($0.question)” is asked no more; left out" }
            + read.notAsked.map { "\(name): “\($0)” is not asked under the other answers; it does not count" }
        guard problems.isEmpty else {
            return ScoredFile(name: name, company: read.company, profile: nil, problems: problems, notes: notes)
        }
        let sheet = AnswerSheet(
            fitting: read.answers, for: questionnaire,
            in: AnswerContext(day: read.answeredOn ?? context.day, countries: context.countries))
        return ScoredFile(
            name: name, company: read.company, profile: Profile(sheet), problems: [], notes: notes)
    }

    private func failed(_ file: URL, _ problem: String) -> ScoredFile {
        ScoredFile(
            name: file.lastPathComponent, company: "", profile: nil,
            problems: ["\(file.lastPathComponent): \(problem)"])
    }
}
