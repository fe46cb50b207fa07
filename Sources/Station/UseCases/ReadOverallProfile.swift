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
        /// The newest profile the reader may see, and the answers it was issued for; nil where there is none.
        public let newest: (record: ProfileRecord, sheet: AnswerSheet)?
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
                guard let record = found.newest.first(where: { $0.profile.selfTest == questionnaire.id }),
                    let submission = try tx.selfTests.submission(record.submission)
                else { return CompanyOverview.Standing(questionnaire: questionnaire, newest: nil, retestDay: nil) }
                let answered = try tx.selfTests.questionnaire(contentHash: record.profile.contentHash)
                return CompanyOverview.Standing(
                    questionnaire: questionnaire, newest: (record, sheet(of: submission, answered ?? questionnaire)),
                    retestDay: retestDay(after: record))
            }
        }
        return CompanyOverview(
            company: found.company, overall: OverallProfile(standings.compactMap { $0.newest?.record.profile }),
            tests: standings, trend: trend)
    }
}
