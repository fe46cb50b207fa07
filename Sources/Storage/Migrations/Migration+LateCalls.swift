extension Migration {
    /// The clock finds late calls where it finds reminders: by the earlier of the two.
    static let lateCalls = Migration(
        number: 16, name: "late calls",
        statements: [
            """
            UPDATE tickets SET remind_at = call_at
            WHERE call_at IS NOT NULL AND (remind_at IS NULL OR call_at < remind_at)
            """
        ], appendOnlyTables: [])
}
