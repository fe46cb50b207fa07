import Casework
import Foundation
import HealthCheck
import Station

extension ProfilePage {
    init(
        _ view: ProfileView, _ station: Station, _ wording: Wording, textSize: Int, isOwn: Bool, isNew: Bool,
        advice: ProfileAdvice? = nil, outlooks: [String: WarningOutlook] = [:]
    ) {
        let profile = view.record.profile
        let card = profile.card
        let language = wording.language
        let questionnaire = view.questionnaire
        let explained = station.explained(view)
        id = view.record.id
        title = wording.say("profile.title", ["test": questionnaire.title[language]])
        company = view.company.name
        grade = wording.grade(profile.grade)
        isRated = profile.grade != nil
        score = card.score.map(NumberText.score) ?? ""
        range =
            card.low.roundedHalfUp == card.high.roundedHalfUp
            ? ""
            : wording.say(
                "profile.range",
                [
                    "low": NumberText.score(card.low.roundedHalfUp), "high": NumberText.score(card.high.roundedHalfUp),
                ])
        facts = wording.say(
            "profile.facts",
            ["percent": "\(card.completeness)", "date": wording.dates.fullDay(view.record.issuedAt)])
        unknownNote = card.unknown > 0 ? wording.say("profile.unknown", ["count": "\(card.unknown)"]) : nil
        let uncapped = card.score.map { Grade(score: $0) }
        capNote =
            profile.grade != uncapped && uncapped != nil
            ? wording.capped(from: uncapped, to: profile.grade) : nil
        let means = card.dimensions.compactMap { dimension in
            dimension.score.map { Mean.Item($0, weight: dimension.weight) }
        }
        arithmeticNote = wording.say(
            "profile.arithmetic",
            ["mean": Mean.arithmetic(means).map { NumberText.score($0.roundedHalfUp) } ?? "–"])
        let cards = view.warnings.map { record in
            Self.card(record, view, station, wording, isOwn: isOwn, advice, outlooks[record.id])
        }
        redLines = zip(view.warnings, cards).filter { $0.0.warning.isRedLine }.map(\.1)
        warnings = zip(view.warnings, cards).filter { !$0.0.warning.isRedLine }.map(\.1)
        hasRedLines = !redLines.isEmpty
        hasWarnings = !warnings.isEmpty
        charts = ProfileCharts(view, wording, textSize: textSize)
        depth = ProfileDepth(explained, wording, textSize: textSize)
        rows = card.dimensions.map { Self.row($0, questionnaire, wording) }
        let link = WhyLink(profile: view.record.id)
        let recommended = profile.recommendations.map {
            Self.row($0, explained.sheet, link, wording, isOwn: isOwn, advice)
        }
        recommendations = Array(recommended.prefix(5))
        moreRecommendations = Array(recommended.dropFirst(5))
        hasRecommendations = !recommended.isEmpty
        hasMore = recommended.count > 5
        plan = advice?.planFirst
        consultHref = advice?.consultHref
        retest = advice?.retest
        history = view.history.map { record in
            HistoryRow(
                href: "/profiles/\(record.id)", date: wording.dates.fullDay(record.issuedAt),
                score: record.profile.card.score.map(NumberText.score) ?? "–",
                grade: wording.grade(record.profile.grade),
                rescored: view.rescored[record.id]?.score.map(NumberText.score) ?? "–",
                isHere: record.id == view.record.id)
        }
        hasHistory = history.count > 1
        unanswered = explained.explanation.dimensions.flatMap(\.facts).filter { $0.state == .unanswered }
            .compactMap { questionnaire.question($0.question)?.text[language] }
        hasUnanswered = !unanswered.isEmpty
        self.isNew = isNew
        self.isOwn = isOwn
        againHref = "/self-tests/\(questionnaire.id)"
        func opened(inDanger: Bool) -> [String] {
            isNew
                ? view.warnings.filter { $0.warning.endangersPersons == inDanger }.compactMap { $0.ticket?.description }
                : []
        }
        openedTickets = opened(inDanger: false)
        hasOpenedTickets = !openedTickets.isEmpty
        dangerTickets = opened(inDanger: true)
        hasDangerTickets = !dangerTickets.isEmpty
        version = "\(questionnaire.version) · \(questionnaire.method.rawValue)"
    }

