import Foundation
import HealthCheck
import Station

extension ProfileCharts {
    /// Draws the dimensions of a profile: bars worst first, radar in catalogue order; and its history.
    init(_ view: ProfileView, _ wording: Wording, textSize: Int) {
        let profile = view.record.profile
        let questionnaire = view.questionnaire
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
        let axes = scores.map {
            RadarChart.Axis(label: label($0), valueText: $0.valueText(wording), score: $0.score)
        }
        func radar(_ prefix: String) -> String? {
            let caption = ChartCaption(
                idPrefix: prefix, title: wording.say("chart.radar"), desc: wording.say("chart.radar-note") + finding)
            return textSize > 14 ? nil : RadarChart(caption: caption, axes: axes).svg(.narrow)
        }
        let text = Double(textSize)
        barsNarrow = bars.svg(ChartSize(width: 358, textSize: text))
        barsWide = bars.svg(ChartSize(width: 680, textSize: text))
        let trend = TrendChart(view.history.reversed(), view.rescored, wording)
        trendNarrow = trend?.svg(ChartSize(width: 358, textSize: text))
        trendWide = trend?.svg(ChartSize(width: 680, textSize: text))
        self.radar = radar("radar")
        radarFolded = radar("radar-folded")
    }
}
