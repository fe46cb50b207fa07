import HealthCheck
import Testing

/// Questionnaires of the second edition and answers to them, drawn from a seed: every kind of question, conditions over
/// earlier questions (chains of them too), dimensions whose two sides must coincide, odd weights, gaps.
struct RichDraw {
    var random: SplitMix64
    /// The questions drawn so far, which a condition may look at.
    private var earlier: [Question] = []

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func questionnaire(_ method: ScoringMethod = .worstDominates2) throws -> Questionnaire {
        earlier = []
        var dimensions: [Dimension] = []
        for place in 0..<Int.random(in: 1...5, using: &random) { dimensions.append(try dimension("d\(place)")) }
        return Questionnaire(
            id: "rich", version: "2", contentHash: "01", method: method, title: text("rich"), purpose: text("purpose"),
            minutes: 5, papers: [text("paper")], findings: FindingTable(id: "fl", levels: Self.levels),
            dimensions: dimensions)
    }

    static let levels: [[FindingLevel]] = [
        [.low, .low, .low, .medium, .medium], [.low, .low, .medium, .medium, .high],
        [.low, .medium, .medium, .high, .high], [.medium, .medium, .high, .high, .severe],
        [.medium, .high, .high, .severe, .severe],
    ]

    private mutating func dimension(_ id: String) throws -> Dimension {
        let combine: Dimension.Combine = random.oneIn(3) ? .coincide : .worstDominates
        var questions: [Question] = []
        for place in 0..<Int.random(in: (combine == .coincide ? 2 : 1)...6, using: &random) {
            // The first two stand on either side, so that neither is empty.
            let side: Factor = place < 2 ? Factor.allCases[place] : (random.oneIn(2) ? .exposure : .safeguard)
            let kind = try kind("\(id)-\(place)", mustScore: place < 2)
            let question = Question(
                id: "\(id)-q\(place)", text: text("q"), why: text("why"), basis: [],
                tips: random.oneIn(4) ? [Tip(test: .oneOf(["yes", "c0"]), severity: .warning, text: text("tip"))] : [],
                visibleWhen: earlier.isEmpty || !random.oneIn(3) ? nil : condition(depth: 2), weight: weight(),
                factor: combine == .coincide && kind.isScored ? side : nil,
                impact: Impact.allCases.randomElement(using: &random) ?? .moderate,
                allowsNotApplicable: kind.isScored, unknownRisk: kind.isScored ? risk() : nil, kind: kind)
            questions.append(question)
            earlier.append(question)
        }
        return Dimension(
            id: id, title: text(id), chartLabel: text(id), weight: weight(), matter: "M-\(id)", combine: combine,
            questions: questions)
    }

    /// A condition over the questions drawn so far.
    private mutating func condition(depth: Int) -> Condition {
        if depth > 0, random.oneIn(3) {
            let parts = (0..<Int.random(in: 1...3, using: &random)).map { _ in condition(depth: depth - 1) }
            return random.oneIn(2) ? .all(parts) : .any(parts)
        }
        let question = earlier.filter(\.kind.isScored).randomElement(using: &random) ?? earlier[0]
        return .test(question: question.id, test(question))
    }

    private mutating func test(_ question: Question) -> AnswerTest {
        if let quantity = question.kind.quantity {
            let bound = Double.random(in: quantity.minimum...quantity.maximum, using: &random).rounded()
            return random.oneIn(2) ? .atLeast(bound) : .atMost(bound)
        }
        let words = question.kind.choices.map(\.id) + ["unknown", "not-applicable"]
        let chosen = Set(words.filter { _ in random.oneIn(2) })
        return random.oneIn(2) ? .oneOf(chosen) : .noneOf(chosen)
    }

    mutating func weight() -> Double { Double(Int.random(in: 1...30, using: &random)) / 10 }

    mutating func risk() -> Double { Double(Int.random(in: 0...20, using: &random)) / 2 }

    private mutating func kind(_ line: String, mustScore: Bool) throws -> QuestionKind {
        switch Int.random(in: 0..<(mustScore ? 7 : 10), using: &random) {
        case 0: return .yesNo(yes: listed("yes", line: line), no: listed("no"))
        case 1: return .single((0..<4).map { listed("c\($0)", line: $0 == 0 ? line : nil) })
        case 2: return .multiple((0..<3).map { listed("c\($0)") } + [choice("none", exclusive: true)], .worst)
        case 3:
            let none = choice("none", weight: 0, exclusive: true)
            return .multiple((0..<3).map { choice("c\($0)", weight: weight(), advice: "do") } + [none], .coverage)
        case 4: return .percent(try days(0...100))
        case 5: return .number(try days(0...365), unit: text("days"))
        case 6: return .date(try days(0...36_525), random.oneIn(2) ? .past : .future)
        case 7: return .destinations(DestinationTable(columns: [.revenueShare, .staff], exposure: .revenueShare))
        case 8: return .text(limit: 50)
        default: return .file
        }
    }

    private mutating func days(_ range: ClosedRange<Double>) throws -> Quantity {
        let ends = [risk(), risk()]
        let finding = QuantityFinding(bound: .atLeast(50), finding: Finding(advice: advice("mend")))
        return quantity(range, integer: true, curve: try curve((10, ends[0]), (80, ends[1])), findings: [finding])
    }

    private mutating func listed(_ id: String, line: String? = nil) -> Choice {
        let isCrossed = random.oneIn(6)
        return choice(
            id, risk: risk(), advice: "do \(id)", redLine: line.flatMap { isCrossed ? redLine($0, cap: .d) : nil })
    }
}
