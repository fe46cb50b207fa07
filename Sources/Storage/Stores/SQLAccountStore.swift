import Casework
import Foundation
import HealthCheck
import Station

/// Accounts with their roles; sessions and sign-in failures are in `SQLAccountStore+Sessions`.
struct SQLAccountStore: AccountStore {
    let connection: any SQLConnection

    func account(_ id: String) throws -> Account? { try accounts("a.id = ?", [.text(id)]).first }

    func account(login: String) throws -> Account? { try accounts("a.login = ?", [.text(login)]).first }

    func accounts(with role: Role) throws -> [Account] {
        try accounts(
            "EXISTS (SELECT 1 FROM account_roles x WHERE x.account = a.id AND x.role = ?)", [.text(role.rawValue)])
    }

    func officers(of unit: UnitID) throws -> [Account] {
        try accounts(
            "a.unit = ? AND EXISTS (SELECT 1 FROM account_roles x WHERE x.account = a.id AND x.role = 'unit')",
            [.text(unit.rawValue)])
    }

    func staff(of company: CreditCode) throws -> [Account] {
        try accounts(
            "a.company = ? AND EXISTS (SELECT 1 FROM account_roles x WHERE x.account = a.id AND x.role = 'company')",
            [.text(company.description)])
    }

    func count() throws -> Int {
        try connection.first("SELECT COUNT(*) AS total FROM accounts", [])?.int("total") ?? 0
    }

    func hold(_ id: String) throws { try connection.lock(.account, id) }

    func add(_ account: Account) throws {
        let added = try connection.execute(
            """
            INSERT INTO accounts (
                id, login, display_name, unit, company, email, language, password_hash, is_disabled)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """,
            [.text(account.id), .text(account.login)] + Self.changeable(account))
        guard added == 1 else { throw StoreError.alreadyExists(account.login) }
        try setRoles(account)
    }

    func update(_ account: Account) throws {
        try connection.execute(
            """
            UPDATE accounts SET display_name = ?, unit = ?, company = ?, email = ?, language = ?,
                password_hash = ?, is_disabled = ?
            WHERE id = ?
            """,
            Self.changeable(account) + [.text(account.id)])
        try connection.execute("DELETE FROM account_roles WHERE account = ?", [.text(account.id)])
        try setRoles(account)
    }

    /// Every account that `condition` on `a` selects, by login.
    func accounts(_ condition: String, _ arguments: [SQLValue]) throws -> [Account] {
        let rows = try connection.query(
            """
            SELECT a.*, r.role FROM accounts a LEFT JOIN account_roles r ON r.account = a.id WHERE \(condition)
            """, arguments)
        return try Dictionary(grouping: rows) { try $0.text("id") }.values.map(Self.account)
            .sorted { $0.login < $1.login }
    }

    private func setRoles(_ account: Account) throws {
        for role in account.roles {
            try connection.execute(
                "INSERT INTO account_roles (account, role) VALUES (?, ?)", [.text(account.id), .text(role.rawValue)])
        }
    }

    private static func changeable(_ account: Account) -> [SQLValue] {
        [
            .text(account.displayName), .optional(account.unit?.rawValue), .optional(account.company?.description),
            .text(account.email), .text(account.language.rawValue), .text(account.passwordHash),
            .flag(account.isDisabled),
        ]
    }

    /// One account from its rows, one for each role.
    private static func account(_ rows: [SQLRow]) throws -> Account {
        guard let row = rows.first else { throw StoreError.damaged("an account without a row") }
        let roles = try rows.filter { try $0.optionalText("role") != nil }.map { try $0.word("role", as: Role.self) }
        return Account(
            id: try row.text("id"), login: try row.text("login"), displayName: try row.text("display_name"),
            roles: Set(roles), unit: try row.optionalText("unit").map { UnitID(rawValue: $0) },
            company: try row.optionalCode("company"), email: try row.text("email"),
            language: try row.word("language", as: Language.self), passwordHash: try row.text("password_hash"),
            isDisabled: try row.flag("is_disabled"))
    }
}
