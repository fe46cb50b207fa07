import HealthCheck
import Testing

/// Runs `check` on seeded questionnaires with valid answers; the first complaint fails the test and names its seed.
func eachDraw(
    _ seeds: Range<UInt64> = 1..<2001, _ method: ScoringMethod = .worstDominates2,
    _ location: SourceLocation = #_sourceLocation,
    _ check: (_ draw: inout RichDraw, _ questionnaire: Questionnaire, _ values: [String: AnswerValue]) throws -> String?
) throws {
    for seed in seeds {
        var draw = RichDraw(seed: seed)
        let questionnaire = try draw.questionnaire(method)
        let values = draw.valid(questionnaire)
        if let complaint = try check(&draw, questionnaire, values) {
            Issue.record("seed \(seed): \(complaint)", sourceLocation: location)
            return
        }
    }
}
