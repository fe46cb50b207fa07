import Casework
import Foundation
import Station
import Testing

@Suite("Figures")
struct SummaryStoreTests {
    /// Four tickets: answered after 100 s, 300 s and late; one still at the desk; filed on two local days.
    private static func fill(_ station: TestStation) async throws {
        let company = try Fixtures.company(1)
        try await station.write { tx in
            try tx.companies.save(company)
            for (index, seconds) in [TimeInterval](arrayLiteral: 100, 300, 30 * 86_400).enumerated() {
                let filed = try tx.file(Fixtures.filing(company.code), at: Fixtures.monday)
                let working = try tx.start(filed, unit: index == 0 ? "tax" : "entry-exit", at: Fixtures.after(50))
                let answered = try tx.act(
                    .answer(text: "答复"), on: working, by: .unit(working.lead), at: Fixtures.after(seconds))
                let rated = try tx.act(
                    .rate(stars: index + 3, comment: ""), on: answered, by: .company, at: Fixtures.after(seconds + 1))
                if index == 0 {
                    try tx.act(.confirm(.solved), on: rated, by: .company, at: Fixtures.after(seconds + 2))
                }
            }
            // 16:00 in UTC on Monday is Tuesday in Shanghai.
            try tx.file(Fixtures.filing(company.code), at: Fixtures.after(15 * 3600))
        }
    }

    @Test("counts, median, ratings and days are those of the tickets filed in the span", arguments: Engine.allCases)
    func figures(engine: Engine) async throws {
        let station = try engine.open()
        try await Self.fill(station)
        let figures = try await station.read {
            try $0.summary.figures(
                from: Fixtures.monday, to: Fixtures.after(86_400), now: Fixtures.after(3 * 86_400), unit: nil)
        }
        #expect(figures.filed == 4 && figures.ended == 1 && figures.openNow == 3)
        #expect(figures.answered == 3 && figures.answeredInTime == 2)
        #expect(figures.medianHandling == 300)
        #expect(figures.ratings == [3: 1, 4: 1, 5: 1])
        #expect(figures.openByStage == [.intake: 1, .feedback: 2])
        #expect(figures.overdueNow == 1)
        #expect(figures.filedPerDay.map(\.day.description) == ["2026-03-02", "2026-03-03"])
        #expect(figures.filedPerDay.map(\.count) == [3, 1])
        #expect(
            figures.byUnit == [
                .init(unit: "desk", byState: [.submitted: 1], overdue: 1),
                .init(unit: "entry-exit", byState: [.answered: 2], overdue: 0),
                .init(unit: "tax", byState: [.closed: 1], overdue: 0),
            ])
    }

    @Test(
        "a unit sees its own share, the median of two is their mean, and the end is outside", arguments: Engine.allCases
    )
    func share(engine: Engine) async throws {
        let station = try engine.open()
        try await Self.fill(station)
        let unit = try await station.read {
            try $0.summary.figures(
                from: Fixtures.monday, to: Fixtures.after(1), now: Fixtures.monday, unit: "entry-exit")
        }
        #expect(unit.filed == 2 && unit.ended == 0)
        #expect(unit.medianHandling == TimeInterval(300 + 30 * 86_400) / 2)
        #expect(unit.byUnit.map(\.unit) == ["entry-exit"])
        let nothing = try await station.read {
            try $0.summary.figures(
                from: Fixtures.after(-1), to: Fixtures.monday, now: Fixtures.monday, unit: nil)
        }
        #expect(nothing.filed == 0 && nothing.medianHandling == nil && nothing.filedPerDay.isEmpty)
        #expect(nothing.openNow == 3)
    }

    @Test("only the first answer counts, also after a reopening", arguments: Engine.allCases)
    func firstAnswer(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        let figures = try await station.write { tx in
            try tx.companies.save(company)
            var ticket = try tx.start(try tx.file(Fixtures.filing(company.code)), unit: "tax", at: Fixtures.monday)
            ticket = try tx.act(.answer(text: "一"), on: ticket, by: .unit("tax"), at: Fixtures.after(60))
            ticket = try tx.act(.reopen(reason: "未解决"), on: ticket, by: .company, at: Fixtures.after(120))
            ticket = try tx.act(.answer(text: "二"), on: ticket, by: .unit("tax"), at: Fixtures.after(600))
            return try tx.summary.figures(
                from: Fixtures.monday, to: Fixtures.after(1), now: Fixtures.after(700), unit: nil)
        }
        #expect(figures.answered == 1 && figures.medianHandling == 60)
    }
}
