import HealthCheck

/// The number a question goes by in a profile's tables: `2.3` is the third of the second dimension.
struct QuestionNumbers {
    private let numbers: [String: String]

    init(_ questionnaire: Questionnaire) {
        var numbers: [String: String] = [:]
        for (place, dimension) in questionnaire.dimensions.enumerated() {
            for (position, question) in dimension.questions.enumerated() {
                numbers[question.id] = "\(place + 1).\(position + 1)"
            }
        }
        self.numbers = numbers
    }

    subscript(_ question: String) -> String { numbers[question] ?? "" }
}

/// Where the reasons for one question stand.
struct WhyLink {
    let profile: String

    /// The page with the dimension unfolded, at the question.
    func href(_ question: String, in dimension: String) -> String {
        "/profiles/\(profile)/why?open=\(dimension)#q-\(question)"
    }
}
