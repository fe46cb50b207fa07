import Casework
import Foundation
public import HealthCheck

/// What the station says of a report whose code somebody holds: the facts of its first page, and nothing more.
public struct VerifiedReport: Sendable {
    public let code: ReportCode
    public let company: Company
    public let questionnaire: Questionnaire
    public let record: ProfileRecord
    /// Whether the company has taken the same self-test again since.
    public let isSuperseded: Bool
}

extension Station {
    /// Wrong codes from one address before it has to wait, within the window of failed sign-ins.
    static let verificationFailureLimit = 30
    /// Codes of any kind from one address within the same window: more than a person reads off paper, and each looks
    /// through a day's profiles.
    static let verificationLimit = 300

    /// The code on the report of `record`.
    public func reportCode(of record: ProfileRecord) -> ReportCode {
        ReportCode(profile: record.id, day: policy.calendar.day(of: record.issuedAt).description)
    }

    /// Checks the code of a report for anybody, signed in or not: whoever holds the report knows its first page already.
    ///
    /// Throws `notFound` for a code that is none of ours, `tooManyAttempts` where an address keeps guessing or asks
    /// without end.
    public func verifyReport(_ code: ReportCode, from address: String) async throws -> VerifiedReport {
        let failures = "verify:\(address)"
        let all = "verified:\(address)"
        let now = ambient.now()
        let found: VerifiedReport? = try await database.read { [self] tx in
            let limits = [failures: Self.verificationFailureLimit, all: Self.verificationLimit]
            try Self.requireFewer(limits, at: now, tx)
            return try report(code, tx)
        }
        try await database.write { [self] tx in
            if found == nil { try tx.accounts.recordSignInFailure(failures, at: now) }
            try tx.accounts.recordSignInFailure(all, at: now)
            try audit(
                "report.verify", found?.record.id ?? code.description, by: "public",
                result: found == nil ? "refused" : "ok", tx)
        }
        guard let found else { throw StationError.notFound }
        return found
    }

    private func report(_ code: ReportCode, _ tx: borrowing StationTransaction) throws -> VerifiedReport? {
        guard let day = CivilDay(code.isoDay) else { return nil }
        let calendar = policy.calendar
        let ids = try tx.selfTests.profileIDs(
            issuedFrom: calendar.date(day, minute: 0), to: calendar.date(day.advanced(by: 1), minute: 0))
        guard let id = ids.first(where: { ReportCode(profile: $0, day: day.description) == code }),
            let record = try tx.selfTests.profile(id), let company = try tx.companies.company(record.company),
            let questionnaire = try tx.selfTests.questionnaire(contentHash: record.profile.contentHash)
        else { return nil }
        let newest = try tx.selfTests.newestProfile(of: record.company, selfTest: record.profile.selfTest)
        return VerifiedReport(
            code: code, company: company, questionnaire: questionnaire, record: record,
            isSuperseded: newest?.id != record.id)
    }
}
