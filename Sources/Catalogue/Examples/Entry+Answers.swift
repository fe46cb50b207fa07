import HealthCheck

extension Entry {
    /// An answer sheet as written: question id → value, nothing checked against a questionnaire yet.
    func answers() -> [String: AnswerValue] {
        guard let fields = anyFields() else { return [:] }
        return fields.keys.reduce(into: [:]) { $0[$1] = fields[$1]?.answer() }
    }

    /// A plain number is a number, plain `true` and `false` are yes and no, everything else is text or a list of texts.
    private func answer() -> AnswerValue? {
        if isList { return .list(items().compactMap { $0.text() }) }
        guard let text = text() else { return nil }
        guard isPlain else { return .text(text) }
        if let number = Self.decimal(text) { return .number(number) }
        return switch text {
        case "true": .text("yes")
        case "false": .text("no")
        default: .text(text)
        }
    }

    /// The answers as a sheet of `questionnaire`; every answer that does not fit is reported where it stands.
    func sheet(_ values: [String: AnswerValue], for questionnaire: Questionnaire) -> AnswerSheet? {
        do {
            return try AnswerSheet(values, for: questionnaire)
        } catch {
            let fields = anyFields()
            for problem in error.problems { report(problem, questionnaire, fields) }
            return nil
        }
    }

    private func report(_ problem: AnswerProblem, _ questionnaire: Questionnaire, _ fields: Fields?) {
        let id = problem.questionID
        let choices = questionnaire.question(id)?.kind.choices.map(\.id) ?? []
        let hint =
            switch problem.reason {
            case .noSuchQuestion: Spelling.hint(for: id, among: questionnaire.questions.map(\.id))
            case .noSuchChoice(let choice):
                Spelling.hint(for: choice, among: choices) ?? "choices: \(Spelling.list(choices))"
            default: String?.none
            }
        proof.error(
            "“\(id)”: \(problem.reason.message)", at: fields?[id]?.place ?? fields?.keyPlace(id) ?? place, hint: hint)
    }
}

extension AnswerProblem.Reason {
    /// In the words of whoever writes answers into a file.
    fileprivate var message: String {
        switch self {
        case .noSuchQuestion: "there is no such question"
        case .expectsOneChoice: "expects one choice"
        case .expectsChoices: "expects a list of choices"
        case .expectsNumber: "expects a number"
        case .noSuchChoice(let choice): "there is no choice “\(choice)”"
        case .excludesOthers(let choice): "“\(choice)” cannot be chosen together with another"
        case .outOfRange(let minimum, let maximum): "expects a number from \(minimum.plain) to \(maximum.plain)"
        case .expectsWholeNumber: "expects a whole number"
        case .unknownNotOffered: "“unknown” is not offered"
        case .notApplicableNotOffered: "“not-applicable” is not offered"
        }
    }
}
