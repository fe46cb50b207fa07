public import Casework
public import Foundation
public import HealthCheck

/// Old answers scored again under today's version of their self-test. What was issued then stays as it was.
public struct Rescored: Hashable, Sendable {
    public let version: String
    /// Exact; nil where what could be carried over is too little to be rated: a gap of the trend.
    public let exact: Double?

    /// One decimal, half-up like every issued score.
    public var score: Double? { exact?.roundedHalfUp }
}

/// One profile of a trend: what was issued, and what its answers come to today.
public struct TrendPoint: Sendable {
    public let record: ProfileRecord
    /// Nil where the self-test is no longer in the catalogue.
    public let rescored: Rescored?
}

/// The newest profiles of all self-tests as they stood at one moment, seen as one.
public struct OverallPoint: Sendable {
    public let at: Date
    public let overall: OverallProfile
    /// The same over the scores of today's versions; nil where none is rated.
    public let rescored: Double?
}

/// A company's scores over time, oldest first.
public struct CompanyTrend: Sendable {
    public let points: [TrendPoint]
    /// After each submission, over the full self-tests.
    public let overall: [OverallPoint]
}

extension Station {
    /// Issued and re-scored values over time; officers see shared profiles only, and their look is audited.
    public func companyTrend(_ code: CreditCode, by principal: Principal) async throws -> CompanyTrend {
        let records = try await trend(code, by: principal)
        let points = try await database.read { [self] tx in
            try records.map { TrendPoint(record: $0, rescored: try rescored($0, tx)) }
        }
        return CompanyTrend(points: points, overall: overall(points))
    }

    /// The overall score after each of `points`, oldest first; a first look is no part of it.
    func overall(_ points: [TrendPoint]) -> [OverallPoint] {
        let others = Set(catalogue.selfTests.filter { $0.role != .full }.map(\.id))
        var newest: [String: TrendPoint] = [:]
        return points.filter { !others.contains($0.record.profile.selfTest) }.map { point in
            newest[point.record.profile.selfTest] = point
            let standing = newest.sorted { $0.key < $1.key }.map(\.value)
            return OverallPoint(
                at: point.record.issuedAt, overall: OverallProfile(standing.map(\.record.profile)),
                rescored: Mean.worstDominates(standing.compactMap { $0.rescored?.exact.map { Mean.Item($0) } })?
                    .roundedHalfUp)
        }
    }

    /// What the answers behind `record` come to under today's version.
    func rescored(_ record: ProfileRecord, _ tx: borrowing StationTransaction) throws -> Rescored? {
        guard let current = catalogue.selfTest(record.profile.selfTest) else { return nil }
        // Published versions and methods never change: the same version gives the same number.
        if record.profile.contentHash == current.contentHash {
            return Rescored(version: current.version, exact: record.profile.card.exact)
        }
        return try tx.selfTests.submission(record.submission).flatMap { rescored($0) }
    }

    /// What `submission` comes to under today's version; dates count to the day it was submitted.
    func rescored(_ submission: Submission) -> Rescored? {
        guard let current = catalogue.selfTest(submission.selfTest) else { return nil }
        let answers = catalogue.carryingOver(submission.answers, from: submission.version, to: current)
        let sheet = AnswerSheet(fitting: answers, for: current, in: answerContext(at: submission.submittedAt))
        return Rescored(version: current.version, exact: Scorecard(sheet).exact)
    }
}
