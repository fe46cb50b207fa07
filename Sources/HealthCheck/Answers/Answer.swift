/// A checked answer to one question. A question without one is unanswered: the fourth state, never merged with the others.
public enum Answer: Hashable, Sendable {
    case choice(String)
    case choices(Set<String>)
    case number(Double)
    case unknown
    case notApplicable
}

/// What is wrong with one answer, precise enough to tell the person at the field.
public struct AnswerProblem: Error, Hashable, Sendable {
    /// The kinds of mistake.
    public enum Reason: Hashable, Sendable {
        case noSuchQuestion
        case expectsOneChoice
        case expectsChoices
        case expectsNumber
        case noSuchChoice(String)
        case excludesOthers(String)
        case outOfRange(minimum: Double, maximum: Double)
        case expectsWholeNumber
        case unknownNotOffered
        case notApplicableNotOffered
    }

    public let questionID: String
    public let reason: Reason

    public init(questionID: String, reason: Reason) {
        self.questionID = questionID
        self.reason = reason
    }
}

extension Question {
    /// Parses `value` into an answer to this question.
    public func parse(_ value: AnswerValue) throws(AnswerProblem) -> Answer {
        if value == .unknown {
            guard unknownRisk != nil else { throw problem(.unknownNotOffered) }
            return .unknown
        }
        if value == .notApplicable {
            guard allowsNotApplicable else { throw problem(.notApplicableNotOffered) }
            return .notApplicable
        }
        switch kind {
        case .yesNo, .single: return try parseChoice(value)
        case .multiple(let choices, _): return try parseChoices(value, among: choices)
        case .number(let quantity, _), .percent(let quantity): return try parseNumber(value, in: quantity)
        }
    }

    private func parseChoice(_ value: AnswerValue) throws(AnswerProblem) -> Answer {
        guard case .text(let id) = value else { throw problem(.expectsOneChoice) }
        guard kind.choices.contains(where: { $0.id == id }) else { throw problem(.noSuchChoice(id)) }
        return .choice(id)
    }

    private func parseChoices(_ value: AnswerValue, among choices: [Choice]) throws(AnswerProblem) -> Answer {
        let ids: [String]
        switch value {
        case .list(let list): ids = list
        case .text(let id): ids = [id]
        case .number: throw problem(.expectsChoices)
        }
        guard !ids.isEmpty else { throw problem(.expectsChoices) }
        for id in ids {
            guard let choice = choices.first(where: { $0.id == id }) else { throw problem(.noSuchChoice(id)) }
            if choice.isExclusive, Set(ids).count > 1 { throw problem(.excludesOthers(id)) }
        }
        return .choices(Set(ids))
    }

    private func parseNumber(_ value: AnswerValue, in quantity: Quantity) throws(AnswerProblem) -> Answer {
        let number: Double
        switch value {
        case .number(let given): number = given
        case .text(let text):
            guard let given = Double(text) else { throw problem(.expectsNumber) }
            number = given
        case .list: throw problem(.expectsNumber)
        }
        guard number.isFinite else { throw problem(.expectsNumber) }
        guard number >= quantity.minimum, number <= quantity.maximum else {
            throw problem(.outOfRange(minimum: quantity.minimum, maximum: quantity.maximum))
        }
        guard !quantity.isInteger || number == number.rounded() else { throw problem(.expectsWholeNumber) }
        return .number(number)
    }

    private func problem(_ reason: AnswerProblem.Reason) -> AnswerProblem {
        AnswerProblem(questionID: id, reason: reason)
    }
}
