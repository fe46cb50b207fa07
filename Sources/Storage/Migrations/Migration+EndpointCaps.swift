extension Migration {
    /// The administrator's limit of an endpoint apart from its owner's, so that neither lifts the other.
    static let endpointCaps = Migration(
        number: 15, name: "caps of endpoints",
        statements: [
            "ALTER TABLE webhook_endpoints ADD COLUMN per_minute_cap BIGINT CHECK (per_minute_cap > 0)",
            // Both wrote one column before. Where an administrator once set just this rate, it is theirs: only they may
            // lift it.
            """
            UPDATE webhook_endpoints SET per_minute_cap = per_minute, per_minute = NULL
            WHERE per_minute IS NOT NULL AND EXISTS (
                SELECT 1 FROM audit a WHERE a.action = 'endpoint.limit' AND a.subject = webhook_endpoints.id
                    AND a.result = CAST(webhook_endpoints.per_minute AS TEXT) || ' a minute')
            """,
            "DROP INDEX webhook_endpoints_rated",
            """
            CREATE INDEX webhook_endpoints_rated ON webhook_endpoints (id)
                WHERE per_minute IS NOT NULL OR per_minute_cap IS NOT NULL
            """,
        ], appendOnlyTables: [])
}
