extension Migration {
    /// Drafts say for which version of their self-test they were typed. Those stored before say nothing, and count as typed
    /// for the version they fit best.
    static let draftVersions = Migration(
        number: 4, name: "versions of drafts",
        statements: ["ALTER TABLE drafts ADD COLUMN questionnaire_version TEXT"], appendOnlyTables: [])
}
