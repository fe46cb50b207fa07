import Foundation
import HealthCheck

/// Answers to a self-test as a company of a certain carefulness would give them.
struct DemoAnswers {
    /// 0.5 careful … 4 careless: how readily a risky answer is given.
    let carelessness: Double
    /// Whether answers that cross a red line may be given; never those about danger to persons.
    let mayCrossRedLines: Bool
    var chance: DemoChance

    /// An answer to most questions of `questionnaire`, by id, as given on the day of `context`.
    mutating func all(_ questionnaire: Questionnaire, in context: AnswerContext) -> [String: AnswerValue] {
        var answers: [String: AnswerValue] = [:]
        for dimension in questionnaire.dimensions {
            // Nobody is equally careful everywhere.
            let temper = carelessness * chance.between(0.5...1.7)
            for question in dimension.questions { answers[question.id] = answer(question, temper, context) }
        }
        return answers
    }

    private mutating func answer(
        _ question: Question, _ temper: Double, _ context: AnswerContext
    ) -> AnswerValue? {
        guard question.kind.isScored else { return unscored(question, context) }
        if chance.happens(0.03) { return nil }
        if question.unknownRisk != nil, chance.happens(0.02 + 0.015 * temper) { return .unknown }
        if question.allowsNotApplicable, chance.happens(0.06) { return .notApplicable }
        switch question.kind {
        case .yesNo, .single: return single(question.kind.choices, temper).map { .text($0.id) }
        case .multiple(let choices, .worst): return single(choices, temper).map { .list([$0.id]) }
        case .multiple(let choices, .coverage): return coverage(choices, temper)
        case .number(let quantity, _), .percent(let quantity): return number(quantity, temper)
        case .date(let quantity, let direction): return day(quantity, direction, temper, context)
        case .destinations, .text, .file: return nil
        }
    }

    private mutating func single(_ choices: [Choice], _ temper: Double) -> Choice? {
        let allowed = choices.filter { isAllowed($0.finding) }
        guard !allowed.isEmpty else { return nil }
        return allowed[chance.place(in: allowed.map { likelihood($0.risk, temper) })]
    }

    private mutating func coverage(_ choices: [Choice], _ temper: Double) -> AnswerValue? {
        var chosen: [String] = []
        for choice in choices where !choice.isExclusive && chance.happens(0.97 - 0.17 * temper) {
            chosen.append(choice.id)
        }
        if chosen.isEmpty, let none = choices.first(where: \.isExclusive) { chosen = [none.id] }
        return chosen.isEmpty ? nil : .list(chosen)
    }

    /// One of a few values between the corners of the curve, whole where people would say a whole number.
    private mutating func number(_ quantity: Quantity, _ temper: Double) -> AnswerValue? {
        let corners = quantity.curve.points.map(\.value).filter { $0 >= quantity.minimum && $0 <= quantity.maximum }
        var values = corners
        for (left, right) in zip(corners, corners.dropFirst()) { values.append(chance.between(left...right)) }
        values = values.map { $0.rounded() }.filter { value in
            value >= quantity.minimum && value <= quantity.maximum
                && quantity.findings.allSatisfy { !$0.covers(value) || isAllowed($0.finding) }
        }
        guard !values.isEmpty else { return nil }
        let weights = values.map { likelihood(quantity.curve.risk(of: $0), temper) }
        return .number(values[chance.place(in: weights)])
    }

    /// Two to four countries, most of the business in the first.
    private mutating func unscored(_ question: Question, _ context: AnswerContext) -> AnswerValue? {
        guard case .destinations(let table) = question.kind else { return nil }
        var countries = Self.destinations.filter { context.countries[$0] != nil }
        var left = chance.between(45...95).rounded()
        var rows: [[String: AnswerValue]] = []
        for _ in 0..<Int(chance.between(2...4.9)) {
            guard let country = countries.randomElement(using: &chance) else { break }
            countries.removeAll { $0 == country }
            let share = (left * chance.between(0.4...0.7)).rounded()
            left -= share
            var row: [String: AnswerValue] = ["country": .text(country)]
            for column in table.columns {
                row[column.rawValue] = .number(column == .revenueShare ? share : max(1, (share / 3).rounded()))
            }
            rows.append(row)
        }
        return rows.isEmpty ? nil : .rows(rows)
    }

    /// Where companies of the district go.
    private static let destinations = [
        "VNM", "THA", "IDN", "MEX", "DEU", "POL", "KEN", "ARE", "MYS", "BRA", "SRB", "EGY",
    ]

    /// A day whose distance a number of the same curve would be.
    private mutating func day(
        _ quantity: Quantity, _ direction: TimeDirection, _ temper: Double, _ context: AnswerContext
    ) -> AnswerValue? {
        guard case .number(let days)? = number(quantity, temper) else { return nil }
        let seconds = days * 86_400 * (direction == .past ? -1 : 1)
        return .text(AnswerDay(start: context.day.start.addingTimeInterval(seconds)).description)
    }

    private func isAllowed(_ finding: Finding) -> Bool {
        guard let line = finding.redLine else { return true }
        return mayCrossRedLines && !line.endangersPersons
    }

    /// Falls with the risk, more slowly for the careless.
    private func likelihood(_ risk: Double, _ temper: Double) -> Double { 1 / (1 + risk * risk / (temper * temper)) }
}
