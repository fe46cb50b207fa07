import Station

/// Whether what is kept of every officer's open work is what they have.
enum LoadCheck {
    /// An officer (account id) whose count is off; nil if there is none.
    static func miscounted(_ connection: any SQLConnection) throws(StoreError) -> String? {
        try connection.first(
            """
            SELECT unit, officer FROM (
                SELECT unit, officer, open FROM officer_loads
                UNION ALL SELECT unit, officer, -1 FROM holders) AS kept
            GROUP BY unit, officer HAVING SUM(open) <> 0 ORDER BY unit, officer LIMIT 1
            """, []
        )?.text("officer")
    }
}
