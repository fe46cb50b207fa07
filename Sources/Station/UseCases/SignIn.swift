import Crypto
public import Foundation

/// What a successful sign-in gives. The token exists here only; the store keeps its hash.
public struct SignedIn: Sendable {
    public let token: String
    public let expiresAt: Date
    public let principal: Principal
}

extension Station {
    /// Failures before an account or an address has to wait, and how far back they count.
    static let signInFailureLimit = 10
    /// Many people may share an address (an office, a proxy): it waits later than an account does.
    static let addressFailureLimit = 100
    static let signInFailureWindow: TimeInterval = 15 * 60

    /// Opens a session. Unknown account, wrong password and disabled account look and take the same.
    public func signIn(
        login: String, password: String, address: String, hashing: any PasswordHashing
    ) async throws -> SignedIn {
        // No account has a longer name; what is typed is stored with the failure, so it is cut, and NUL cannot be stored.
        let typed = login.replacing("\0", with: "").trimmingCharacters(in: .whitespaces).lowercased()
        let login = String(typed.prefix(NewAccount.loginLimit + 1))
        let now = ambient.now()
        let limits = ["login:\(login)": Self.signInFailureLimit, "address:\(address)": Self.addressFailureLimit]
        let account = try await database.read { tx in
            try Self.requireFewer(limits, at: now, tx)
            return try tx.accounts.account(login: login)
        }
        let fits = await hashing.verify(password, against: account?.passwordHash ?? Self.nobodysHash)
        guard let account, fits, !account.isDisabled else {
            try await database.write { [self] tx in
                for key in limits.keys { try tx.accounts.recordSignInFailure(key, at: now) }
                try audit("session.open", login, by: login, result: "refused", tx)
            }
            throw StationError.signInFailed
        }
        return try await openSession(account, now: now)
    }

    /// Refuses whoever has as many attempts on record as the limit of one of their keys, and tells when the last of
    /// these limits lets them through: refused attempts are not recorded, so waiting is enough.
    static func requireFewer(
        _ limits: [String: Int], at now: Date, _ tx: borrowing StationTransaction
    ) throws {
        let start = now.addingTimeInterval(-signInFailureWindow)
        var until: Date?
        for (key, limit) in limits {
            guard let limiting = try tx.accounts.signInFailure(limit, of: key, after: start) else { continue }
            until = max(until ?? .distantPast, limiting.addingTimeInterval(signInFailureWindow))
        }
        if let until { throw StationError.tooManyAttempts(until: until) }
    }

    private func openSession(_ account: Account, now: Date) async throws -> SignedIn {
        let token = Data(ambient.randomBytes(32)).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        let session = Session(
            tokenHash: Self.hash(token: token), accountID: account.id, createdAt: now,
            expiresAt: now.addingTimeInterval(settings.sessionLength))
        try await database.write { [self] tx in
            // Hashing takes its time: an account disabled or reset meanwhile gets no session. Held, so that neither
            // happens between this look and the session.
            try tx.accounts.hold(account.id)
            guard let current = try tx.accounts.account(account.id), !current.isDisabled,
                current.passwordHash == account.passwordHash
            else { throw StationError.signInFailed }
            try tx.accounts.clearSignInFailures("login:\(account.login)")
            try tx.accounts.open(session)
            try audit("session.open", account.login, by: account.login, tx)
        }
        return SignedIn(token: token, expiresAt: session.expiresAt, principal: Principal(account))
    }

    /// Who holds `token`, or nil.
    public func principal(token: String) async throws -> Principal? {
        let hash = Self.hash(token: token)
        let now = ambient.now()
        return try await database.read { tx in
            try tx.accounts.account(tokenHash: hash, at: now).map(Principal.init)
        }
    }

    /// Who `token` belongs to, and how many notices wait for them; for pages, which show both.
    public func visitor(token: String) async throws -> (principal: Principal, unread: Int)? {
        let hash = Self.hash(token: token)
        let now = ambient.now()
        return try await database.read { tx in
            guard let account = try tx.accounts.account(tokenHash: hash, at: now) else { return nil }
            return (Principal(account), try tx.notices.unread(of: account.id, limit: 100))
        }
    }

    /// Ends the session of `token`; a token that has none is no error.
    public func signOut(token: String) async throws {
        let hash = Self.hash(token: token)
        try await database.write { tx in try tx.accounts.closeSession(tokenHash: hash) }
    }

    static func hash(token: String) -> String { SHA256.hash(data: Data(token.utf8)).hexadecimal }

    /// A hash that fits no password, so that an unknown account costs as much time as a known one.
    private static let nobodysHash =
        "scrypt$32768$8$3$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
}
