import Foundation
import HealthCheck
import Station

extension WhatIfPage {
    init(
        _ explained: ExplainedProfile, _ outcome: WhatIf?, _ typed: WhatIfTyped, _ errors: ErrorSummary?,
        _ wording: Wording
    ) {
        let view = explained.view
        let questionnaire = view.questionnaire
        company = "\(view.company.name) · \(questionnaire.title[wording.language])"
        title = wording.say("what-if.title")
        back = "/profiles/\(view.record.id)"
        action = "/profiles/\(view.record.id)/what-if#result"
        self.errors = errors
        improvement = explained.improvement.map { ImprovementView($0, explained, wording) }
        let appearing = Set(outcome?.appearing.map(\.id) ?? [])
        let shown = Self.questions(explained, typed, appearing)
        let rows = shown.map { question in
            WhatIfField(
                question, explained, typed, isFollowUp: appearing.contains(question.id),
                error: errors?.message("q-\(question.id)"), wording)
        }
        let helpful = Set(Self.helpful(explained) + typed.changes.keys + appearing)
        fields = zip(shown, rows).filter { helpful.contains($0.0.id) || $0.1.error != nil }.map(\.1)
        moreFields = zip(shown, rows).filter { !helpful.contains($0.0.id) && $0.1.error == nil }.map(\.1)
        hasMore = !moreFields.isEmpty
        opensMore = fields.isEmpty
        result = WhatIfResult(explained, outcome, hasChanges: !typed.changes.isEmpty, wording)
    }

    /// The changes that help most: what the improvement names, then the largest gains, six at least.
    private static func helpful(_ explained: ExplainedProfile) -> [String] {
        let named = explained.improvement?.questions ?? []
        let gains = explained.view.record.profile.recommendations.map(\.question).filter { !named.contains($0) }
        return named + gains.prefix(max(0, 6 - named.count))
    }

    /// What can be tried: answers with a finding, what was changed, follow-ups; where nothing could be rated, also what
    /// was left out. The most helpful first.
    private static func questions(
        _ explained: ExplainedProfile, _ typed: WhatIfTyped, _ appearing: Set<String>
    ) -> [Question] {
        let questionnaire = explained.view.questionnaire
        let isRated = explained.view.record.profile.grade != nil
        let rank = Dictionary(
            uniqueKeysWithValues: helpful(explained).enumerated().map { ($0.element, $0.offset) })
        return questionnaire.questions.enumerated().filter { _, question in
            guard question.kind.isScored else { return false }
            if typed.changes[question.id] != nil || appearing.contains(question.id) { return true }
            if typed.problems.contains(where: { $0.pointer == "/answers/\(question.id)" }) { return true }
            guard let answer = explained.sheet.answers[question.id] else {
                return !isRated && !explained.sheet.hidden.contains(question.id)
            }
            return question.findings(of: answer).contains { $0.advice != nil || $0.redLine != nil }
                || answer == .unknown
        }
        .sorted { (rank[$0.element.id] ?? .max, $0.offset) < (rank[$1.element.id] ?? .max, $1.offset) }
        .map(\.element)
    }
}

extension WhatIfField {
    fileprivate init(
        _ question: Question, _ explained: ExplainedProfile, _ typed: WhatIfTyped, isFollowUp: Bool, error: String?,
        _ wording: Wording
    ) {
        let stored = explained.sheet.answers[question.id] == nil ? nil : explained.view.submission.answers[question.id]
        let current = typed.changes[question.id] ?? stored
        let isChanged = typed.changes[question.id] != nil
        id = "q-\(question.id)"
        name = WhatIfForm.name(question)
        number = QuestionNumbers(explained.view.questionnaire)[question.id]
        text = question.text[wording.language]
        before =
            isChanged && stored != nil
            ? wording.say("what-if.before", ["answer": AnswerText(wording: wording).text(stored, question)]) : nil
        self.isFollowUp = isFollowUp
        if case .multiple = question.kind { isMultiple = true } else { isMultiple = false }
        if case .date = question.kind { isDate = true } else { isDate = false }
        isNumber = question.kind.quantity != nil && !isDate
        isChoice = !isMultiple && question.kind.quantity == nil
        special = isChoice ? name : WhatIfForm.special(question)
        let chosen = current?.chosen ?? []
        choices = question.kind.choices.map {
            QuestionPage.ChoiceRow(
                value: $0.id, label: $0.label[wording.language], isChosen: chosen.contains($0.id),
                id: "q-\(question.id)-\($0.id)")
        }
        let isSpecial = current == .unknown || current == .notApplicable
        value = question.kind.quantity != nil && !isSpecial ? current?.typed ?? "" : ""
        switch question.kind {
        case .number(_, let unit): self.unit = unit[wording.language]
        case .percent: unit = "%"
        default: unit = ""
        }
        range =
            isNumber
            ? question.kind.quantity.map {
                wording.say(
                    "question.range",
                    ["minimum": NumberText.plain($0.minimum), "maximum": NumberText.plain($0.maximum)])
            } ?? "" : ""
        var specials: [QuestionPage.ChoiceRow] = []
        if question.unknownRisk != nil {
            specials.append(
                .init(
                    value: "unknown", label: wording.say("question.unknown-short"), isChosen: current == .unknown,
                    id: "q-\(question.id)-unknown"))
        }
        if question.allowsNotApplicable {
            specials.append(
                .init(
                    value: "not-applicable", label: wording.say("question.not-applicable-short"),
                    isChosen: current == .notApplicable, id: "q-\(question.id)-not-applicable"))
        }
        self.specials = specials
        self.error = error
    }
}

extension WhatIfResult {
    fileprivate init(_ explained: ExplainedProfile, _ outcome: WhatIf?, hasChanges: Bool, _ wording: Wording) {
        let before = explained.view.record.profile
        let after = outcome?.profile ?? before
        self.hasChanges = hasChanges && outcome != nil
        now = Standing(before, wording.say("what-if.now"), wording)
        then = Standing(after, wording.say("what-if.then"), wording)
        words = wording.say(
            "what-if.words",
            [
                "from": before.grade?.rawValue ?? now.grade.word, "to": after.grade?.rawValue ?? then.grade.word,
                "score": now.score, "then": then.score,
            ])
        appearing = outcome?.appearing.map { $0.text[wording.language] } ?? []
        hasAppearing = !appearing.isEmpty
        leaving = outcome?.leaving.map { $0.text[wording.language] } ?? []
        hasLeaving = !leaving.isEmpty
        let titles = after.redLines.compactMap { explained.view.questionnaire.redLine($0.id)?.title[wording.language] }
        redLines =
            titles.isEmpty
            ? nil : wording.say("what-if.red-lines", ["titles": titles.joined(separator: wording.say("list.comma"))])
    }
}

extension WhatIfResult.Standing {
    fileprivate init(_ profile: Profile, _ label: String, _ wording: Wording) {
        self.label = label
        grade = wording.grade(profile.grade)
        score = profile.card.score.map(NumberText.score) ?? "–"
        let low = profile.card.low.roundedHalfUp
        let high = profile.card.high.roundedHalfUp
        range =
            low == high
            ? "" : wording.say("profile.range", ["low": NumberText.score(low), "high": NumberText.score(high)])
    }
}
