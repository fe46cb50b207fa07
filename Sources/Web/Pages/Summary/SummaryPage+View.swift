import Casework
import Foundation
import HealthCheck
import Station

extension SummaryPage {
    init(_ summary: Summary, _ wording: Wording, now: Date, textSize: Int) {
        let figures = summary.figures
        let calendar = wording.station.catalogue.policy.calendar
        period = wording.say(
            "summary.period",
            ["from": wording.dates.fullDay(summary.from), "to": wording.dates.fullDay(summary.to)])
        updated = wording.say("summary.updated", ["time": wording.dates.time(now)])
        from = calendar.day(of: summary.from).description
        to = calendar.day(of: summary.to.addingTimeInterval(-1)).description
        self.figures = Self.figures(figures, wording)
        flow = Stage.allCases.map { FlowStep(name: wording.stage($0), count: figures.openByStage[$0] ?? 0) }
        let open = TicketState.allCases.filter { !$0.isEnded }
        states = open.map(wording.state)
        let most = figures.byUnit.flatMap { row in open.compactMap { row.byState[$0] } }.max() ?? 0
        let busy = figures.byUnit.filter { row in row.overdue > 0 || open.contains { (row.byState[$0] ?? 0) > 0 } }
        units = busy.map { row in
            UnitRow(
                name: wording.unit(row.unit),
                cells: open.map { state in Self.cell(row.byState[state] ?? 0, most: most) }, overdue: row.overdue)
        }
        hasUnits = !units.isEmpty
        urgent = summary.urgent.map { TicketTableRow($0, wording, at: now) }
        hasUrgent = !urgent.isEmpty
        ratings = (1...5).reversed().map {
            RatingRow(word: wording.say("rating.\($0)"), count: figures.ratings[$0] ?? 0)
        }
        hasRatings = !figures.ratings.isEmpty
        rates = [
            ("responded", figures.rates.responded), ("solved", figures.rates.solved),
            ("satisfied", figures.rates.satisfied),
        ].map { name, share in
            RateRow(
                label: wording.say("summary.rate-\(name)"),
                value: share.of == 0 ? "–" : "\(share.yes * 100 / share.of)%",
                note: share.of == 0
                    ? wording.say("summary.rate-none")
                    : wording.say("summary.rate-note", ["yes": "\(share.yes)", "of": "\(share.of)"]))
        }
        industries = Company.industries.map(wording.industry)
        risks = wording.station.catalogue.fullSelfTests.compactMap { Self.table($0, summary.risks, wording) }
        hasRisks = !risks.isEmpty
        inflow = Self.inflow(figures.filedPerDay, wording, textSize: textSize)
    }

    private static func figures(_ figures: SummaryFigures, _ wording: Wording) -> [Figure] {
        let rated = figures.ratings.values.reduce(0, +)
        let stars = figures.ratings.reduce(0) { $0 + $1.key * $1.value }
        func percent(_ part: Int, of whole: Int) -> String { whole == 0 ? "–" : "\(part * 100 / whole)%" }
        return [
            Figure(
                label: wording.say("summary.open"), value: "\(figures.openNow)", note: wording.say("summary.open-note"),
                kind: nil, href: "/tickets?state=open"),
            Figure(
                label: wording.say("summary.filed"), value: "\(figures.filed)",
                note: wording.say("summary.filed-note", ["ended": "\(figures.ended)"]), kind: nil, href: "/tickets"),
            Figure(
                label: wording.say("summary.overdue"), value: "\(figures.overdueNow)",
                note: wording.say("summary.overdue-note"), kind: figures.overdueNow > 0 ? "over" : nil,
                href: "/tickets?state=overdue"),
            Figure(
                label: wording.say("summary.median"),
                value: figures.medianHandling.map { wording.elapsed($0) } ?? "–",
                note: wording.say(
                    "summary.median-note", ["percent": percent(figures.answeredInTime, of: figures.answered)]),
                kind: nil, href: "/tickets?state=closed"),
            Figure(
                label: wording.say("summary.rating"),
                value: rated == 0 ? "–" : NumberText.score(Double(stars) / Double(rated)),
                note: wording.say("summary.rating-note", ["count": "\(rated)"]), kind: nil,
                href: "/tickets?state=closed"),
        ]
    }

    private static func cell(_ count: Int, most: Int) -> Cell {
        Cell(text: count == 0 ? "" : "\(count)", heat: most == 0 || count == 0 ? 0 : max(1, min(4, count * 4 / most)))
    }

    private static func table(
        _ test: Questionnaire, _ risks: [Summary.RiskCell], _ wording: Wording
    ) -> RiskTable? {
        let own = risks.filter { $0.selfTest == test.id }
        guard !own.isEmpty else { return nil }
        return RiskTable(
            title: test.title[wording.language],
            rows: test.dimensions.map { dimension in
                RiskRow(
                    title: dimension.title[wording.language],
                    cells: Company.industries.map { industry in
                        let cell = own.first { $0.dimension == dimension.id && $0.industry == industry }
                        return Cell(
                            text: cell.map { NumberText.score($0.mean) } ?? "–",
                            heat: cell.map { min(4, max(0, Int($0.mean / 2))) } ?? 0)
                    })
            })
    }

    /// Filed tickets by week.
    private static func inflow(
        _ days: [SummaryFigures.DayCount], _ wording: Wording, textSize: Int
    ) -> InflowChart? {
        guard let first = days.first?.day, let last = days.last?.day else { return nil }
        var weeks: [(day: CivilDay, count: Int)] = []
        var start = first.advanced(by: 1 - first.weekday)
        while start <= last {
            let end = start.advanced(by: 7)
            weeks.append((start, days.filter { $0.day >= start && $0.day < end }.reduce(0) { $0 + $1.count }))
            start = end
        }
        let rows = weeks.suffix(12).map { FlowStep(name: wording.dates.day($0.day), count: $0.count) }
        let chart = ColumnChart(
            caption: ChartCaption(
                idPrefix: "inflow", title: wording.say("chart.inflow"),
                desc: rows.map { "\($0.name) \($0.count)" }.joined(separator: wording.say("list.comma"))),
            columns: rows.map { ColumnChart.Column(label: $0.name, valueText: "\($0.count)", value: Double($0.count)) })
        return InflowChart(
            narrow: chart.svg(ChartSize(width: 358, textSize: Double(textSize))),
            wide: chart.svg(ChartSize(width: 680, textSize: Double(textSize))), rows: rows)
    }
}
