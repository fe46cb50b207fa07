import Foundation
import HealthCheck
import Station

extension WhyPage {
    /// `open` names the dimension to unfold; without it the one that pulls most is.
    init(_ explained: ExplainedProfile, open: String?, _ wording: Wording) {
        let view = explained.view
        let profile = view.record.profile
        let questionnaire = view.questionnaire
        let explanation = explained.explanation
        let score = profile.card.score.map(NumberText.score)
        heading = score.map { wording.say("why.heading", ["score": $0]) } ?? wording.say("why.heading-not-rated")
        company = "\(view.company.name) · \(questionnaire.title[wording.language])"
        back = "/profiles/\(view.record.id)"
        whatIfHref = "/profiles/\(view.record.id)/what-if"
        lead = wording.say(score == nil ? "why.lead-not-rated" : "why.lead")
        formula = explanation.formula(questionnaire, wording)
        arithmetic =
            score == nil
            ? nil
            : explanation.arithmetic.map {
                wording.say("why.arithmetic", ["mean": NumberText.score($0.roundedHalfUp)])
            }
        let uncapped = profile.card.score.map { Grade(score: $0) }
        cap =
            profile.grade != uncapped
            ? wording.say(
                "profile.capped", ["from": uncapped?.rawValue ?? "", "to": profile.grade?.rawValue ?? ""]) : nil
        version = "\(profile.version) · \(profile.method.rawValue)"
        overview = zip(questionnaire.dimensions, explanation.dimensions).map { dimension, line in
            OverviewRow(
                href: "?open=\(dimension.id)#d-\(dimension.id)", title: dimension.title[wording.language],
                score: line.score.valueText(wording), grade: wording.grade(line.score.grade),
                weight: NumberText.plain(line.score.weight), pull: Int((line.pull * 100).rounded()))
        }
        let strongest = explanation.dimensions.max { $0.pull < $1.pull }?.score.id
        let opened = open ?? strongest
        dimensions = zip(questionnaire.dimensions, explanation.dimensions).map { dimension, line in
            Part(dimension, line, explained, isOpen: dimension.id == opened, wording)
        }
    }
}

extension WhyPage.Part {
    fileprivate init(
        _ dimension: HealthCheck.Dimension, _ line: Explanation.DimensionLine, _ explained: ExplainedProfile,
        isOpen: Bool, _ wording: Wording
    ) {
        let questionnaire = explained.view.questionnaire
        let numbers = QuestionNumbers(questionnaire)
        id = dimension.id
        title = dimension.title[wording.language]
        score = line.score.valueText(wording)
        grade = wording.grade(line.score.grade)
        facts = wording.say(
            "why.part-facts",
            [
                "weight": NumberText.plain(line.score.weight), "pull": FormulaText.percent(line.pull),
                "answered": "\(line.score.answered)", "applicable": "\(line.score.applicable)",
            ])
        self.isOpen = isOpen
        mean = line.formula(questionnaire, wording)
        sides =
            line.sides.isEmpty
            ? nil
            : Factor.allCases.compactMap { factor in
                line.sides[factor].map {
                    wording.say("why.side-\(factor.rawValue)", ["score": NumberText.score($0.roundedHalfUp)])
                }
            }.joined(separator: wording.say("list.comma"))
        let order = line.facts.sorted { $0.pull > $1.pull }
        lines = order.compactMap { WhyPage.Line($0, explained, numbers, wording) }
        others = line.facts.compactMap { fact in
            guard fact.risk == nil, let question = questionnaire.question(fact.question) else { return nil }
            return WhyPage.Other(
                id: "q-\(question.id)", number: numbers[question.id], text: question.text[wording.language],
                state: fact.state.word(wording))
        }
        hasOthers = !others.isEmpty
    }
}

extension WhyPage.Line {
    /// Nil for what has no risk.
    fileprivate init?(
        _ fact: Explanation.FactLine, _ explained: ExplainedProfile, _ numbers: QuestionNumbers, _ wording: Wording
    ) {
        guard let risk = fact.risk, let question = explained.view.questionnaire.question(fact.question),
            let answer = explained.sheet.answers[fact.question]
        else { return nil }
        id = "q-\(question.id)"
        number = numbers[question.id]
        text = question.text[wording.language]
        self.answer = AnswerText(wording: wording).text(explained.view.submission.answers[question.id], question)
        self.risk = NumberText.score(risk.roundedHalfUp)
        source = RiskSource(answer, to: question, wording)?.text ?? ""
        side = fact.factor.map { wording.say("why.factor-\($0.rawValue)") }
        weight = NumberText.plain(fact.weight)
        pull = FormulaText.percent(fact.pull)
        level = fact.level.map { WhyPage.Level(value: $0.rawValue, word: wording.say("level.\($0.rawValue)")) }
    }
}
