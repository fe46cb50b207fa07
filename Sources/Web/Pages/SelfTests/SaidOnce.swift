import HealthCheck
import Hummingbird
import Station

/// What an answer led to, said once by the page that comes next.
extension Wording {
    /// `根据您的回答，少了 2 题`; nil where nothing changed.
    func change(_ changes: (fewer: Int, more: Int)) -> String? {
        let values = ["fewer": "\(changes.fewer)", "more": "\(changes.more)"]
        return switch (changes.fewer > 0, changes.more > 0) {
        case (true, true): say("question.fewer-and-more", values)
        case (true, false): say("question.fewer", values)
        case (false, true): say("question.more", values)
        case (false, false): nil
        }
    }
}

/// Advice on the question before, where it could be said only after saving.
struct EarlierTips {
    let title: String
    let href: String
    let earlierTips: [TipRow]

    /// Nil unless that question's stored answer brings advice.
    init?(_ question: Question?, _ test: SelfTestOverview, _ context: AnswerContext, _ wording: Wording) {
        guard let question, let value = test.draft?.answers[question.id],
            let answer = try? question.parse(value, in: context)
        else { return nil }
        let tips = question.tips.filter { $0.test.matches(answer) }
        guard !tips.isEmpty else { return nil }
        title = wording.say("question.earlier", ["question": question.text[wording.language]])
        href = "/self-tests/\(test.questionnaire.id)/questions/\(question.id)"
        earlierTips = tips.map { TipRow($0, isShown: true, wording) }
    }
}

extension Request {
    /// How many questions went and came with the last answer, as the redirect says.
    var askedChanges: (fewer: Int, more: Int) { (count("fewer"), count("more")) }

    /// A small number in the query, 0 where there is none.
    func count(_ name: Substring) -> Int {
        uri.queryParameters[name].flatMap { Int($0) }.map { min(max($0, 0), 99) } ?? 0
    }
}
