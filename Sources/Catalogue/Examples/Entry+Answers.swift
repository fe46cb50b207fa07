import HealthCheck

extension Entry {
    /// An answer sheet as written: question id → value, nothing checked against a questionnaire yet.
    func answers() -> [String: AnswerValue] {
        guard let fields = anyFields() else { return [:] }
        return fields.keys.reduce(into: [:]) { $0[$1] = fields[$1]?.answer() }
    }

    /// A plain number is a number, plain `true` and `false` are yes and no, a list of maps is a table, everything else is
    /// text or a list of texts.
    private func answer() -> AnswerValue? {
        if isList {
            let items = items()
            guard items.contains(where: \.isMap) else { return .list(items.compactMap { $0.text() }) }
            return .rows(
                items.map { item in
                    guard let fields = item.anyFields() else { return [:] }
                    return fields.keys.reduce(into: [:]) { $0[$1] = fields[$1]?.answer() }
                })
        }
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
    func sheet(
        _ values: [String: AnswerValue], for questionnaire: Questionnaire, in context: AnswerContext
    ) -> AnswerSheet? {
        do {
            return try AnswerSheet(values, for: questionnaire, in: context)
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
        case .notAsked(let controller): "not asked under the answer to “\(controller)”; leave it out"
        case .expectsDay: "expects a day such as 2026-11-22"
        case .dayInFuture: "this day is still to come"
        case .expectsText: "expects a text"
        case .textTooLong(let limit): "the text is longer than \(limit) characters"
        case .expectsRows: "expects a list of countries: { country: VNM, … }"
        case .tooManyRows(let limit): "more than \(limit) countries"
        case .noSuchColumn(let column): "there is no column “\(column)”"
        case .row(let row, let reason): "row \(row): \(reason.message)"
        case .sharesExceedAll(let total): "the shares add up to \(total.roundedHalfUp.plain)%, more than 100%"
        case .expectsFiles: "expects evidence files"
        case .tooManyFiles(let limit): "more than \(limit) files"
        case .noSuchFile(let id): "there is no evidence file “\(id)”"
        case .unknownNotOffered: "“unknown” is not offered"
        case .notApplicableNotOffered: "“not-applicable” is not offered"
        }
    }
}

extension AnswerProblem.RowReason {
    /// In the words of whoever writes answers into a file.
    fileprivate var message: String {
        switch self {
        case .noSuchCountry(let code): "“\(code)” is no country's ISO 3166 code of three letters"
        case .countryMissing: "the country is missing"
        case .countryTwice(let code): "“\(code)” is named twice"
        case .expectsNumber(let column): "“\(column)” must be a number"
        case .outOfRange(let column, let minimum, let maximum):
            "“\(column)” must be from \(minimum.plain) to \(maximum.plain)"
        case .expectsWholeNumber(let column): "“\(column)” must be a whole number"
        case .exposureMissing(let column): "“\(column)” is missing"
        }
    }
}
