import Foundation
import HealthCheck

/// What the question form sends: one choice, several, or a number, and which button.
struct AnswerForm: Decodable {
    var answer: String?
    var answers: [String]?
    var number: String?
    var special: String?
    var then: String?
    var from: String?

    /// The answer as typed, nil when the form was left empty.
    ///
    /// A form may hold a number (or ticked boxes) and a special choice at once. What is new wins: the special choice
    /// where the rest is as it was stored, else what was typed.
    func value(for question: Question, stored: AnswerValue?) -> AnswerValue? {
        let given: AnswerValue?
        switch question.kind {
        case .yesNo, .single: return answer.map { .text($0) }
        case .multiple: given = answers.flatMap { $0.isEmpty ? nil : .list($0) }
        case .number, .percent: given = typedNumber
        case .date, .destinations, .text, .file: given = nil
        }
        guard let special else { return given }
        return given == nil || given == stored ? .text(special) : given
    }

    /// Full-width digits, as Chinese keyboards type them, and a percent sign are as good.
    private var typedNumber: AnswerValue? {
        let typed = (number ?? "").precomposedStringWithCompatibilityMapping
            .trimmingCharacters(in: .whitespaces.union(["%"]))
        guard !typed.isEmpty else { return nil }
        // What is no number, or too long to come back as it was typed, is kept as text.
        guard let value = Double(typed), value.isFinite, typed.count <= 15 else { return .text(typed) }
        return .number(value)
    }
}
