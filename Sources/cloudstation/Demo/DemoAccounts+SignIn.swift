import Web

extension DemoAccounts {
    /// What the sign-in page of a demonstration lists.
    static let shown = [
        "company", "company2", "liaison", "entry-exit", "economic-crime", "expert", "manager", "admin", "auditor",
    ].map { WebConfiguration.DemoAccount(login: $0, password: password) }
}
