import ArgumentParser
import Catalogue
import Foundation
import HealthCheck
import Station

/// Scores a file of answers without storing anything.
struct Score: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Score a file of answers.")

    @Argument(help: ArgumentHelp("tax, supply-chain or staff.", valueName: "self-test"))
    var selfTest: String

    @Argument(help: ArgumentHelp("YAML file with a map `answers:`.", valueName: "answers.yaml"))
    var answers: String

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    @OptionGroup var catalogue: CatalogueOptions

    func run() throws {
        let (loaded, _) = try catalogue.load()
        guard let questionnaire = loaded.selfTest(selfTest) else {
            throw ValidationError(
                "There is no self-test “\(selfTest)”; there are \(loaded.selfTests.map(\.id).joined(separator: ", ")).")
        }
        let outcome = catalogue.loader.readAnswers(
            URL(fileURLWithPath: answers), for: questionnaire, countries: loaded.countries)
        for diagnostic in outcome.diagnostics { FileHandle.report(diagnostic.description) }
        guard let file = outcome.value else { throw ExitCode.failure }
        let profile = Profile(try AnswerSheet(file.answers, for: questionnaire, in: file.context))
        let result = ScoreResult(profile)
        print(format == .json ? StationJSON.text(result) : result.text(questionnaire, loaded.locales))
    }
}

/// A score as programs read it; scores to one decimal, nil where not rated.
struct ScoreResult: Encodable {
    let selfTest: String
    let version: String
    let contentHash: String
    let method: String
    let score: Double?
    let grade: String?
    let interval: [Double]
    let completeness: Int
    let dimensions: [DimensionResult]
    let redLines: [String]
    let warnings: [String]

    struct DimensionResult: Encodable {
        let id: String
        let score: Double?
        let grade: String?
        let interval: [Double]
    }

    init(_ profile: Profile) {
        selfTest = profile.selfTest
        version = profile.version
        contentHash = profile.contentHash
        method = profile.method.rawValue
        score = profile.card.score
        grade = profile.grade?.rawValue
        interval = [profile.card.low.roundedHalfUp, profile.card.high.roundedHalfUp]
        completeness = profile.card.completeness
        dimensions = profile.card.dimensions.map {
            DimensionResult(
                id: $0.id, score: $0.score, grade: $0.grade?.rawValue,
                interval: [$0.low.roundedHalfUp, $0.high.roundedHalfUp])
        }
        redLines = profile.redLines.map(\.id)
        warnings = profile.warnings.map(\.id)
    }

    func text(_ questionnaire: Questionnaire, _ locales: Locales) -> String {
        func number(_ value: Double?) -> String { value.map { String(format: "%.1f", $0) } ?? "–" }
        let word = locales.text("grade.\(grade ?? "not-rated")", .zhHans)
        var lines = [
            "\(questionnaire.title.zhHans) \(version)",
            "\(grade.map { "\($0) " } ?? "")\(word)  \(number(score))（\(number(interval[0]))–\(number(interval[1]))）  完整度 \(completeness)%",
        ]
        for dimension in dimensions {
            let title = questionnaire.dimension(dimension.id)?.title.zhHans ?? dimension.id
            lines.append("  \(number(dimension.score))  \(dimension.grade ?? "–")  \(title)")
        }
        for id in redLines { lines.append("▲红线 \(questionnaire.redLine(id)?.title.zhHans ?? id)") }
        for id in warnings { lines.append("预警 \(id)") }
        return lines.joined(separator: "\n")
    }
}
