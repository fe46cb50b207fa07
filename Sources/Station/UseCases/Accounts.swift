public import Casework
import Foundation
public import HealthCheck

/// What an administrator types to add an account.
public struct NewAccount: Sendable {
    public let login: String
    public let displayName: String
    public let roles: Set<Role>
    public let unit: UnitID?
    public let company: CreditCode?
    public let email: String
    public let language: Language
    public let password: String

    public init(
        login: String, displayName: String, roles: Set<Role>, unit: UnitID?, company: CreditCode?, email: String,
        language: Language = .zhHans, password: String
    ) {
        self.login = login
        self.displayName = displayName
        self.roles = roles
        self.unit = unit
        self.company = company
        self.email = email
        self.language = language
        self.password = password
    }

    /// Shortest password, in characters.
    public static let passwordMinimum = 12
    /// Longest login, in characters.
    static let loginLimit = 64
    /// Longest name, in characters.
    static let nameLimit = 64
}

extension Station {
    /// Adds an account. The command line of whoever holds the database is the administrator here.
    public func addAccount(_ new: NewAccount, hashing: any PasswordHashing) async throws {
        let login = new.login.trimmingCharacters(in: .whitespaces).lowercased()
        var problems = FieldProblem.line(login, at: "/login", limit: NewAccount.loginLimit)
        problems += FieldProblem.line(new.displayName, at: "/name", limit: NewAccount.nameLimit)
        problems += FieldProblem.mail(new.email, at: "/email")
        if new.password.count < NewAccount.passwordMinimum {
            problems.append(FieldProblem("/password", .passwordTooShort(minimum: NewAccount.passwordMinimum)))
        }
        if new.roles.isEmpty { problems.append(FieldProblem("/role", .missing)) }
        if new.roles.contains(.unit) {
            if new.unit.flatMap({ catalogue.unit($0) }) == nil { problems.append(FieldProblem("/unit", .unknownUnit)) }
        }
        if new.roles.contains(.company), new.company == nil { problems.append(FieldProblem("/company", .missing)) }
        guard problems.isEmpty else { throw StationError.invalid(problems) }
        let account = Account(
            id: ambient.newID(), login: login, displayName: new.displayName, roles: new.roles, unit: new.unit,
            company: new.company, email: new.email, language: new.language,
            passwordHash: try await hashing.hash(new.password), isDisabled: false)
        do {
            try await database.write { [self] tx in
                if let code = new.company, try tx.companies.company(code) == nil {
                    throw StationError.invalid([FieldProblem("/company", .unknownCompany)])
                }
                try tx.accounts.add(account)
                try audit("account.add", login, by: "command", tx)
            }
        } catch StoreError.alreadyExists {
            throw StationError.invalid([FieldProblem("/login", .loginTaken)])
        }
    }

    /// Disables an account and ends its sessions at once.
    public func disableAccount(_ login: String) async throws {
        try await change(login, "account.disable") { $0.isDisabled = true }
    }

    /// Sets a new password, enables the account, ends its sessions and forgets its failures.
    public func resetPassword(_ login: String, to password: String, hashing: any PasswordHashing) async throws {
        guard password.count >= NewAccount.passwordMinimum else {
            throw StationError.invalid([
                FieldProblem("/password", .passwordTooShort(minimum: NewAccount.passwordMinimum))
            ])
        }
        let hash = try await hashing.hash(password)
        try await change(login, "account.reset") { account in
            account.passwordHash = hash
            account.isDisabled = false
        }
    }

    /// The language somebody chose, kept for the next sign-in and for notices.
    public func chooseLanguage(_ language: Language, by principal: Principal) async throws {
        try await database.write { tx in
            // Or an account disabled at this moment would be written back as it was.
            try tx.accounts.hold(principal.account.id)
            guard var account = try tx.accounts.account(principal.account.id) else { return }
            account.language = language
            try tx.accounts.update(account)
        }
    }

    private func change(
        _ login: String, _ action: String, _ edit: @escaping @Sendable (inout Account) -> Void
    ) async throws {
        try await database.write { [self] tx in
            guard let found = try tx.accounts.account(login: login.lowercased()) else { throw StationError.notFound }
            try tx.accounts.hold(found.id)
            guard var account = try tx.accounts.account(found.id) else { throw StationError.notFound }
            edit(&account)
            try tx.accounts.update(account)
            try tx.accounts.closeSessions(of: account.id)
            try tx.accounts.clearSignInFailures("login:\(account.login)")
            try audit(action, account.login, by: "command", tx)
        }
    }
}
