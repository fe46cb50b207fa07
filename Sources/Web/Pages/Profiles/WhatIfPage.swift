import Foundation
import HealthCheck
import Hummingbird
import Station

/// The simulator: other answers, the real scoring, nothing stored.
struct WhatIfPage {
    let company: String
    let title: String
    let back: String
    let action: String
    let errors: ErrorSummary?
    let improvement: ImprovementView?
    let fields: [WhatIfField]
    let moreFields: [WhatIfField]
    let hasMore: Bool
    let opensMore: Bool
    let result: WhatIfResult
}

/// One question of the simulator, answered as it was or otherwise.
struct WhatIfField {
    let id: String
    let name: String
    let special: String
    let number: String
    let text: String
    /// What was answered, where that is not what stands in the field.
    let before: String?
    let isFollowUp: Bool
    let isChoice: Bool
    let isMultiple: Bool
    let isNumber: Bool
    let isDate: Bool
    let choices: [QuestionPage.ChoiceRow]
    let value: String
    let unit: String
    let range: String
    let specials: [QuestionPage.ChoiceRow]
    let error: String?
}

/// Now and then, side by side.
struct WhatIfResult {
    let hasChanges: Bool
    let now: Standing
    let then: Standing
    let words: String
    let appearing: [String]
    let hasAppearing: Bool
    let leaving: [String]
    let hasLeaving: Bool
    let redLines: String?

    struct Standing {
        let label: String
        let grade: GradeChip
        let score: String
        let range: String
    }
}

extension Site {
    /// A form that is read: everything it was told stands in the address, bad values are shown at their field.
    func whatIfPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        let explained = try await station.explanation(of: try context.parameters.require("id"), by: principal)
        let form = WhatIfForm(query: request.uri.query)
        var typed = WhatIfTyped(form, explained)
        var outcome: WhatIf?
        if typed.problems.isEmpty {
            do throws(StationError) {
                outcome = try station.whatIf(explained, changes: typed.changes, dropsUnasked: true)
            } catch {
                guard case .invalid(let problems) = error else { throw error }
                typed.problems = problems
            }
        }
        let wording = wording(context)
        let summary =
            typed.problems.isEmpty
            ? nil
            : errors(
                typed.problems.map { FieldProblem($0.pointer.replacing("/answers/", with: "/q-"), $0.code) }, context)
        let model = WhatIfPage(explained, outcome, typed, summary, wording)
        return pages.response(
            "what-if", model, title: model.title, context, path: "/profiles/\(explained.view.record.id)/what-if",
            status: summary == nil ? .ok : .unprocessableContent, hasErrors: summary != nil)
    }
}

/// What an address says of a profile's answers: which differ, and which cannot be.
struct WhatIfTyped {
    /// By question; what was typed and is not what was answered.
    var changes: [String: AnswerValue] = [:]
    var problems: [FieldProblem] = []

    init(_ form: WhatIfForm, _ explained: ExplainedProfile) {
        let stored = explained.view.submission.answers
        for question in explained.view.questionnaire.questions where question.kind.isScored {
            guard let value = form.value(question, stored: stored[question.id]) else {
                if form.names(question), explained.sheet.answers[question.id] != nil {
                    problems.append(FieldProblem("/answers/\(question.id)", .missing))
                }
                continue
            }
            let answer = try? question.parse(value, in: explained.sheet.context)
            if answer == nil || answer != explained.sheet.answers[question.id] { changes[question.id] = value }
        }
    }
}
