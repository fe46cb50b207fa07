public import Casework
import Foundation
public import HealthCheck

/// All of a company's self-tests at a glance.
public struct CompanyOverview: Sendable {
    public let company: Company
    /// Over the newest shared or own profile of each full self-test.
    public let overall: OverallProfile
    /// Every full self-test of the catalogue, taken or not, in its order.
    public let tests: [Standing]
    public let trend: CompanyTrend

    /// Where the company stands in one self-test.
    public struct Standing: Sendable {
        /// Today's version.
        public let questionnaire: Questionnaire
        /// The newest profile the reader may see, and the version it answers; nil where there is none.
        public let newest: (record: ProfileRecord, questionnaire: Questionnaire)?
        /// The day from which taking it again is worth while; nil where it was never taken.
        public let retestDay: CivilDay?
    }
}

extension Station {
    /// A company's overall profile; officers see shared profiles only, and their look is audited.
    public func companyOverview(_ code: CreditCode, by principal: Principal) async throws -> CompanyOverview {
        let found = try await companyProfile(code, by: principal)
        let trend = try await companyTrend(code, by: principal)
        let full = catalogue.fullSelfTests
        let standings = try await database.read { [self] tx in
            try full.map { questionnaire in
                let record = found.newest.first { $0.profile.selfTest == questionnaire.id }
                let answered = try record.flatMap {
                    try tx.selfTests.questionnaire(contentHash: $0.profile.contentHash)
                }
                return CompanyOverview.Standing(
                    questionnaire: questionnaire, newest: record.map { ($0, answered ?? questionnaire) },
                    retestDay: record.map { retestDay(after: $0) })
            }
        }
        return CompanyOverview(
            company: found.company, overall: OverallProfile(standings.compactMap { $0.newest?.record.profile }),
            tests: standings, trend: trend)
    }
}
