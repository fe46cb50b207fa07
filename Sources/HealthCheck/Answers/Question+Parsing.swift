import Foundation

extension Question {
    /// Parses `value` into an answer to this question.
    public func parse(_ value: AnswerValue, in context: AnswerContext) throws(AnswerProblem) -> Answer {
        do {
            return try parsed(value, context)
        } catch {
            throw AnswerProblem(questionID: id, reason: error)
        }
    }

    /// Everything that is wrong with `value`: of a table each cell, of any other answer the one thing; empty for an answer
    /// that can be taken.
    public func problems(of value: AnswerValue, in context: AnswerContext) -> [AnswerProblem] {
        do throws(AnswerProblem) {
            _ = try parse(value, in: context)
            return []
        } catch {
            guard case .destinations(let table) = kind else { return [error] }
            return table.problems(in: value, context.countries).map { AnswerProblem(questionID: id, reason: $0) }
        }
    }

    private func parsed(_ value: AnswerValue, _ context: AnswerContext) throws(AnswerProblem.Reason) -> Answer {
        if kind.isScored {
            if value == .unknown {
                guard unknownRisk != nil else { throw .unknownNotOffered }
                return .unknown
            }
            if value == .notApplicable {
                guard allowsNotApplicable else { throw .notApplicableNotOffered }
                return .notApplicable
            }
        }
        switch kind {
        case .yesNo, .single: return try choice(value)
        case .multiple(let choices, _): return try several(value, among: choices)
        case .number(let quantity, _), .percent(let quantity): return .number(try number(value, in: quantity))
        case .date(let quantity, let direction): return try day(value, quantity, direction, context)
        case .destinations(let table): return .destinations(try table.parse(value, context.countries))
        case .text(let limit): return .text(try words(value, limit: limit))
        case .file: return .files(try files(value))
        }
    }

    private func choice(_ value: AnswerValue) throws(AnswerProblem.Reason) -> Answer {
        guard case .text(let id) = value else { throw .expectsOneChoice }
        guard kind.choices.contains(where: { $0.id == id }) else { throw .noSuchChoice(id) }
        return .choice(id)
    }

    private func several(
        _ value: AnswerValue, among choices: [Choice]
    ) throws(AnswerProblem.Reason) -> Answer {
        let ids: [String]
        switch value {
        case .list(let list): ids = list
        case .text(let id): ids = [id]
        case .number, .rows: throw .expectsChoices
        }
        guard !ids.isEmpty else { throw .expectsChoices }
        for id in ids {
            guard let choice = choices.first(where: { $0.id == id }) else { throw .noSuchChoice(id) }
            if choice.isExclusive, Set(ids).count > 1 { throw .excludesOthers(id) }
        }
        return .choices(Set(ids))
    }

    private func number(_ value: AnswerValue, in quantity: Quantity) throws(AnswerProblem.Reason) -> Double {
        guard let number = value.decimal else { throw .expectsNumber }
        guard number >= quantity.minimum, number <= quantity.maximum else {
            throw .outOfRange(minimum: quantity.minimum, maximum: quantity.maximum)
        }
        guard !quantity.isInteger || number == number.rounded() else { throw .expectsWholeNumber }
        return number
    }

    private func day(
        _ value: AnswerValue, _ quantity: Quantity, _ direction: TimeDirection, _ context: AnswerContext
    ) throws(AnswerProblem.Reason) -> Answer {
        guard case .text(let text) = value, let day = AnswerDay(text) else { throw .expectsDay }
        let ahead = context.day.days(to: day)
        switch direction {
        case .past:
            guard ahead <= 0 else { throw .dayInFuture }
            return .day(day, days: min(Double(-ahead), quantity.maximum))
        case .future:
            return .day(day, days: min(Double(max(0, ahead)), quantity.maximum))
        }
    }

    private func words(_ value: AnswerValue, limit: Int) throws(AnswerProblem.Reason) -> String {
        let text: String
        switch value {
        case .text(let given): text = given
        // A bare number is a text too: spreadsheets and YAML do not tell the two apart.
        case .number(let number): text = number == number.rounded() ? String(format: "%.0f", number) : String(number)
        case .list, .rows: throw .expectsText
        }
        guard text.contains(where: { !$0.isWhitespace }) else { throw .expectsText }
        guard text.count <= limit else { throw .textTooLong(limit: limit) }
        return text
    }

    /// How many evidence files one question takes.
    public static let fileLimit = 5

    private func files(_ value: AnswerValue) throws(AnswerProblem.Reason) -> [String] {
        let ids: [String]
        switch value {
        case .list(let list): ids = list
        case .text(let id): ids = [id]
        case .number, .rows: throw .expectsFiles
        }
        guard !ids.isEmpty, !ids.contains("") else { throw .expectsFiles }
        guard ids.count <= Self.fileLimit else { throw .tooManyFiles(limit: Self.fileLimit) }
        return ids
    }
}

extension AnswerValue {
    /// The finite number in it, nil where there is none.
    var decimal: Double? {
        let number: Double? =
            switch self {
            case .number(let number): number
            case .text(let text): Double(text)
            case .list, .rows: nil
            }
        return number.flatMap { $0.isFinite ? $0 : nil }
    }
}
