/// Which answer to do something about, and what it would change. What to do, `AnswerSheet.advice(on:)` says: the texts are the
/// questionnaire's, and a profile is issued too often to carry a copy of them.
public struct Recommendation: Codable, Hashable, Sendable {
    public let dimension: String
    public let question: String
    /// By how much the test's exact score would fall if this question were answered as safely as it can be.
    public let gain: Double

    /// Every answer that carries advice, largest gain first, questionnaire order among equals.
    static func all(in sheet: AnswerSheet, facts: Facts, card: Scorecard) -> [Recommendation] {
        let gains = Gains(sheet, facts, card)
        var found: [Recommendation] = []
        for (place, dimension) in sheet.questionnaire.dimensions.enumerated() {
            for question in dimension.questions {
                guard let answer = sheet.answers[question.id], question.bringsAdvice(answer) else { continue }
                found.append(
                    Recommendation(
                        dimension: dimension.id, question: question.id,
                        gain: gains.gain(of: question, inDimension: place)))
            }
        }
        return found.enumerated()
            .sorted { ($1.element.gain.withoutNoise, $0.offset) < ($0.element.gain.withoutNoise, $1.offset) }
            .map(\.element)
    }
}

extension AnswerSheet {
    /// What to do about the answer to `question`, as its version says; empty where there is nothing to do.
    public func advice(on question: String) -> [Advice] {
        guard let answer = answers[question], let asked = questionnaire.question(question) else { return [] }
        return asked.findings(of: answer).compactMap(\.advice)
    }
}

/// How much the score falls when one answer gets better, computed by the scoring itself.
private struct Gains {
    let sheet: AnswerSheet
    let facts: Facts
    /// The mean of each dimension as it stands: one better answer changes one of them.
    let means: [Double?]
    let exact: Double?
    /// The questions that hang on others, by what they hang on: a better answer there may change what is asked at all.
    let hanging: [String: [Question]]

    init(_ sheet: AnswerSheet, _ facts: Facts, _ card: Scorecard) {
        self.sheet = sheet
        self.facts = facts
        means = facts.dimensions.map { $0.mean(missing: nil) }
        exact = card.exact
        var hanging: [String: [Question]] = [:]
        for dimension in sheet.questionnaire.dimensions {
            for question in dimension.questions {
                for other in question.visibleWhen?.questions ?? [] { hanging[other, default: []].append(question) }
            }
        }
        self.hanging = hanging
    }

    func gain(of question: Question, inDimension place: Int) -> Double {
        guard let exact, let safest = question.safest(on: sheet.context.day) else { return 0 }
        let better: Double?
        if changesWhatIsAsked(question.id, safest) {
            better = Scorecard(sheet.answering([question.id: safest])).exact
        } else if let risk = question.risk(of: safest) {
            var means = means
            means[place] = facts.dimensions[place].mean(of: question.id, at: risk)
            better = facts.mean(of: means)
        } else {
            better = nil
        }
        return better.map { max(0, exact - $0) } ?? 0
    }

    /// Whether a question would come or go. Where none does at first, none does in the end: each hangs on earlier ones.
    private func changesWhatIsAsked(_ question: String, _ safest: Answer) -> Bool {
        guard let hanging = hanging[question] else { return false }
        var answers = sheet.answers
        answers[question] = safest
        return hanging.contains { $0.visibleWhen?.holds(answers) == sheet.hidden.contains($0.id) }
    }
}
