public import Foundation

/// What the web layer is told at start.
public struct WebConfiguration: Sendable {
    /// Where people reach the station; its scheme and host are the only accepted `Origin`.
    public let baseURL: String
    /// Accounts shown on the sign-in page of a demonstration; empty otherwise.
    public let demoAccounts: [DemoAccount]

    /// Folder of the report templates.
    public let reportTemplates: URL
    /// How often an open stream of live updates shows that it lives, and asks whether its session does.
    public let heartbeat: Duration
    /// Set only while an editor previews questionnaires: everybody is signed in, and what is wrong is on every page.
    public let preview: PreviewMode?
    /// What SMS and mail gateways show to bring receipts and replies; nil: none may.
    public let gatewayToken: String?

    /// One line on the sign-in page of a demonstration.
    public struct DemoAccount: Sendable {
        public let login: String
        public let password: String

        public init(login: String, password: String) {
            self.login = login
            self.password = password
        }
    }

    public init(
        baseURL: String, reportTemplates: URL, demoAccounts: [DemoAccount] = [], heartbeat: Duration = .seconds(15),
        preview: PreviewMode? = nil, gatewayToken: String? = nil
    ) {
        self.baseURL = baseURL
        self.reportTemplates = reportTemplates
        self.demoAccounts = demoAccounts
        self.heartbeat = heartbeat
        self.preview = preview
        self.gatewayToken = gatewayToken
    }
}
