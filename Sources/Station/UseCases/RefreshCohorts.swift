import Casework
import Foundation
import HealthCheck

extension Station {
    /// How far back a submission counts.
    static let cohortMonths = 24
    /// How many companies are read at a time.
    private static let cohortPage = 500
    /// How many pieces are swept at a time.
    private static let cohortSweep = 8

    /// Puts every company's newest answers, under today's versions, among those of its industry and size. Gives how many
    /// scores were stored; nil, with nothing changed for any reader, as soon as `isOurs` says no.
    ///
    /// Never called by a submission: what is published changes for many at once, so nobody is read off a difference.
    /// Each page of companies is a reading and each piece of a cell a short writing of its own; readers see the refresh
    /// before until this one is whole. Memory holds one page of answers and less than a piece of each cell.
    func refreshCohorts(whileOurs isOurs: () async throws -> Bool = { true }) async throws -> Int? {
        let now = ambient.now()
        let refresh = try await database.write { tx in try tx.cohorts.beginRefresh(at: now) }
        do {
            var count = 0
            for questionnaire in catalogue.fullSelfTests {
                guard let stored = try await store(questionnaire, refresh, at: now, whileOurs: isOurs) else {
                    return nil
                }
                count += stored
            }
            try await database.write { tx in try tx.cohorts.finishRefresh(refresh) }
            var isLeft = true
            while isLeft {
                isLeft = try await database.write { tx in try tx.cohorts.sweepRefreshes(limit: Self.cohortSweep) }
            }
            return count
        } catch StoreError.staleVersion {
            // Somebody else began another one meanwhile.
            return nil
        }
    }

    /// Stores the cells of one self-test, piece by piece; how many scores are in them, nil when it is no longer ours.
    private func store(
        _ questionnaire: Questionnaire, _ refresh: Int, at now: Date, whileOurs isOurs: () async throws -> Bool
    ) async throws -> Int? {
        let oldest = Self.calendar.date(byAdding: .month, value: -Self.cohortMonths, to: now) ?? now
        var pieces = CohortPieces(selfTest: questionnaire.id, refreshedAt: now)
        var count = 0
        var last: String?
        repeat {
            guard try await isOurs() else { return nil }
            let page = try await database.read { [last] tx in
                try tx.cohorts.newestSubmissions(questionnaire.id, after: last, limit: Self.cohortPage)
            }
            for candidate in page where candidate.submission.submittedAt >= oldest {
                guard let exact = rescored(candidate.submission)?.exact else { continue }
                count += 1
                guard let full = pieces.add(exact, candidate) else { continue }
                try await database.write { tx in try tx.cohorts.add(full, to: refresh) }
            }
            last = page.count < Self.cohortPage ? nil : page.last?.submission.company.description
        } while last != nil
        for rest in pieces.rest { try await database.write { tx in try tx.cohorts.add(rest, to: refresh) } }
        return count
    }

    private static let calendar = Calendar(identifier: .gregorian)
}

/// Scores on their way into the cells of one self-test.
private struct CohortPieces {
    /// How many members one piece holds: some forty kilobytes.
    private static let length = 500

    let selfTest: String
    let refreshedAt: Date
    private var waiting: [Key: [Cohort.Member]] = [:]

    private struct Key: Hashable {
        let industry: String
        let size: String
    }

    init(selfTest: String, refreshedAt: Date) {
        self.selfTest = selfTest
        self.refreshedAt = refreshedAt
    }

    /// Takes one company's score; gives a piece as soon as it is full.
    mutating func add(_ score: Double, _ candidate: CohortCandidate) -> CohortCell? {
        let key = Key(industry: candidate.industry, size: candidate.size)
        waiting[key, default: []].append(
            Cohort.Member(
                score: score, group: candidate.affiliation, company: candidate.submission.company.description))
        guard waiting[key]?.count == Self.length, let members = waiting.removeValue(forKey: key) else { return nil }
        return cell(key, members)
    }

    /// What is left when all are taken.
    var rest: [CohortCell] { waiting.map { cell($0, $1) } }

    private func cell(_ key: Key, _ members: [Cohort.Member]) -> CohortCell {
        CohortCell(
            selfTest: selfTest, industry: key.industry, size: key.size, members: members, refreshedAt: refreshedAt)
    }
}
