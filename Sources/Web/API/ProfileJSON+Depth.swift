import Foundation
import HealthCheck
import Station

extension ProfileJSON {
    /// How much the grade hangs on the weights.
    struct SensitivityJSON: Encodable {
        let low: Double
        let high: Double
        let borderline: Bool

        init(_ sensitivity: Sensitivity) {
            low = sensitivity.low.roundedHalfUp
            high = sensitivity.high.roundedHalfUp
            borderline = sensitivity.isBorderline
        }
    }

    /// The risk of the countries named, apart from the score.
    struct ExposureJSON: Encodable {
        let risk: Double
        let combined: Double?
        /// Herfindahl–Hirschman index of the shares, 0…10,000.
        let concentration: Double
        let parts: [Part]
        let attribution: LocalizedText?

        struct Part: Encodable {
            let country: String
            let share: Double
            let index: Double?
        }

        init(_ exposure: CountryExposure, _ countries: CountryTable) {
            risk = exposure.exact.roundedHalfUp
            combined = exposure.combined?.roundedHalfUp
            concentration = exposure.concentration.rounded()
            parts = exposure.parts.map { Part(country: $0.country, share: $0.share, index: $0.index) }
            attribution = countries.attribution
        }
    }

    /// Where it stands among others; quartiles from five companies on, a percentile from ten.
    struct CohortJSON: Encodable {
        let breadth: String
        let industry: String?
        let size: String?
        let companies: Int
        let score: Double
        let lowerQuartile: Double
        let median: Double
        let upperQuartile: Double
        let percentile: Int?
        let refreshedAt: String

        init(_ cohort: CohortPlace, _ wording: Wording) {
            let place = cohort.place
            breadth = place.breadth.rawValue
            industry = place.breadth == .all ? nil : cohort.industry
            size = place.breadth == .industryAndSize ? cohort.size : nil
            companies = place.count
            score = cohort.score
            lowerQuartile = place.lowerQuartile.roundedHalfUp
            median = place.median.roundedHalfUp
            upperQuartile = place.upperQuartile.roundedHalfUp
            percentile = place.percentile
            refreshedAt = wording.dates.rfc3339(cohort.refreshedAt)
        }
    }

    /// The fewest better answers found that lead to a better grade.
    struct ImprovementJSON: Encodable {
        let score: Double
        let grade: String
        let answers: [Step]

        struct Step: Encodable {
            let question: String
            let answer: AnswerValue?
        }

        init(_ improvement: Improvement, _ explained: ExplainedProfile) {
            score = improvement.score
            grade = improvement.grade.rawValue
            answers = improvement.questions.map { id in
                Step(
                    question: id,
                    answer: explained.view.questionnaire.question(id)?.safestValue(on: explained.sheet.context.day))
            }
        }
    }
}
