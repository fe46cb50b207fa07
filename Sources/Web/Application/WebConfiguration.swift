/// What the web layer is told at start.
public struct WebConfiguration: Sendable {
    /// Where people reach the station; its scheme and host are the only accepted `Origin`.
    public let baseURL: String
    /// Accounts shown on the sign-in page of a demonstration; empty otherwise.
    public let demoAccounts: [DemoAccount]

    /// One line on the sign-in page of a demonstration.
    public struct DemoAccount: Sendable {
        public let login: String
        public let password: String

        public init(login: String, password: String) {
            self.login = login
            self.password = password
        }
    }

    public init(baseURL: String, demoAccounts: [DemoAccount] = []) {
        self.baseURL = baseURL
        self.demoAccounts = demoAccounts
    }
}
