import Casework
import Foundation
import HealthCheck
import Station

/// What the account `company` finds: two self-tests with a trend, a draft, and tickets in several states.
struct DemoFirstCompany {
    let catalogue: StationCatalogue
    let company: Company
    let now: Date
    var chance: DemoChance

    /// The self-test whose red line became a ticket, and the one that is half answered.
    static let selfTestWithRedLine = "staff"
    static let draftedSelfTest = "supply-chain"
    /// Working minutes ago at which the newest staff self-test was submitted.
    private static let newest = 1_020.0

    /// When the newest self-test with the red line was submitted.
    var newestAt: Date { catalogue.policy.calendar.date(workingMinutes: Self.newest, before: now) }

    /// Tickets besides the one of the red line.
    mutating func stories() -> [DemoStory] {
        let good: [DemoStep] = [.accept(after: 20), .take(after: 60), .note(after: 30), .answer(share: 0.4)]
        let cases: [(String, Double, [DemoStep])] = [
            ("EE26", 1_260, [.accept(after: 25), .take(after: 70), .unitWrites(after: 60), .ask(after: 120)]),
            ("HR01", 560, [.accept(after: 18), .take(after: 75), .unitWrites(after: 120)]),
            ("EE02", 9_000, good + [.confirm(.solved, after: 120), .rate(5, after: 5)]),
            ("TX05", 27_000, good + [.confirm(.solved, after: 300), .rate(4, after: 20)]),
            ("EC05", 48_000, good + [.confirm(.partlySolved, after: 90), .rate(5, after: 15)]),
            ("FA03", 70_000, good + [.silence]),
        ]
        return cases.compactMap { code, minutes, steps in
            catalogue.matter(code).map { matter in
                DemoStory(
                    filed: DemoFiling(
                        DemoTopic.about(code), matter, by: company,
                        at: catalogue.policy.calendar.date(workingMinutes: minutes, before: now), origin: .portal,
                        seed: chance.next()),
                    steps: steps)
            }
        }
    }

    /// The ticket that a warning of `profile` became: answered, waiting for the company's word.
    mutating func story(of warning: Warning, in profile: Profile, _ questionnaire: Questionnaire) -> DemoStory? {
        guard let matter = catalogue.matter(warning.matter) else { return nil }
        var body = questionnaire.title(of: warning).zhHans
        if case .redLine(let id) = warning.cause { body = questionnaire.redLine(id)?.meaning.zhHans ?? body }
        let filed = DemoFiling(
            warning: (Self.finding(warning, questionnaire), profile.grade?.rawValue), matter, by: company,
            at: newestAt, title: questionnaire.title(of: warning).zhHans, body: body, seed: chance.next())
        return DemoStory(
            filed: filed,
            steps: [.accept(after: 15), .take(after: 45), .opinions(each: 160), .answer(share: 0.2)])
    }

    /// How a ticket names the finding it came from; see `Station.openTicket(for:)`.
    static func finding(_ warning: Warning, _ questionnaire: Questionnaire) -> String {
        "\(questionnaire.id)/\(warning.id)"
    }
}
