import Foundation

/// A sheet reduced to what the arithmetic needs: for each dimension the weights and risks of the questions asked.
///
/// Unscored questions, questions not asked and “not applicable” are not in it.
struct Facts: Sendable {
    var dimensions: [DimensionFacts]

    init(_ sheet: AnswerSheet) {
        dimensions = sheet.questionnaire.dimensions.map { DimensionFacts($0, sheet) }
    }

    /// The exact score of the test where its dimensions come to `means`, in their order: worst-dominates over those that
    /// have any answer.
    func mean(of means: [Double?]) -> Double? {
        var logarithms = 0.0
        var weights = 0.0
        for (dimension, mean) in zip(dimensions, means) {
            guard let mean else { continue }
            logarithms += dimension.weight * Mean.logarithm(mean)
            weights += dimension.weight
        }
        return weights > 0 ? Mean.worstDominates(logarithms: logarithms, weights: weights) : nil
    }
}

/// The facts of one dimension.
struct DimensionFacts: Sendable {
    /// One question's part.
    struct Fact: Sendable {
        let question: String
        var weight: Double
        let factor: Factor?
        /// 0…10, nil where unanswered.
        let risk: Double?
        /// The logarithm that the worst-dominates mean adds up.
        let logarithm: Double

        init(question: String, weight: Double, factor: Factor?, risk: Double?) {
            self.question = question
            self.weight = weight
            self.factor = factor
            self.risk = risk
            logarithm = risk.map(Mean.logarithm) ?? 0
        }
    }

    let id: String
    var weight: Double
    let combine: Dimension.Combine
    var facts: [Fact]

    init(id: String, weight: Double, combine: Dimension.Combine, facts: [Fact]) {
        self.id = id
        self.weight = weight
        self.combine = combine
        self.facts = facts
    }

    fileprivate init(_ dimension: Dimension, _ sheet: AnswerSheet) {
        id = dimension.id
        weight = dimension.weight
        combine = dimension.combine
        facts = dimension.questions.compactMap { question in
            guard question.kind.isScored, !sheet.hidden.contains(question.id) else { return nil }
            switch sheet.answers[question.id] {
            case .notApplicable: return nil
            case nil:
                return Fact(question: question.id, weight: question.weight, factor: question.factor, risk: nil)
            case let answer?:
                guard let risk = question.risk(of: answer) else { return nil }
                return Fact(question: question.id, weight: question.weight, factor: question.factor, risk: risk)
            }
        }
    }

    /// Weight of the answered facts, and of all that apply.
    var availability: (answered: Double, applicable: Double) {
        var answered = 0.0
        var missing = 0.0
        for fact in facts {
            if fact.risk == nil { missing += fact.weight } else { answered += fact.weight }
        }
        return (answered, answered + missing)
    }

    /// The mean of the dimension with every missing fact at `missing`, or over the answered ones alone where it is nil;
    /// nil where there is nothing to take a mean of.
    func mean(missing: Double?) -> Double? { mean(missing: missing, instead: nil) }

    /// The mean over the answered facts with the one of `question` answered at `risk` instead.
    func mean(of question: String, at risk: Double) -> Double? {
        let place = facts.firstIndex { $0.question == question }
        return mean(missing: nil, instead: place.map { ($0, Mean.logarithm(risk)) })
    }

    private typealias Instead = (place: Int, logarithm: Double)

    private func mean(missing: Double?, instead: Instead?) -> Double? {
        guard combine == .coincide else { return mean(of: nil, missing, instead) }
        return Self.coinciding(mean(of: .exposure, missing, instead), mean(of: .safeguard, missing, instead))
    }

    /// The mean of two sides that must coincide; of one alone where the other has nothing to take a mean of.
    static func coinciding(_ exposure: Double?, _ safeguard: Double?) -> Double? {
        // A side that is safe but for binary noise is safe: a root would blow the noise up.
        func side(_ mean: Double) -> Double { mean < 1e-9 ? 0 : mean }
        return switch (exposure.map(side), safeguard.map(side)) {
        case (let exposure?, let safeguard?): Mean.geometric(exposure, safeguard)
        case (let one?, nil), (nil, let one?): Mean.geometric([Mean.Item(one)])
        case (nil, nil): nil
        }
    }

    private func mean(of factor: Factor?, _ missing: Double?, _ instead: Instead?) -> Double? {
        let missing = missing.map(Mean.logarithm)
        var logarithms = 0.0
        var weights = 0.0
        func add(_ isAnswered: Bool) {
            for place in facts.indices where (facts[place].risk != nil || place == instead?.place) == isAnswered {
                guard factor == nil || facts[place].factor == factor else { continue }
                let own = place == instead?.place ? instead?.logarithm : facts[place].logarithm
                guard let logarithm = isAnswered ? own : missing else { continue }
                logarithms += facts[place].weight * logarithm
                weights += facts[place].weight
            }
        }
        add(true)
        // Always in this order: a sum of doubles depends on it, and issued scores must come out the same for ever.
        if missing != nil { add(false) }
        return weights > 0 ? Mean.worstDominates(logarithms: logarithms, weights: weights) : nil
    }
}
