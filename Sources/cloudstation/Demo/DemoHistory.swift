import Casework
import Foundation
import Station

/// The tickets of the past year: busy Mondays, quiet Fridays, and more of them month by month.
struct DemoHistory {
    let catalogue: StationCatalogue
    /// Those who file; some far more often than others.
    let companies: [Company]
    let now: Date
    var chance: DemoChance

    /// About this many tickets a year.
    private static let yearly = 375.0
    /// Share of each weekday, Monday first; the last two are working days only after a make-up notice.
    private static let rhythm = [1.4, 1.2, 1.0, 0.85, 0.6, 0.5, 0.5]

    /// The year's stories in the order they were filed.
    mutating func stories() -> [DemoStory] {
        let calendar = catalogue.policy.calendar
        let today = calendar.day(of: now)
        let days = calendar.workingDays(from: today.advanced(by: -365), to: today)
        let loads = days.enumerated().map { place, day in
            Self.rhythm[day.weekday - 1] * (0.65 + 0.7 * Double(place) / Double(max(1, days.count)))
        }
        let total = loads.reduce(0, +)
        var filings: [DemoFiling] = []
        // What a day leaves over adds to the next, so that the year comes out right whatever the calendar holds.
        var rest = 0.0
        for (day, load) in zip(days, loads) {
            rest += Self.yearly * load / total * chance.between(0.4...1.6)
            let count = Int(rest)
            rest -= Double(count)
            for _ in 0..<count { if let filing = filing(on: day) { filings.append(filing) } }
        }
        return filings.map { filed in
            var plot = DemoPlot(filed, catalogue)
            return DemoStory(filed: filed, steps: plot.steps())
        }
    }

    private mutating func filing(on day: CivilDay) -> DemoFiling? {
        // The square makes a few companies regulars.
        let share = chance.between(0...1)
        let company = companies[min(companies.count - 1, Int(share * share * Double(companies.count)))]
        let topics = DemoTopic.all.filter { $0.industries.isEmpty || $0.industries.contains(company.industry) }
        let topic = topics[chance.place(in: topics.map { Double($0.weight) })]
        guard let matter = catalogue.matter(topic.matter) else { return nil }
        let origin: [Origin] = [.portal, .hotline, .window, .api]
        return DemoFiling(
            topic, matter, by: company, at: catalogue.policy.calendar.date(day, share: chance.between(0...1)),
            origin: origin[chance.place(in: [72, 13, 10, 5])], seed: chance.next())
    }
}
