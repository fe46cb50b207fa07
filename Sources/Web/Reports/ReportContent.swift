import Foundation
import HealthCheck
import Station

/// What a report says beside the profile's own page: every number with where it came from, in the reader's words.
///
/// One value behind every form of the report: screen, paper, PDF and spreadsheet.
struct ReportContent {
    let code: String
    let verifyURL: String
    let verifyNote: String
    let issued: String
    let version: String
    let dimensions: [DimensionLine]
    let advice: [AdviceLine]
    let hasAdvice: Bool
    let heat: [HeatRow]
    let answers: [AnswerLine]
    let exposure: Exposure?
    let borderline: String?

    struct DimensionLine {
        let title: String
        let score: String
        let interval: String
        let grade: GradeChip
        let weight: String
        let pull: String
        let answered: String
    }

    struct AdviceLine {
        let question: String
        let meaning: String?
        let text: String
        let matter: String?
        let unit: String?
        let gain: String?
        let level: String?
    }

    struct HeatRow {
        let title: String
        let cells: [HeatCell]
    }

    struct HeatCell {
        let number: String
        let heat: String
        let risk: String
    }

    struct AnswerLine {
        let number: String
        let dimension: String
        let question: String
        let answer: String
        let risk: String
        let level: String
        let weight: String
        let pull: String
        let basis: [String]
        let basisText: String
    }

    struct Exposure {
        let risk: String
        let combined: String?
        let rows: [Row]
        let attribution: String

        struct Row {
            let country: String
            let share: String
            let index: String
        }
    }
}

extension ReportContent {
    init(_ view: ProfileView, _ station: Station, _ wording: Wording) {
        let language = wording.language
        let questionnaire = view.questionnaire
        let sheet = station.sheet(of: view.submission, questionnaire)
        let explanation = Explanation(sheet)
        let profile = view.record.profile
        code = station.reportCode(of: view.record).description
        verifyURL = "\(station.settings.baseURL)/verify?code=\(code)"
        verifyNote = wording.say("report.verify-note", ["address": "\(station.settings.baseURL)/verify"])
        issued = wording.say(
            "report.issued",
            ["time": wording.dates.fullDay(view.record.issuedAt), "method": profile.method.rawValue])
        version = "\(profile.version) · \(profile.method.rawValue)"
        borderline =
            profile.sensitivity.flatMap { spread in
                spread.isBorderline
                    ? wording.say(
                        "report.borderline",
                        [
                            "low": NumberText.score(spread.low.roundedHalfUp),
                            "high": NumberText.score(spread.high.roundedHalfUp),
                        ]) : nil
            }
        dimensions = explanation.dimensions.map { line in
            DimensionLine(
                title: questionnaire.dimension(line.score.id)?.title[language] ?? line.score.id,
                score: line.score.valueText(wording),
                interval:
                    "\(NumberText.score(line.score.low.roundedHalfUp))–\(NumberText.score(line.score.high.roundedHalfUp))",
                grade: wording.grade(line.score.grade), weight: NumberText.plain(line.score.weight),
                pull: "\(FormulaText.percent(line.pull))%", answered: "\(line.score.answered)/\(line.score.applicable)")
        }
        let lines = explanation.dimensions.flatMap(\.facts)
        let byQuestion = Dictionary(lines.map { ($0.question, $0) }, uniquingKeysWith: { first, _ in first })
        advice = profile.recommendations.flatMap { recommendation in
            Self.advice(
                recommendation, sheet, byQuestion[recommendation.question]?.level, station, wording)
        }
        hasAdvice = !advice.isEmpty
        let numbers = QuestionNumbers(questionnaire)
        heat = explanation.dimensions.map { line in
            HeatRow(
                title: questionnaire.dimension(line.score.id)?.chartLabel[language] ?? line.score.id,
                cells: line.facts.compactMap { fact in
                    fact.risk.map {
                        HeatCell(
                            number: numbers[fact.question], heat: RiskMap.heat($0),
                            risk: NumberText.score($0.roundedHalfUp))
                    }
                })
        }
        let texts = AnswerText(wording: wording)
        answers = questionnaire.dimensions.flatMap { dimension in
            dimension.questions.compactMap { question -> AnswerLine? in
                guard let fact = byQuestion[question.id], fact.state != .notAsked else { return nil }
                let basis = question.basis.map { BasisLine($0, wording).text }
                return AnswerLine(
                    number: numbers[question.id], dimension: dimension.title[language],
                    question: question.text[language],
                    answer: texts.text(view.submission.answers[question.id], question),
                    risk: fact.risk.map { NumberText.score($0.roundedHalfUp) } ?? "–",
                    level: fact.level.map { wording.say("level.\($0.rawValue)") } ?? "–",
                    weight: question.kind.isScored ? NumberText.plain(question.weight) : "–",
                    pull: fact.risk == nil ? "–" : "\(FormulaText.percent(fact.pull))%", basis: basis,
                    basisText: basis.joined(separator: "\n"))
            }
        }
        exposure = profile.exposure.map { Self.exposure($0, station, wording) }
    }

    private static func advice(
        _ recommendation: Recommendation, _ sheet: AnswerSheet, _ level: FindingLevel?, _ station: Station,
        _ wording: Wording
    ) -> [AdviceLine] {
        sheet.advice(on: recommendation.question).enumerated().map { place, advice in
            let matter = advice.matter.flatMap(station.catalogue.matter)
            return AdviceLine(
                question: sheet.questionnaire.question(recommendation.question)?.text[wording.language]
                    ?? recommendation.question,
                meaning: advice.meaning?[wording.language], text: advice.text[wording.language],
                matter: matter?.name[wording.language],
                unit: matter.flatMap { station.catalogue.unit($0.unit)?.name[wording.language] },
                gain: place == 0 && recommendation.gain.roundedHalfUp >= 0.1
                    ? NumberText.score(recommendation.gain.roundedHalfUp) : nil,
                level: place == 0 ? level.map { wording.say("level.\($0.rawValue)") } : nil)
        }
    }

    private static func exposure(_ exposure: CountryExposure, _ station: Station, _ wording: Wording) -> Exposure {
        let countries = station.catalogue.countries
        return Exposure(
            risk: NumberText.score(exposure.exact.roundedHalfUp),
            combined: exposure.combined.map { NumberText.score($0.roundedHalfUp) },
            rows: exposure.parts.map { part in
                Exposure.Row(
                    country: countries[part.country]?.name[wording.language] ?? part.country,
                    share: "\(NumberText.plain(part.share.roundedHalfUp))%",
                    index: part.index.map(NumberText.score) ?? "–")
            },
            attribution: countries.attribution?[wording.language] ?? "")
    }
}
