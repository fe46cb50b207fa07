extension Migration {
    /// Who waits for a call, and until when.
    static let callBacks = Migration(
        number: 13, name: "call-backs",
        statements: [
            "ALTER TABLE tickets ADD COLUMN call_at BIGINT",
            "CREATE INDEX tickets_to_call ON tickets (call_at, number) WHERE call_at IS NOT NULL",
        ], appendOnlyTables: [])
}
