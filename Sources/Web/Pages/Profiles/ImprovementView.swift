import Foundation
import HealthCheck
import Station

/// “Do these three and you reach B”, as the real scoring gives it.
struct ImprovementView {
    let heading: String
    let result: String
    let steps: [Step]
    let href: String

    struct Step {
        let question: String
        let answer: String
        let number: String
    }

    init(_ improvement: Improvement, _ explained: ExplainedProfile, _ wording: Wording) {
        let profile = explained.view.record.profile
        let questions = improvement.questions.compactMap(explained.view.questionnaire.question)
        let numbers = QuestionNumbers(explained.view.questionnaire)
        let texts = AnswerText(wording: wording)
        var query: [String] = []
        steps = questions.map { question in
            let value = question.safestValue(on: explained.sheet.context.day)
            query += WhatIfForm.fields(value, question)
            return Step(
                question: question.text[wording.language],
                answer: wording.say("improvement.step", ["answer": texts.text(value, question)]),
                number: numbers[question.id])
        }
        heading = wording.say(
            steps.count == 1 ? "improvement.heading-one" : "improvement.heading",
            [
                "count": "\(steps.count)", "grade": improvement.grade.rawValue,
                "word": wording.grade(improvement.grade).word,
            ])
        result = wording.say(
            "improvement.result",
            [
                "from": profile.grade?.rawValue ?? "–", "to": improvement.grade.rawValue,
                "score": profile.card.score.map(NumberText.score) ?? "–", "then": NumberText.score(improvement.score),
            ])
        href = "/profiles/\(explained.view.record.id)/what-if?" + query.joined(separator: "&")
    }
}

extension Question {
    /// The safest answer as a person would give it; nil for what is not scored.
    func safestValue(on day: AnswerDay) -> AnswerValue? {
        guard let safest = safest(on: day) else { return nil }
        switch (safest, kind) {
        case (.choice(let id), _): return .text(id)
        case (.choices(let ids), _): return .list(kind.choices.map(\.id).filter(ids.contains))
        case (.number(let number), _): return .number(number)
        case (.day(_, let days), .date(_, let direction)):
            let seconds = (direction == .past ? -days : days) * 86_400
            return .text(AnswerDay(start: day.start.addingTimeInterval(seconds)).description)
        default: return nil
        }
    }
}
