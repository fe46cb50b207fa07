import Foundation
import HealthCheck
import Testing

@testable import Station

extension TestStation {
    /// Answers to every question asked of a self-test: the riskiest of each where `isRisky` says so, else the safest.
    static func asked(
        _ selfTest: String, at moment: Date = MovableClock.monday, isRisky: (Question) -> Bool
    ) throws -> [String: AnswerValue] {
        let questionnaire = try #require(try catalogue.selfTest(selfTest))
        var answers: [String: AnswerValue] = [:]
        for question in questionnaire.questions {
            let risky = isRisky(question)
            switch question.kind {
            case .yesNo, .single:
                let sorted = question.kind.choices.sorted { $0.risk < $1.risk }
                answers[question.id] = (risky ? sorted.last : sorted.first).map { .text($0.id) }
            case .multiple(let choices, .coverage):
                let safe = choices.filter { !$0.isExclusive }.map(\.id)
                answers[question.id] = .list(risky ? Array(safe.prefix(1)) : safe)
            case .multiple(let choices, .worst):
                let sorted = choices.sorted { $0.risk < $1.risk }
                answers[question.id] = (risky ? sorted.last : sorted.first).map { .list([$0.id]) }
            case .number(let quantity, _), .percent(let quantity):
                let falls = quantity.curve.risk(of: quantity.minimum) > quantity.curve.risk(of: quantity.maximum)
                answers[question.id] = .number(risky == falls ? quantity.minimum : quantity.maximum)
            case .destinations(let table):
                answers[question.id] = .rows([
                    Dictionary(
                        uniqueKeysWithValues: table.columns.map { ($0.rawValue, AnswerValue.number(40)) }
                            + [("country", .text("VNM"))])
                ])
            case .date, .text, .file: break
            }
        }
        let kept = AnswerSheet(fitting: answers, for: questionnaire, in: try catalogue.context(at: moment)).answers
        return answers.filter { kept[$0.key] != nil }
    }

    /// Submits by API and gives the profile's id.
    func profile(
        _ selfTest: String = "tax", as person: Person = .company, isRisky: (Question) -> Bool = { _ in true }
    ) async throws -> String {
        let answers = try Self.asked(selfTest, isRisky: isRisky)
        let answer = try await api(
            "POST", "/self-tests/\(selfTest)/submissions", as: person,
            #"{"answers":\#(jsonText(answers)),"consent":{"shareWithOfficers":true}}"#)
        #expect(answer.status == 201, "\(answer.text)")
        return try #require(answer.json.at("profile", "id").text)
    }
}
