import ArgumentParser
import Casework
import Catalogue
import Foundation
import HealthCheck
import Station

/// How long it takes to score the tax self-test's mixed example, beside its limit: the logarithms and exponentials that
/// the method cannot do without. Prints one JSON object, nanoseconds each, medians of several rounds.
@main
struct Scoring: ParsableCommand {
    @Option(help: "How many scorings one round takes.")
    var times = 20_000

    @Option(help: "How many rounds; the median counts.")
    var rounds = 7

    func run() throws {
        let folder = URL(fileURLWithPath: "Questionnaires")
        let today = CivilDay(number: Int(Date().timeIntervalSince1970 / 86_400))
        let loader = CatalogueLoader(folder: folder, today: today, runExamples: false)
        let example = folder.appending(path: "self-tests/tax/examples/mixed.yaml")
        guard let catalogue = loader.load().catalogue, let tax = catalogue.selfTest("tax"),
            let file = loader.readAnswers(example, for: tax, countries: catalogue.countries).value
        else { throw ExitCode.failure }
        let sheet = try AnswerSheet(file.answers, for: tax, in: file.context)
        let card = Scorecard(sheet)
        var scorecard: [Double] = []
        var profile: [Double] = []
        var limit: [Double] = []
        // They take turns, so that a noisy machine hurts all of them.
        for _ in 0..<rounds {
            limit.append(
                Self.time(times) { Self.transcendentals(facts: card.answered, dimensions: card.dimensions.count) })
            scorecard.append(Self.time(times) { Scorecard(sheet).high })
            profile.append(Self.time(max(1, times / 50)) { Profile(sheet).card.high })
        }
        let figures: [String: Double] = [
            "questions": Double(tax.questions.count), "answered": Double(card.answered),
            "scorecardNs": Self.median(scorecard), "profileNs": Self.median(profile), "limitNs": Self.median(limit),
        ]
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        print(String(decoding: try encoder.encode(figures), as: UTF8.self))
    }

    /// Nanoseconds for one run of `body`.
    private static func time(_ times: Int, _ body: () -> Double) -> Double {
        var sum = 0.0
        let clock = ContinuousClock()
        let spent = clock.measure { for _ in 0..<times { sum += body() } }
        // Used, so that no compiler leaves the work out.
        if sum.isNaN { print("not a number") }
        return Double(spent.components.seconds) * 1e9 / Double(times)
            + Double(spent.components.attoseconds) / 1e9 / Double(times)
    }

    /// A logarithm for each fact, and for each dimension and the test the ends of three means: score, low and high.
    private static func transcendentals(facts: Int, dimensions: Int) -> Double {
        var sum = 0.0
        for fact in 0..<facts { sum += log(1 + Double(fact)) }
        for dimension in 0..<dimensions {
            for end in 0..<3 { sum += log(1 + exp(Double(dimension + end) / 10)) }
        }
        for end in 0..<3 { sum += exp(Double(end)) }
        return sum
    }

    private static func median(_ figures: [Double]) -> Double { figures.sorted()[figures.count / 2] }
}
