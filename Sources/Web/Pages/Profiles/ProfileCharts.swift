import Foundation
import HealthCheck
import Station

extension ProfileCharts {
    /// Draws the dimensions of `profile`: bars worst first, radar in catalogue order.
    init(
        _ profile: Profile, history: [ProfileRecord], _ questionnaire: Questionnaire, _ wording: Wording, textSize: Int
    ) {
        let scores = profile.card.dimensions
        let crossed = Set(profile.redLines.map(\.dimension))
        let worstFirst = scores.enumerated()
            .sorted { ($1.element.score ?? -1, $0.offset) < ($0.element.score ?? -1, $1.offset) }
            .map(\.element)
        func label(_ score: DimensionScore) -> String {
            questionnaire.dimension(score.id)?.chartLabel[wording.language] ?? score.id
        }
        let finding = worstFirst.map { "\(label($0)) \($0.valueText(wording))" }
            .joined(separator: wording.say("list.comma"))
        let bars = BarChart(
            caption: ChartCaption(idPrefix: "bars", title: wording.say("chart.dimensions"), desc: finding),
            rows: worstFirst.map { score in
                BarChart.Row(
                    label: questionnaire.dimension(score.id)?.title[wording.language] ?? score.id,
                    valueText: score.valueText(wording), score: score.score, low: score.low, high: score.high,
                    grade: score.grade.flatMap { ChartGrade(rawValue: $0.rawValue) },
                    redLineText: crossed.contains(score.id) ? wording.say("chart.red-line") : nil)
            })
        let radarChart = RadarChart(
            caption: ChartCaption(
                idPrefix: "radar", title: wording.say("chart.radar"),
                desc: wording.say("chart.radar-note") + finding),
            axes: scores.map {
                RadarChart.Axis(label: label($0), valueText: $0.valueText(wording), score: $0.score)
            })
        let text = Double(textSize)
        barsNarrow = bars.svg(ChartSize(width: 358, textSize: text))
        barsWide = bars.svg(ChartSize(width: 680, textSize: text))
        let trend = Self.trend(history, wording)
        trendNarrow = trend?.svg(ChartSize(width: 358, textSize: text))
        trendWide = trend?.svg(ChartSize(width: 680, textSize: text))
        radar = textSize > 14 ? nil : radarChart.svg(.narrow)
    }

    /// The scores as issued, oldest first; a line needs two of them.
    private static func trend(_ history: [ProfileRecord], _ wording: Wording) -> TrendChart? {
        let records = history.sorted { $0.issuedAt < $1.issuedAt }
        let scores = records.map(\.profile.card.score)
        guard scores.compactMap(\.self).count >= 2 else { return nil }
        let dates = records.map { wording.dates.fullDay($0.issuedAt) }
        let finding = zip(dates, scores).map { "\($0) \($1.map(NumberText.score) ?? "–")" }
        return TrendChart(
            caption: ChartCaption(
                idPrefix: "trend", title: wording.say("chart.trend"),
                desc: finding.joined(separator: wording.say("list.comma"))),
            dates: dates, series: [.init(label: "", style: .own, values: scores)])
    }
}