    private static func card(
        _ record: WarningRecord, _ view: ProfileView, _ station: Station, _ wording: Wording, isOwn: Bool,
        _ advice: ProfileAdvice?, _ outlook: WarningOutlook?
    ) -> WarningCard {
        let questionnaire = view.questionnaire
        var meaning = wording.say("profile.warning-dimension")
        var cap = ""
        var asked: String?
        if case .redLine(let id) = record.warning.cause, let line = questionnaire.redLine(id) {
            meaning = line.meaning[wording.language]
            cap = wording.cap(line.cap)
            asked = view.record.profile.redLines.first { $0.id == id }?.question
        }
        return WarningCard(
            id: record.id, profile: record.profile, title: questionnaire.title(of: record.warning)[wording.language],
            meaning: meaning, cap: cap, ticket: record.ticket?.description,
            offersTicket: isOwn && record.ticket == nil && outlook?.ticket == nil,
            idempotencyKey: station.ambient.newID(), outlook: outlook,
            consultHref: asked.flatMap { advice?.consultHref($0) })
    }

    private static func row(
        _ score: DimensionScore, _ questionnaire: Questionnaire, _ wording: Wording
    ) -> DimensionRow {
        DimensionRow(
            title: questionnaire.dimension(score.id)?.title[wording.language] ?? score.id,
            score: score.valueText(wording),
            range: "\(NumberText.score(score.low.roundedHalfUp))–\(NumberText.score(score.high.roundedHalfUp))",
            grade: wording.grade(score.grade), answered: "\(score.answered)/\(score.applicable)")
    }

    private static func row(
        _ recommendation: Recommendation, _ sheet: AnswerSheet, _ link: WhyLink, _ wording: Wording,
        isOwn: Bool, _ own: ProfileAdvice?
    ) -> RecommendationRow {
        RecommendationRow(
            question: sheet.questionnaire.question(recommendation.question)?.text[wording.language]
                ?? recommendation.question,
            advice: sheet.advice(on: recommendation.question).map { advice in
                AdviceRow(
                    meaning: advice.meaning?[wording.language], text: advice.text[wording.language],
                    href: isOwn ? advice.matter.map { "/tickets/new?matter=\($0)" } : nil,
                    matter: advice.matter.map(wording.matter) ?? "")
            },
            gain: recommendation.gain.roundedHalfUp >= 0.1
                ? wording.say("profile.gain", ["gain": NumberText.score(recommendation.gain.roundedHalfUp)]) : nil,
            why: link.href(recommendation.question, in: recommendation.dimension),
            plan: own?.planButton(recommendation.question), consultHref: own?.consultHref(recommendation.question))
    }
}

extension Wording {
    /// How far a red line lets the grade go.
    func cap(_ grade: Grade) -> String {
        say(grade == .e ? "profile.cap-worst" : "profile.cap", ["grade": grade.rawValue])
    }

    /// Why the grade is not what the score alone would give.
    func capped(from score: Grade?, to grade: Grade?) -> String {
        say("profile.capped", ["from": score?.rawValue ?? "", "to": grade?.rawValue ?? ""])
    }
}

extension Warning {
    var isRedLine: Bool {
        if case .redLine = cause { true } else { false }
    }
}

extension DimensionScore {
    /// The issued score, or why there is none.
    func valueText(_ wording: Wording) -> String {
        switch rating {
        case .rated(let exact): NumberText.score(exact.roundedHalfUp)
        case .notRated: wording.say("dimension.not-rated")
        case .notApplicable: wording.say("dimension.not-applicable")
        }
    }
}
