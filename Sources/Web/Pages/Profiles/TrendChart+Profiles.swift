import Foundation
import HealthCheck
import Station

extension TrendChart {
    /// The scores of one self-test as they were issued and, where a version changed, what the same answers come to today;
    /// nil with fewer than two values. `records` run from the oldest.
    init?(_ records: [ProfileRecord], _ rescored: [String: Rescored], _ wording: Wording) {
        let issued = records.map(\.profile.card.score)
        guard issued.compactMap(\.self).count >= 2 else { return nil }
        let dates = records.map { wording.dates.fullDay($0.issuedAt) }
        var changes: [MethodChange] = []
        for (place, pair) in zip(records, records.dropFirst()).enumerated() {
            let (before, after) = (pair.0.profile, pair.1.profile)
            guard before.version != after.version || before.method != after.method else { continue }
            changes.append(
                MethodChange(before: place + 1, text: wording.say("trend.version", ["version": after.version])))
        }
        self.init(
            "trend", title: wording.say("chart.trend"), dates: dates, issued: issued,
            rescored: records.map { rescored[$0.id]?.score }, changes: changes, wording)
    }

    /// The overall score after each submission; nil with fewer than two values.
    init?(_ points: [OverallPoint], _ wording: Wording) {
        let issued = points.map(\.overall.score)
        guard issued.compactMap(\.self).count >= 2 else { return nil }
        self.init(
            "overall", title: wording.say("overall.trend"), dates: points.map { wording.dates.fullDay($0.at) },
            issued: issued, rescored: points.map(\.rescored), changes: [], wording)
    }

    private init(
        _ prefix: String, title: String, dates: [String], issued: [Double?], rescored: [Double?],
        changes: [MethodChange], _ wording: Wording
    ) {
        let differs = zip(issued, rescored).contains { $0 != $1 }
        let finding = zip(dates, zip(issued, rescored)).map { date, scores in
            let then = scores.0.map(NumberText.score) ?? "–"
            guard differs else { return "\(date) \(then)" }
            return wording.say(
                "trend.finding",
                ["date": date, "issued": then, "rescored": scores.1.map(NumberText.score) ?? "–"])
        }
        let own = Series(label: differs ? wording.say("trend.issued") : "", style: .own, values: issued)
        let today = Series(label: wording.say("trend.rescored"), style: .previous, values: rescored)
        self.init(
            caption: ChartCaption(
                idPrefix: prefix, title: title, desc: finding.joined(separator: wording.say("list.comma"))),
            dates: dates, series: differs ? [own, today] : [own], methodChanges: changes)
    }
}
