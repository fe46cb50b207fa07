import Foundation
import HealthCheck
import Station

/// What stands behind a profile's numbers, and what follows from them.
struct ProfileDepth {
    let whyHref: String
    let whatIfHref: String
    let borderline: Borderline?
    let improvement: ImprovementView?
    let riskMap: RiskMap
    let matrix: FindingMatrix?
    let exposure: ExposureView?
    let cohort: CohortView?
    /// A rated profile whose peers are too few to be shown.
    let lacksPeers: Bool
    /// Whether some profile of the history comes to something else under today's version.
    let hasRescored: Bool

    /// A grade that hangs on the weights.
    struct Borderline {
        let text: String
        let band: String
    }

    init(_ explained: ExplainedProfile, _ wording: Wording, textSize: Int) {
        let view = explained.view
        let profile = view.record.profile
        whyHref = "/profiles/\(view.record.id)/why"
        whatIfHref = "/profiles/\(view.record.id)/what-if"
        borderline = profile.sensitivity.flatMap { Borderline($0, wording) }
        improvement = explained.improvement.map { ImprovementView($0, explained, wording) }
        let dimensions = ExplainedDimensions(view.record.id, view.questionnaire, explained.explanation)
        riskMap = RiskMap(dimensions, wording)
        matrix = FindingMatrix(dimensions, explained.sheet, wording)
        exposure = profile.exposure.map { ExposureView($0, view.questionnaire, wording) }
        let isRescored = view.rescored[view.record.id]?.version != profile.version
        cohort = view.cohort.map { CohortView($0, isRescored: isRescored, wording, textSize: textSize) }
        lacksPeers = view.cohort == nil && profile.grade != nil
        hasRescored = view.history.contains {
            view.rescored[$0.id]?.score != $0.profile.card.score && view.rescored[$0.id] != nil
        }
    }
}

extension ProfileDepth.Borderline {
    /// Nil where the grade stays the same whatever the weights.
    fileprivate init?(_ sensitivity: Sensitivity, _ wording: Wording) {
        guard sensitivity.isBorderline else { return nil }
        let low = sensitivity.low.roundedHalfUp
        let high = sensitivity.high.roundedHalfUp
        text = wording.say(
            "borderline.text", ["low": Grade(score: low).rawValue, "high": Grade(score: high).rawValue])
        band = wording.say(
            "borderline.band",
            [
                "runs": "\(Sensitivity.runs)", "low": NumberText.score(low), "high": NumberText.score(high),
            ])
    }
}
