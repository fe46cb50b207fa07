extension Migration {
    /// A look at a consultation also says which evidence file was taken.
    static let filesLookedAt = Migration(
        number: 6, name: "files looked at",
        statements: ["ALTER TABLE consultation_looks ADD COLUMN file TEXT"],
        appendOnlyTables: [])
}
