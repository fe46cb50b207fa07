import HealthCheck

/// Questionnaires and answers drawn from a seed: all five kinds, odd weights, gaps.
struct RandomSheet {
    var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func questionnaire() throws -> Questionnaire {
        var dimensions: [Dimension] = []
        for index in 0..<Int.random(in: 1...6, using: &random) {
            var questions: [Question] = []
            for place in 0..<Int.random(in: 1...5, using: &random) {
                questions.append(
                    question("q\(index)-\(place)", weight: weight(), unknown: risk(), try kind("r\(index)-\(place)")))
            }
            dimensions.append(dimension("d\(index)", weight: weight(), questions))
        }
        return HealthCheckTests.questionnaire(dimensions)
    }

    /// An answer of any of the four states; nil is unanswered.
    mutating func value(for question: Question) -> AnswerValue? {
        switch Int.random(in: 0..<10, using: &random) {
        case 0: nil
        case 1: .unknown
        case 2: .notApplicable
        default: fact(for: question)
        }
    }

    /// An answer that states a fact.
    mutating func fact(for question: Question) -> AnswerValue {
        if let quantity = question.kind.quantity {
            return .number(Double.random(in: quantity.minimum...quantity.maximum, using: &random))
        }
        guard case .multiple(let choices, _) = question.kind else {
            return .text(question.kind.choices.randomElement(using: &random)?.id ?? "")
        }
        let chosen = choices.filter { !$0.isExclusive && random.oneIn(2) }.map(\.id)
        return .list(chosen.isEmpty ? ["none"] : chosen)
    }

    mutating func values(for questionnaire: Questionnaire) -> [String: AnswerValue] {
        var values: [String: AnswerValue] = [:]
        for question in questionnaire.questions { values[question.id] = value(for: question) }
        return values
    }

    private mutating func weight() -> Double { Double(Int.random(in: 1...30, using: &random)) / 10 }

    private mutating func risk() -> Double { Double(Int.random(in: 0...20, using: &random)) / 2 }

    private mutating func kind(_ line: String) throws -> QuestionKind {
        switch Int.random(in: 0..<5, using: &random) {
        case 0: return .yesNo(yes: listed("yes", line: line), no: listed("no"))
        case 1: return .single((0..<4).map { listed("c\($0)", line: $0 == 0 ? line : nil) })
        case 2:
            let none = choice("none", exclusive: true)
            return .multiple((0..<3).map { listed("c\($0)", line: $0 == 0 ? line : nil) } + [none], .worst)
        case 3:
            let none = choice("none", weight: 0, exclusive: true)
            return .multiple((0..<3).map { choice("c\($0)", weight: weight(), advice: "do") } + [none], .coverage)
        default:
            let ends = [risk(), risk()]
            return .percent(quantity(0...100, curve: try curve((10, ends[0]), (80, ends[1]))))
        }
    }

    private mutating func listed(_ id: String, line: String? = nil) -> Choice {
        let isCrossed = random.oneIn(8)
        return choice(
            id, risk: risk(), advice: "do \(id)",
            redLine: line.flatMap { isCrossed ? redLine($0, cap: .d) : nil })
    }
}
