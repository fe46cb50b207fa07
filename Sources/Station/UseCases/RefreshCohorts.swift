import Casework
import Foundation
import HealthCheck

extension Station {
    /// How far back a submission counts.
    static let cohortMonths = 24
    /// How many companies are read at a time.
    private static let cohortPage = 500

    /// Puts every company's newest answers, under today's versions, among those of its industry and size. Gives how many
    /// scores were stored; nil, with nothing changed, as soon as `isOurs` says no.
    ///
    /// Never called by a submission: what is published changes for many at once, so nobody is read off a difference.
    /// Memory holds one page of answers and one small entry a company; each page is a reading of its own.
    func refreshCohorts(whileOurs isOurs: () async throws -> Bool = { true }) async throws -> Int? {
        let now = ambient.now()
        let oldest = Self.calendar.date(byAdding: .month, value: -Self.cohortMonths, to: now) ?? now
        var cells: [CohortCell] = []
        for questionnaire in catalogue.fullSelfTests {
            var members: [CellKey: [Cohort.Member]] = [:]
            var last: String?
            repeat {
                guard try await isOurs() else { return nil }
                let page = try await newestSubmissions(questionnaire.id, after: last)
                for (submission, company) in page {
                    guard submission.submittedAt >= oldest, let exact = rescored(submission)?.exact else { continue }
                    members[CellKey(industry: company.industry, size: company.size), default: []].append(
                        Cohort.Member(score: exact, group: company.affiliation, company: company.code.description))
                }
                last = page.last?.company.code.description
                if page.count < Self.cohortPage { last = nil }
            } while last != nil
            cells += members.map { key, members in
                CohortCell(
                    selfTest: questionnaire.id, industry: key.industry, size: key.size, members: members,
                    refreshedAt: now)
            }
        }
        let fresh = cells
        try await database.write { tx in try tx.cohorts.replace(fresh) }
        return fresh.reduce(0) { $0 + $1.members.count }
    }

    private struct CellKey: Hashable {
        let industry: String
        let size: String
    }

    private static let calendar = Calendar(identifier: .gregorian)

    private func newestSubmissions(
        _ selfTest: String, after company: String?
    ) async throws -> [(submission: Submission, company: Company)] {
        try await database.read { tx in
            try tx.cohorts.newestSubmissions(selfTest, after: company, limit: Self.cohortPage).map { submission in
                guard let company = try tx.companies.company(submission.company) else {
                    throw StoreError.damaged("company of submission \(submission.id)")
                }
                return (submission, company)
            }
        }
    }
}
