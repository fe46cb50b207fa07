public import Casework
public import HealthCheck

/// An issued profile with everything its page shows.
public struct ProfileView: Sendable {
    public let record: ProfileRecord
    public let submission: Submission
    public let company: Company
    /// The version that was answered, not today's.
    public let questionnaire: Questionnaire
    public let warnings: [WarningRecord]
    /// The newest profiles of this self-test that the reader may see, forty at most, newest first.
    public let history: [ProfileRecord]
    /// What the answers of the history come to under today's version, by profile id.
    public let rescored: [String: Rescored]
    /// Where it stands among other companies; nil where too few of them are known.
    public let cohort: CohortPlace?
}

/// A company's newest profiles seen as one.
public struct CompanyProfile: Sendable {
    public let company: Company
    public let overall: OverallProfile
    public let newest: [ProfileRecord]
}

extension Station {
    /// One profile. Officers see it only if the company shares it; their look is audited.
    public func profile(_ id: String, by principal: Principal) async throws -> ProfileView {
        let view = try await database.read { [self] tx in
            try profileView(id, tx, sharedOnly: principal.company == nil) {
                try access.requireReading($0, principal)
            }
        }
        try await noteLook(at: id, by: principal)
        return view
    }

    /// Whoever is not the company itself leaves a trace of what profiles they looked at.
    private func noteLook(at subject: String, by principal: Principal) async throws {
        guard principal.company == nil else { return }
        try await database.write { [self] tx in
            try audit("profile.read", subject, by: principal.account.login, tx)
        }
    }

    /// A company's newest profiles and their overall score; officers see shared ones only, and their look is audited.
    public func companyProfile(_ code: CreditCode, by principal: Principal) async throws -> CompanyProfile {
        try access.requireReading(profilesOf: code, principal)
        let found = try await database.read { [catalogue] tx in
            guard let company = try tx.companies.company(code) else { throw StationError.notFound }
            let newest = try tx.selfTests.newestProfiles(of: code)
                .filter { principal.company == code || $0.isShared }
                .filter { catalogue.countsTowardsProfile($0.profile.selfTest) }
            return CompanyProfile(company: company, overall: OverallProfile(newest.map(\.profile)), newest: newest)
        }
        try await noteLook(at: code.description, by: principal)
        return found
    }

    /// Issued scores over time, the newest forty of each self-test, oldest first; officers see shared ones only, and their
    /// look is audited.
    public func trend(_ code: CreditCode, by principal: Principal) async throws -> [ProfileRecord] {
        try access.requireReading(profilesOf: code, principal)
        let ids = catalogue.fullSelfTests.map(\.id)
        let found = try await database.read { tx in
            guard try tx.companies.company(code) != nil else { throw StationError.notFound }
            return try ids.flatMap {
                try tx.selfTests.profiles(
                    of: code, selfTest: $0, sharedOnly: principal.company != code, limit: Self.trendLength)
            }.sorted { $0.issuedAt < $1.issuedAt }
        }
        try await noteLook(at: code.description, by: principal)
        return found
    }

    /// A profile without asking who looks, for the command line of whoever holds the database.
    public func storedProfile(_ id: String) async throws -> ProfileView {
        try await database.read { [self] tx in try profileView(id, tx, sharedOnly: false) { _ in } }
    }

    private func profileView(
        _ id: String, _ tx: borrowing StationTransaction, sharedOnly: Bool,
        check: (ProfileRecord) throws -> Void
    ) throws -> ProfileView {
        guard let record = try tx.selfTests.profile(id) else { throw StationError.notFound }
        try check(record)
        guard let submission = try tx.selfTests.submission(record.submission),
            let questionnaire = try tx.selfTests.questionnaire(contentHash: record.profile.contentHash),
            let company = try tx.companies.company(record.company)
        else { throw StationError.notFound }
        let history = try tx.selfTests.profiles(
            of: record.company, selfTest: record.profile.selfTest, sharedOnly: sharedOnly, limit: Self.trendLength)
        var rescored: [String: Rescored] = [:]
        for past in history { rescored[past.id] = try self.rescored(past, tx) }
        let exact = try (rescored[id] ?? self.rescored(record, tx))?.exact
        return ProfileView(
            record: record, submission: submission, company: company, questionnaire: questionnaire,
            warnings: try tx.selfTests.warnings(of: id), history: history, rescored: rescored,
            cohort: try cohortPlace(of: exact, company, record.profile.selfTest, tx))
    }

    /// How many profiles of a self-test are read for its history and scored again for its trend.
    public static let trendLength = 40
}

extension SelfTestStore {
    /// The newest profile of a company for one self-test.
    func newestProfile(of company: CreditCode, selfTest: String) throws -> ProfileRecord? {
        try profiles(of: company, selfTest: selfTest, sharedOnly: false, limit: 1).first
    }
}
