import Foundation
import Station

/// Sessions and sign-in failures; what has run out is swept when something new comes.
extension SQLAccountStore {
    /// How long a sign-in failure is kept: longer than any lock-out looks back.
    private static let failuresAreKept: TimeInterval = 7 * 86_400

    func open(_ session: Session) throws {
        try connection.execute("DELETE FROM sessions WHERE expires_at <= ?", [.moment(session.createdAt)])
        try connection.execute(
            "INSERT INTO sessions (token_hash, account, created_at, expires_at) VALUES (?, ?, ?, ?)",
            [
                .text(session.tokenHash), .text(session.accountID), .moment(session.createdAt),
                .moment(session.expiresAt),
            ])
    }

    func account(tokenHash: String, at now: Date) throws -> Account? {
        try accounts(
            """
            a.is_disabled = 0
            AND a.id IN (SELECT s.account FROM sessions s WHERE s.token_hash = ? AND s.expires_at > ?)
            """,
            [.text(tokenHash), .moment(now)]
        ).first
    }

    func closeSession(tokenHash: String) throws {
        try connection.execute("DELETE FROM sessions WHERE token_hash = ?", [.text(tokenHash)])
    }

    func closeSessions(of accountID: String) throws {
        try connection.execute("DELETE FROM sessions WHERE account = ?", [.text(accountID)])
    }

    func signInFailure(_ count: Int, of key: String, after start: Date) throws -> Date? {
        try connection.first(
            "SELECT at FROM sign_in_failures WHERE subject = ? AND at > ? ORDER BY at DESC LIMIT 1 OFFSET ?",
            [.text(key), .moment(start), .int(max(0, count - 1))])?.moment("at")
    }

    func recordSignInFailure(_ key: String, at now: Date) throws {
        try connection.execute(
            "DELETE FROM sign_in_failures WHERE at < ?", [.moment(now.addingTimeInterval(-Self.failuresAreKept))])
        try connection.execute(
            "INSERT INTO sign_in_failures (subject, at) VALUES (?, ?)", [.text(key), .moment(now)])
    }

    func clearSignInFailures(_ key: String) throws {
        try connection.execute("DELETE FROM sign_in_failures WHERE subject = ?", [.text(key)])
    }
}
