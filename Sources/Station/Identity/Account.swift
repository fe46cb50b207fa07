public import Casework
public import Foundation
public import HealthCheck

/// Somebody who can sign in.
public struct Account: Hashable, Sendable, Identifiable {
    public let id: String
    /// What is typed at sign-in; lower case.
    public let login: String
    public let displayName: String
    public let roles: Set<Role>
    /// The unit of a unit officer.
    public let unit: UnitID?
    /// The company of a company's staff.
    public let company: CreditCode?
    public let email: String
    public var language: Language
    /// `scrypt$N$r$p$salt$hash`, see `PasswordHash`.
    public var passwordHash: String
    public var isDisabled: Bool

    public init(
        id: String, login: String, displayName: String, roles: Set<Role>, unit: UnitID?, company: CreditCode?,
        email: String, language: Language, passwordHash: String, isDisabled: Bool
    ) {
        self.id = id
        self.login = login
        self.displayName = displayName
        self.roles = roles
        self.unit = unit
        self.company = company
        self.email = email
        self.language = language
        self.passwordHash = passwordHash
        self.isDisabled = isDisabled
    }
}

/// A signed-in browser or program. Only the hash of its token is stored.
public struct Session: Hashable, Sendable {
    /// SHA-256 of the token, lower-case hex.
    public let tokenHash: String
    public let accountID: String
    public let createdAt: Date
    public let expiresAt: Date

    public init(tokenHash: String, accountID: String, createdAt: Date, expiresAt: Date) {
        self.tokenHash = tokenHash
        self.accountID = accountID
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }
}
