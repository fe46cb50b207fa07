import Foundation
import HealthCheck
import Station

/// Where a profile stands among others: a strip, its numbers, and the place in plain words.
struct CohortView {
    let group: String
    let place: String?
    let note: String
    let stripNarrow: String
    let stripWide: String
    let rows: [Row]

    struct Row {
        let name: String
        let value: String
    }

    init(_ cohort: CohortPlace, isRescored: Bool, _ wording: Wording, textSize: Int) {
        let place = cohort.place
        func text(_ value: Double) -> String { NumberText.score(value.roundedHalfUp) }
        group = wording.say(
            "cohort.\(place.breadth.rawValue)",
            [
                "industry": wording.industry(cohort.industry), "size": wording.say("size.\(cohort.size)"),
                "count": "\(place.count)",
            ])
        self.place = place.percentile.map { Self.words($0, wording) }
        note = wording.say(
            isRescored ? "cohort.note-rescored" : "cohort.note", ["date": wording.dates.fullDay(cohort.refreshedAt)])
        rows = [
            Row(name: wording.say("cohort.own"), value: text(cohort.exact)),
            Row(name: wording.say("cohort.lower"), value: text(place.lowerQuartile)),
            Row(name: wording.say("cohort.median"), value: text(place.median)),
            Row(name: wording.say("cohort.upper"), value: text(place.upperQuartile)),
        ]
        let strip = CohortStrip(
            caption: ChartCaption(
                idPrefix: "cohort", title: wording.say("cohort.title"),
                desc: rows.map { "\($0.name) \($0.value)" }.joined(separator: wording.say("list.comma"))),
            lower: place.lowerQuartile.roundedHalfUp, median: place.median.roundedHalfUp,
            upper: place.upperQuartile.roundedHalfUp, own: cohort.score, ownLabel: wording.say("cohort.own-short"),
            medianLabel: wording.say("cohort.median"))
        stripNarrow = strip.svg(ChartSize(width: 358, textSize: Double(textSize)))
        stripWide = strip.svg(ChartSize(width: 680, textSize: Double(textSize)))
    }

    /// The percentile as people count: “of ten companies, seven have a lower risk”.
    private static func words(_ percentile: Int, _ wording: Wording) -> String {
        switch percentile {
        case 0: return wording.say("cohort.lowest")
        case 100: return wording.say("cohort.highest")
        default:
            let of = percentile % 10 == 0 ? 10 : 20
            return wording.say(
                "cohort.percentile",
                ["percentile": "\(percentile)", "of": "\(of)", "lower": "\(percentile * of / 100)"])
        }
    }
}
