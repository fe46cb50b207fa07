import ArgumentParser
import Foundation
import HealthCheck
import Station

/// Scores files of answers without storing anything.
struct Score: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Score a file of answers, or many of them into one table.",
        discussion: """
            Answers are YAML with a map `answers:`, or sheets as `cloudstation template` writes them: XLSX or CSV. Of a \
            folder every such file is scored, by name. One file alone is printed in full; several, or --output, give a \
            table with a row for each. A file that cannot be scored has what is wrong in the column `problem`, the others \
            are scored all the same, and the exit status is 1.
            """)

    @Argument(help: ArgumentHelp("tax, supply-chain or staff.", valueName: "self-test"))
    var selfTest: String

    @Argument(help: ArgumentHelp("Files of answers, or folders of them.", valueName: "answers"))
    var answers: [String]

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    @Option(help: ArgumentHelp("File for the table: .csv, .xlsx or .json.", valueName: "file"))
    var output: String?

    @Option(help: "zh-Hans or en: of the table and of what is wrong.")
    var language: LanguageOption = .zhHans

    @OptionGroup var catalogue: CatalogueOptions

    func run() async throws {
        let target = try output.map { try ScoreTable.Target(URL(fileURLWithPath: $0)) }
        let (loaded, _) = try catalogue.load()
        guard let questionnaire = loaded.selfTest(selfTest) else {
            throw ValidationError(
                "There is no self-test “\(selfTest)”; there are \(loaded.selfTests.map(\.id).joined(separator: ", ")).")
        }
        let found = try AnswerFiles(answers)
        let scorer = FileScorer(
            catalogue: loaded, questionnaire: questionnaire, loader: catalogue.loader, language: language.language)
        if target == nil, let only = found.onlyFile { return try printWhole(scorer.score(only), scorer) }
        for file in found.skipped { FileHandle.report("\(file): not read: answers are .yaml, .csv or .xlsx") }
        guard !found.files.isEmpty else { throw ValidationError("There are no files of answers in \(answers[0]).") }
        let table = ScoreTable(rows: await scorer.score(found.files), scorer: scorer)
        if let target {
            try table.write(to: target)
            FileHandle.report("\(target.file.lastPathComponent): \(table.summary)")
        } else {
            print(format == .json ? table.json() : table.text())
            FileHandle.report(table.summary)
        }
        guard table.failures == 0 else { throw ExitCode.failure }
    }

    /// A single file: its score with all its parts, or everything that is wrong with it.
    private func printWhole(_ scored: ScoredFile, _ scorer: FileScorer) throws {
        for line in scored.notes + scored.problems { FileHandle.report(line) }
        guard let profile = scored.profile else { throw ExitCode.failure }
        let result = ScoreResult(profile)
        print(
            format == .json ? StationJSON.text(result) : result.text(scorer.questionnaire, scorer.catalogue.locales))
    }
}
