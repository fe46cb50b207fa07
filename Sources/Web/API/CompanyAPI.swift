import Casework
import Foundation
import HealthCheck
import Hummingbird
import Station

/// All of a company's self-tests at a glance.
private struct CompanyProfileJSON: Encodable {
    let company: String
    let name: String
    let score: Double?
    let grade: String?
    let tests: [TestJSON]
    let redLines: [RedLineJSON]
    let trend: [OverallPointJSON]

    /// One full self-test, taken or not.
    struct TestJSON: Encodable {
        let selfTest: String
        let profile: String?
        let score: Double?
        let grade: String?
        let issuedAt: String?
        /// The day from which taking it again is worth while.
        let retestFrom: String?
    }

    struct RedLineJSON: Encodable {
        let selfTest: String
        let id: String
        let cap: String
    }
}

private struct TrendJSON: Encodable {
    let points: [Point]
    let overall: [OverallPointJSON]

    struct Point: Encodable {
        let profile: String
        let selfTest: String
        let issuedAt: String
        let score: Double?
        let grade: String?
        let rescored: RescoredJSON?
    }

    /// The same answers under today's version; without a score where they are too few for it.
    struct RescoredJSON: Encodable {
        let score: Double?
        let version: String
    }
}

/// The overall score after one submission: as issued, and under today's versions.
private struct OverallPointJSON: Encodable {
    let at: String
    let score: Double?
    let grade: String?
    let rescored: Double?

    init(_ point: OverallPoint, _ dates: DateText) {
        at = dates.rfc3339(point.at)
        score = point.overall.score
        grade = point.overall.grade?.rawValue
        rescored = point.rescored
    }
}

extension Site {
    private func company(_ context: StationContext) throws -> CreditCode {
        do {
            return try CreditCode(try context.parameters.require("code"))
        } catch is CreditCode.Mistake {
            throw StationError.notFound
        }
    }

    func apiCompanyProfile(_ request: Request, _ context: StationContext) async throws -> Response {
        let overview = try await station.companyOverview(
            try company(context), by: try context.requirePrincipal())
        let wording = wording(context)
        let taken = overview.tests.compactMap(\.newest)
        let profiles = taken.map { ProfileJSON($0.record, wording).text(adviceTexts[$0.record.profile, $0.sheet]) }
        let text = StationJSON.text(
            CompanyProfileJSON(
                company: overview.company.code.description, name: overview.company.name,
                score: overview.overall.score, grade: overview.overall.grade?.rawValue,
                tests: overview.tests.map { standing in
                    CompanyProfileJSON.TestJSON(
                        selfTest: standing.questionnaire.id, profile: standing.newest?.record.id,
                        score: standing.newest?.record.profile.card.score,
                        grade: standing.newest?.record.profile.grade?.rawValue,
                        issuedAt: standing.newest.map { wording.dates.rfc3339($0.record.issuedAt) },
                        retestFrom: standing.retestDay?.description)
                },
                redLines: taken.flatMap { newest in
                    newest.record.profile.redLines.map {
                        CompanyProfileJSON.RedLineJSON(
                            selfTest: newest.record.profile.selfTest, id: $0.id, cap: $0.cap.rawValue)
                    }
                },
                trend: overview.trend.overall.map { OverallPointJSON($0, wording.dates) }),
            with: ["profiles": "[\(profiles.joined(separator: ","))]"])
        return .json(text: text)
    }

    func apiTrend(_ request: Request, _ context: StationContext) async throws -> Response {
        let trend = try await station.companyTrend(try company(context), by: try context.requirePrincipal())
        let dates = wording(context).dates
        return .json(
            TrendJSON(
                points: trend.points.map { point in
                    TrendJSON.Point(
                        profile: point.record.id, selfTest: point.record.profile.selfTest,
                        issuedAt: dates.rfc3339(point.record.issuedAt), score: point.record.profile.card.score,
                        grade: point.record.profile.grade?.rawValue,
                        rescored: point.rescored.map { .init(score: $0.score, version: $0.version) })
                }, overall: trend.overall.map { OverallPointJSON($0, dates) }))
    }
}
