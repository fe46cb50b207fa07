import Casework
import Foundation
import HealthCheck
import Station

/// Issued profiles and the warnings they raised.
extension SQLSelfTestStore {
    func add(_ profile: ProfileRecord) throws {
        try connection.execute(
            """
            INSERT INTO profiles (id, submission, company, self_test, body, is_shared, issued_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(profile.id), .text(profile.submission), .text(profile.company.description),
                .text(profile.profile.selfTest), try JSONText.encode(profile.profile), .flag(profile.isShared),
                .moment(profile.issuedAt),
            ])
    }

    func profile(_ id: String) throws -> ProfileRecord? {
        try connection.first("SELECT * FROM profiles WHERE id = ?", [.text(id)]).map(Self.profile)
    }

    func profiles(
        of company: CreditCode, selfTest: String, sharedOnly: Bool, limit: Int
    ) throws -> [ProfileRecord] {
        try connection.query(
            """
            SELECT * FROM profiles WHERE company = ? AND self_test = ?\(sharedOnly ? " AND is_shared = 1" : "")
            ORDER BY issued_at DESC, id DESC LIMIT ?
            """,
            [.text(company.description), .text(selfTest), .int(limit)]
        ).map(Self.profile)
    }

    func newestProfiles(of company: CreditCode) throws -> [ProfileRecord] {
        try connection.query(
            """
            SELECT * FROM profiles WHERE id IN (
                SELECT (
                    SELECT p.id FROM profiles p WHERE p.company = ? AND p.self_test = taken.self_test
                    ORDER BY p.issued_at DESC, p.id DESC LIMIT 1)
                FROM (SELECT DISTINCT self_test FROM profiles WHERE company = ?) AS taken)
            """,
            [.text(company.description), .text(company.description)]
        )
        .map(Self.profile)
        .sorted { $0.profile.selfTest < $1.profile.selfTest }
    }

    func profileIDs(issuedFrom start: Date, to end: Date) throws -> [String] {
        try connection.query(
            "SELECT id FROM profiles WHERE issued_at >= ? AND issued_at < ? ORDER BY issued_at, id",
            [.moment(start), .moment(end)]
        ).map { row throws(StoreError) in try row.text("id") }
    }

    func add(_ warning: WarningRecord) throws {
        try connection.execute(
            """
            INSERT INTO warnings (id, profile, position, company, body, ticket)
            VALUES (?, ?, (SELECT COUNT(*) FROM warnings WHERE profile = ?), ?, ?, ?)
            """,
            [
                .text(warning.id), .text(warning.profile), .text(warning.profile), .text(warning.company.description),
                try JSONText.encode(warning.warning), .optional(warning.ticket),
            ])
    }

    func warnings(of profile: String) throws -> [WarningRecord] {
        try connection.query("SELECT * FROM warnings WHERE profile = ? ORDER BY position", [.text(profile)])
            .map(Self.warning)
    }

    func warning(_ id: String) throws -> WarningRecord? {
        try connection.first("SELECT * FROM warnings WHERE id = ?", [.text(id)]).map(Self.warning)
    }

    func link(warning id: String, to ticket: TicketNumber) throws {
        let linked = try connection.execute(
            "UPDATE warnings SET ticket = ? WHERE id = ? AND ticket IS NULL", [.number(ticket), .text(id)])
        guard linked == 1 else { throw StoreError.staleVersion }
    }

    private static func profile(_ row: SQLRow) throws(StoreError) -> ProfileRecord {
        ProfileRecord(
            id: try row.text("id"), submission: try row.text("submission"), company: try row.code("company"),
            profile: try row.json("body", as: Profile.self), isShared: try row.flag("is_shared"),
            issuedAt: try row.moment("issued_at"))
    }

    private static func warning(_ row: SQLRow) throws(StoreError) -> WarningRecord {
        WarningRecord(
            id: try row.text("id"), profile: try row.text("profile"), company: try row.code("company"),
            warning: try row.json("body", as: Warning.self), ticket: try row.optionalNumber("ticket"))
    }
}
