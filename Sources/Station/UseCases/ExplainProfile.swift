public import HealthCheck

/// A profile with the reasons for every number of it.
public struct ExplainedProfile: Sendable {
    public let view: ProfileView
    /// The answers as they were given, held against the version they answer.
    public let sheet: AnswerSheet
    public let explanation: Explanation
    /// The fewest better answers found that lead to a better grade; nil where there are none.
    public let improvement: Improvement?
}

extension Station {
    /// Why a profile says what it says. Who may read the profile may read this; the look is audited as one.
    public func explanation(of id: String, by principal: Principal) async throws -> ExplainedProfile {
        explained(try await profile(id, by: principal))
    }

    /// The reasons of a profile that is at hand: rebuilt from its answers by the scoring itself.
    public func explained(_ view: ProfileView) -> ExplainedProfile {
        let sheet = sheet(of: view.submission, view.questionnaire)
        return ExplainedProfile(
            view: view, sheet: sheet, explanation: Explanation(sheet), improvement: Improvement(sheet))
    }
}
