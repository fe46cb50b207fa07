import Web

/// The accounts of a demonstration, as its sign-in page shows them.
enum DemoAccounts {
    static let password = "demo-station-2026"

    static let logins = [
        "company", "company2", "liaison", "entry-exit", "economic-crime", "expert", "manager", "admin", "auditor",
    ]

    static let shown = logins.map { WebConfiguration.DemoAccount(login: $0, password: password) }
}
