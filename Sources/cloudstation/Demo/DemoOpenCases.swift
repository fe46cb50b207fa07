import Casework
import Foundation
import Station

/// What lies on the desks now: every open state, fresh, near its deadline and past it.
struct DemoOpenCases {
    let catalogue: StationCatalogue
    let companies: [Company]
    let now: Date
    var chance: DemoChance

    /// Matter, place of the company, working minutes ago, and what has happened since.
    private static let cases: [(String, Int, Double, [DemoStep])] =
        submitted + transferred + entryExit + economicCrime + others

    private static let submitted: [(String, Int, Double, [DemoStep])] = [
        ("EE07", 2, 12, []),
        ("CU03", 6, 31, [.companyWrites(after: 10)]),
        ("FA03", 15, 55, []),
        // A quarter of an hour left to take it in.
        ("EE20", 10, 105, []),
        // Taken in too late already.
        ("TX05", 8, 175, []),
    ]
    private static let transferred: [(String, Int, Double, [DemoStep])] = [
        ("EE26", 11, 130, [.accept(after: 25)]),
        // The unit's receipt clock has all but run out, and here it has.
        ("EE18", 16, 290, [.accept(after: 65)]),
        ("EE06", 24, 420, [.accept(after: 40)]),
        ("EC05", 9, 150, [.accept(after: 35)]),
        ("TX01", 12, 110, [.accept(after: 45)]),
        ("HR03", 13, 200, [.accept(after: 30)]),
    ]
    private static let entryExit: [(String, Int, Double, [DemoStep])] = [
        ("EE02", 3, 900, [.accept(after: 30), .take(after: 60), .unitWrites(after: 200)]),
        // Past its promise of three working days.
        ("EE22", 22, 1_420, [.accept(after: 50), .take(after: 120), .note(after: 300)]),
        (
            "EE20", 18, 700,
            [.accept(after: 20), .take(after: 80), .openLeg("foreign-affairs", after: 60), .note(after: 30)]
        ),
        ("EE28", 5, 1_000, [.accept(after: 30), .take(after: 50), .ask(after: 90)]),
        ("EE07", 25, 1_500, [.accept(after: 15), .take(after: 60), .answer(share: 0.3)]),
        ("HR01", 4, 640, [.accept(after: 35), .take(after: 90)]),
        ("FA01", 17, 800, [.accept(after: 20), .take(after: 60), .openLeg("entry-exit", after: 120)]),
    ]
    private static let economicCrime: [(String, Int, Double, [DemoStep])] = [
        ("EC02", 7, 95, [.accept(after: 8), .take(after: 10), .note(after: 20)]),
        ("EC01", 20, 1_100, [.accept(after: 40), .take(after: 100), .ask(after: 200), .companyWrites(after: 60)]),
        (
            "EC05", 21, 760,
            [.accept(after: 25), .take(after: 70), .openLeg("legal", after: 40), .opinion(after: 300)]
        ),
        (
            "EC03", 14, 1_600,
            [.accept(after: 30), .take(after: 90), .openLeg("cyber", after: 200), .opinion(after: 400)]
        ),
        ("CR01", 23, 120, [.accept(after: 6), .take(after: 9), .unitWrites(after: 15)]),
        ("TX05", 7, 830, [.accept(after: 30), .take(after: 110), .openLeg("economic-crime", after: 150)]),
        ("EC05", 19, 1_700, [.accept(after: 20), .take(after: 80), .answer(share: 0.5)]),
    ]
    private static let others: [(String, Int, Double, [DemoStep])] = [
        ("CM01", 26, 850, [.accept(after: 30), .take(after: 100), .opinion(after: 200), .note(after: 60)]),
        ("CA02", 27, 1_150, [.accept(after: 30), .take(after: 90), .ask(after: 300)]),
        ("JU01", 28, 1_300, [.accept(after: 20), .take(after: 60), .answer(share: 0.4)]),
    ]

    /// The stories, oldest first.
    mutating func stories() -> [DemoStory] {
        var stories: [DemoStory] = []
        for (code, place, minutes, steps) in Self.cases where companies.indices.contains(place) {
            guard let matter = catalogue.matter(code) else { continue }
            let filed = DemoFiling(
                DemoTopic.about(code), matter, by: companies[place],
                at: catalogue.policy.calendar.date(workingMinutes: minutes, before: now), origin: .portal,
                seed: chance.next())
            stories.append(DemoStory(filed: filed, steps: steps))
        }
        return stories
    }
}
