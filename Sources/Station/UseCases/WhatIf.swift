public import HealthCheck

/// What a profile would be under other answers. Nothing of it is stored anywhere.
public struct WhatIf: Sendable {
    public let view: ProfileView
    /// The answers as they were given.
    public let sheet: AnswerSheet
    /// What the changed answers come to, by the scoring that issues profiles.
    public let profile: Profile
    /// Questions that were not asked and would be, in order.
    public let appearing: [Question]
    /// Questions that were asked and would not be, in order.
    public let leaving: [Question]
}

extension Station {
    /// Scores the answers of a profile with `changes` in their place; follow-ups come and go with them.
    ///
    /// Throws `invalid` with a problem at `/answers/<question>` for each change that does not fit. A change to a question
    /// that is not asked under all the others is such a problem too, unless `dropsUnasked`: then it counts nowhere.
    public func whatIf(
        _ id: String, changes: [String: AnswerValue], dropsUnasked: Bool = false, by principal: Principal
    ) async throws -> WhatIf {
        try whatIf(try await explanation(of: id, by: principal), changes: changes, dropsUnasked: dropsUnasked)
    }

    /// The same for a profile that is at hand.
    public func whatIf(
        _ explained: ExplainedProfile, changes: [String: AnswerValue], dropsUnasked: Bool = false
    ) throws(StationError) -> WhatIf {
        let sheet = explained.sheet
        let questions = explained.view.questionnaire.questions
        let changed = sheet.answering(try parsed(changes, sheet))
        if !dropsUnasked {
            let problems = questions.filter { changes[$0.id] != nil && changed.hidden.contains($0.id) }.map {
                question in
                FieldProblem(
                    "/answers/\(question.id)",
                    .answer(.notAsked(because: question.visibleWhen?.questions.first ?? "")))
            }
            guard problems.isEmpty else { throw .invalid(problems) }
        }
        return WhatIf(
            view: explained.view, sheet: sheet, profile: Profile(changed),
            appearing: questions.filter { sheet.hidden.contains($0.id) && !changed.hidden.contains($0.id) },
            leaving: questions.filter { !sheet.hidden.contains($0.id) && changed.hidden.contains($0.id) })
    }

    private func parsed(
        _ changes: [String: AnswerValue], _ sheet: AnswerSheet
    ) throws(StationError) -> [String: Answer] {
        var answers: [String: Answer] = [:]
        var problems: [FieldProblem] = []
        for question in sheet.questionnaire.questions {
            guard let value = changes[question.id] else { continue }
            do {
                answers[question.id] = try question.parse(value, in: sheet.context)
            } catch {
                problems.append(FieldProblem("/answers/\(question.id)", .answer(error.reason)))
            }
        }
        let known = Set(sheet.questionnaire.questions.map(\.id))
        problems += changes.keys.filter { !known.contains($0) }.sorted()
            .map { FieldProblem("/answers/\($0)", .answer(.noSuchQuestion)) }
        guard problems.isEmpty else { throw .invalid(problems) }
        return answers
    }
}
