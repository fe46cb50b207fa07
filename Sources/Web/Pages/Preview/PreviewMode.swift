/// What the pages are told while an editor previews questionnaires; a station that serves companies has none.
public struct PreviewMode: Sendable {
    /// Session of the invented company that every visitor is signed in as.
    public let token: String
    /// Rises whenever the files were read anew.
    public let generation: @Sendable () -> Int
    /// What is wrong with the files as they are now, `file:line:column: error: message`.
    public let findings: @Sendable () -> PreviewFindings

    public init(
        token: String, generation: @escaping @Sendable () -> Int, findings: @escaping @Sendable () -> PreviewFindings
    ) {
        self.token = token
        self.generation = generation
        self.findings = findings
    }
}

/// What the last reading of the files came to.
public struct PreviewFindings: Sendable, Equatable {
    /// These keep the content from being used: the pages show what was there before.
    public let errors: [String]
    public let warnings: [String]

    public init(errors: [String], warnings: [String]) {
        self.errors = errors
        self.warnings = warnings
    }
}

/// The bar on top of every page of a preview.
struct PreviewBar {
    let kind: String
    let first: [String]
    let errorCount: Int
    let hasErrors: Bool
    let warningCount: Int

    /// How many mistakes are shown on every page; the others are on a page of their own.
    private static let shown = 3

    init(_ mode: PreviewMode) {
        let findings = mode.findings()
        kind = findings.errors.isEmpty ? "info" : "danger"
        first = Array(findings.errors.prefix(Self.shown))
        errorCount = findings.errors.count
        hasErrors = !findings.errors.isEmpty
        warningCount = findings.warnings.count
    }
}
