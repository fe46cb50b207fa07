import Casework
import Foundation
import HealthCheck
import Station

extension OverallPage {
    init(_ overview: CompanyOverview, _ wording: Wording, today: CivilDay, textSize: Int, isOwn: Bool) {
        let taken = overview.tests.compactMap(\.newest)
        title = wording.say("overall.title")
        company = overview.company.name
        self.isOwn = isOwn
        grade = wording.grade(overview.overall.grade)
        isRated = overview.overall.grade != nil
        score = overview.overall.score.map(NumberText.score) ?? ""
        facts = wording.say(
            "overall.facts",
            [
                "rated": "\(taken.count { $0.record.profile.grade != nil })", "total": "\(overview.tests.count)",
            ])
        let uncapped = overview.overall.score.map { Grade(score: $0) }
        capNote =
            overview.overall.grade == uncapped
            ? nil
            : wording.capped(from: uncapped, to: overview.overall.grade)
        tests = overview.tests.map { Test($0, wording, today: today, isOwn: isOwn) }
        redLines = taken.flatMap { newest in
            newest.record.profile.redLines.map { Line($0, newest.record, newest.sheet.questionnaire, wording) }
        }
        hasRedLines = !redLines.isEmpty
        map = taken.map { newest in
            MapRow(
                title: newest.sheet.questionnaire.title[wording.language], href: "/profiles/\(newest.record.id)",
                cells: newest.record.profile.card.dimensions.map { MapCell($0, newest.sheet.questionnaire, wording) })
        }
        hasMap = !map.isEmpty
        legend = RiskMap.shades(wording)
        let points = overview.trend.overall.suffix(Station.trendLength)
        let chart = TrendChart(points.lastOfEachDay(wording.dates.calendar), wording)
        trendNarrow = chart?.svg(ChartSize(width: 358, textSize: Double(textSize)))
        trendWide = chart?.svg(ChartSize(width: 680, textSize: Double(textSize)))
        trend = points.reversed().map { point in
            TrendRow(
                date: wording.dates.fullDay(point.at), grade: wording.grade(point.overall.grade),
                score: point.overall.score.map(NumberText.score) ?? "–",
                rescored: point.rescored.map(NumberText.score) ?? "–")
        }
        hasTrend = trend.count > 1
    }
}

extension OverallPage.Test {
    fileprivate init(_ standing: CompanyOverview.Standing, _ wording: Wording, today: CivilDay, isOwn: Bool) {
        title = standing.questionnaire.title[wording.language]
        startHref = isOwn ? "/self-tests/\(standing.questionnaire.id)" : nil
        startText = wording.say(standing.newest == nil ? "overall.take" : "profile.again")
        guard let record = standing.newest?.record else {
            href = nil
            chip = nil
            score = ""
            note = wording.say("overall.not-taken")
            retest = nil
            isDue = false
            return
        }
        href = "/profiles/\(record.id)"
        chip = wording.grade(record.profile.grade)
        score = record.profile.card.score.map(NumberText.score) ?? ""
        let age = today.number - wording.dates.calendar.day(of: record.issuedAt).number
        note = wording.say(
            age == 0 ? "overall.age-today" : age == 1 ? "overall.age-one" : "overall.age",
            ["days": "\(age)", "date": wording.dates.fullDay(record.issuedAt)])
        let isDue = standing.retestDay.map { $0 <= today } ?? false
        self.isDue = isDue
        retest = standing.retestDay.map {
            let day = wording.dates.fullDay(wording.dates.calendar.date($0, minute: 0))
            return wording.say(isDue ? "overall.retest-due" : "overall.retest", ["date": day])
        }
    }
}

extension OverallPage.Line {
    fileprivate init(
        _ finding: RedLineFinding, _ record: ProfileRecord, _ questionnaire: Questionnaire, _ wording: Wording
    ) {
        let line = questionnaire.redLine(finding.id)
        title = line?.title[wording.language] ?? finding.id
        test = questionnaire.title[wording.language]
        meaning = line?.meaning[wording.language] ?? ""
        cap = wording.cap(finding.cap)
        href = "/profiles/\(record.id)"
    }
}

extension OverallPage.MapCell {
    fileprivate init(_ score: DimensionScore, _ questionnaire: Questionnaire, _ wording: Wording) {
        title = questionnaire.dimension(score.id)?.chartLabel[wording.language] ?? score.id
        heat = score.score.map(RiskMap.heat)
        self.score = score.valueText(wording)
        grade = score.grade.map { "\($0.rawValue) \(wording.grade($0).word)" } ?? ""
    }
}

extension Collection<OverallPoint> {
    /// Several submissions of one day are one point of a drawing; the table has them all.
    fileprivate func lastOfEachDay(_ calendar: WorkingCalendar) -> [OverallPoint] {
        reduce(into: []) { kept, point in
            if let last = kept.last, calendar.day(of: last.at) == calendar.day(of: point.at) { kept.removeLast() }
            kept.append(point)
        }
    }
}
