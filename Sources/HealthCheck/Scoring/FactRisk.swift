extension Question {
    /// The risk (0…10) of an answer, nil for “not applicable” and for what is not scored.
    public func risk(of answer: Answer) -> Double? {
        switch (answer, kind) {
        case (.notApplicable, _): nil
        case (.unknown, _): unknownRisk ?? 10
        case (.number(let value), _), (.day(_, let value), _): kind.quantity?.curve.risk(of: value)
        case (.choice(let id), .yesNo(let yes, let no)): id == yes.id ? yes.risk : id == no.id ? no.risk : nil
        case (.choice(let id), .single(let choices)), (.choice(let id), .multiple(let choices, _)):
            choices.firstIndex { $0.id == id }.map { choices[$0].risk }
        case (.choice, _): nil
        case (.choices(let ids), .multiple(let choices, .worst)):
            choices.lazy.filter { ids.contains($0.id) }.map(\.risk).max()
        case (.choices(let ids), .multiple(let choices, .coverage)): Self.gap(in: choices, chosen: ids)
        case (.choices, _), (.destinations, _), (.text, _), (.files, _): nil
        }
    }

    private static func gap(in choices: [Choice], chosen ids: Set<String>) -> Double {
        let total = choices.reduce(0) { $0 + $1.weight }
        guard total > 0 else { return 10 }
        let covered = choices.lazy.filter { ids.contains($0.id) }.reduce(0) { $0 + $1.weight }
        return 10 * (1 - covered / total)
    }

    /// What an answer brings with it: advice, red lines.
    public func findings(of answer: Answer) -> [Finding] {
        switch (answer, kind) {
        case (.choice(let id), _):
            kind.choices.filter { $0.id == id }.map(\.finding)
        case (.choices(let ids), .multiple(let choices, .worst)):
            choices.filter { ids.contains($0.id) }.map(\.finding)
        case (.choices(let ids), .multiple(let choices, .coverage)):
            choices.filter { !ids.contains($0.id) && !$0.isExclusive }.map(\.finding)
        case (.number(let value), _), (.day(_, let value), _):
            kind.quantity?.findings(for: value) ?? []
        case (.unknown, _), (.notApplicable, _), (.choices, _), (.destinations, _), (.text, _), (.files, _): []
        }
    }

    /// The answer of least risk, nil for what is not scored. A date's is as far from `day` as helps most.
    public func safest(on day: AnswerDay) -> Answer? {
        switch kind {
        case .yesNo, .single:
            .choice(kind.choices.min { $0.risk < $1.risk }?.id ?? "")
        case .multiple(let choices, .worst):
            .choices(Set(choices.min { $0.risk < $1.risk }.map { [$0.id] } ?? []))
        case .multiple(let choices, .coverage):
            .choices(Set(choices.filter { !$0.isExclusive }.map(\.id)))
        case .number(let quantity, _), .percent(let quantity):
            .number(quantity.safest)
        case .date(let quantity, _): .day(day, days: quantity.safest)
        case .destinations, .text, .file: nil
        }
    }
}

extension Quantity {
    /// The end of the range with the least risk.
    fileprivate var safest: Double { curve.risk(of: minimum) <= curve.risk(of: maximum) ? minimum : maximum }
}

extension Question {
    /// Whether an answer is something to give advice on.
    func bringsAdvice(_ answer: Answer) -> Bool {
        if case .choice(let id) = answer {
            return kind.choices.contains { $0.id == id && $0.finding.advice != nil }
        }
        return findings(of: answer).contains { $0.advice != nil }
    }

    /// Whether an answer is something to do about: it brings advice or crosses a red line, or nobody knows.
    public func isFinding(_ answer: Answer?) -> Bool {
        guard let answer else { return false }
        return answer == .unknown || findings(of: answer).contains { $0.advice != nil || $0.redLine != nil }
    }
}
